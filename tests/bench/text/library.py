"""A library in a folder that passes: what is put in, and what the program finds."""
import csv
import json
import tempfile

from table import KERUEN, run


class Library:
    """with Library() as it: …"""

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory(prefix='keruen-bench-text-')
        self.path = self.folder.name
        self.say('init')
        self.say('partner', 'add', 'bench', '--name', 'bench')
        return self

    def __exit__(self, *_):
        self.folder.cleanup()

    def say(self, *args):
        return run(KERUEN, '-C', self.path, *args)

    def put(self, documents):
        """documents: (name, language, title, text). The name is the record's creator too, by which
        a hit is known again: no query of this bench is such a name."""
        import pathlib
        place = pathlib.Path(self.path, 'brought')
        place.mkdir()
        with open(place / 'records.csv', 'w', newline='', encoding='utf-8') as f:
            record = csv.writer(f)
            record.writerow(['file', 'title', 'creator', 'language'])
            for name, lang, title, text in documents:
                (place / f'{name}.txt').write_text(text, encoding='utf-8')
                record.writerow([f'{name}.txt', title, name, lang])
        records = place.rename(place.parent / 'bench-in') / 'records.csv'
        self.say('deposit', *sorted(records.parent.glob('*.txt')), '--partner', 'bench', '--records', records)
        self.say('work', '--until-idle')

    def find(self, query, limit=10, *options):
        """The names found, best first."""
        out = self.say('search', '--json', '--limit', str(limit), *options, '--', query)
        return [json.loads(line)['creator'] for line in out.splitlines() if line.startswith('{"id"')]
