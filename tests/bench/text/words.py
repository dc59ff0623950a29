"""Words: stems against gold lemmas, scripts that meet, old orthography, speed."""
import difflib
import json
import os
import pathlib
import shutil

import gold
from table import ROOT, Absent, at_least, at_most, language_data, row, run, said_of

TREEBANKS = (  # language, its name here, folders, F1 to beat, aim, cit to beat, aim
    ('kk', 'Kazakh KTB', ('ud-kazakh-ktb',), '0.588 / 0.778', .85, '0.789 / 0.864', .95),
    ('ky', 'Kyrgyz KTMU', ('ud-kyrgyz-ktmu',), '0.511', .68, '0.737', None),
    ('ky', 'Kyrgyz TueCL', ('ud-kyrgyz-tuecl',), '0.440', .85, '0.637', None),
    ('ru', 'Russian', ('ud-russian-gsd', 'ud-russian-taiga', 'ud-russian-pud', 'ud-russian-poetry'),
     '0.738 / 0.817', .83, '0.870 / 0.872', None),
    ('en', 'English EWT', ('ud-english-ewt',), '0.589', .60, '0.913', None),
)
ALIKE = .9  # of letters in order: a pair below it is two words of one meaning, not one word spelt twice
SPELLINGS = (  # of kk-script-pairs, aim
    ('Arabic, MediaWiki', 'mediawiki_cyrl_arab_filtered.tsv', .97),
    ('Arabic, CLDR', 'cldr48_cyrl_arab_filtered.tsv', .92),
    ('Latin of 2006, MediaWiki', 'mediawiki_cyrl_latn2006.tsv', .98),
)


def stems(write):
    told = []
    for lang, name, folders, f1, f1_aim, cit, cit_aim in TREEBANKS:
        paths = [p for f in folders for p in sorted(language_data('.').glob(f'{f}/*.conllu'))]
        if not paths:
            print(f'{name}: no treebank here', flush=True)
            continue
        g = gold.Gold(paths)
        of = {w: set(s) for w, s in said_of('stem', lang, g.words()).items()}
        s = gold.score(g, of)
        what = f'{name}, {s["running"]:,} words, {s["pairs"]:,} pairs'
        at_least(f'stems, pair F1, {what}', s['f1'], f1_aim, f1)
        if cit_aim:
            at_least(f'stems, cit, {name}', s['cit'], cit_aim, cit)
        else:
            row(f'stems, cit, {name}', f'{s["cit"]:.3f}', cit)
        row(f'stems, precision and recall of pairs, {name}', f'{s["p"]:.3f}, {s["r"]:.3f}')
        row(f'stems, under- and over-stemming (Paice), {name}', f'{s["under"]:.3f}, {s["over"] * 1000:.3f} ‰')
        told += ['', f'## {name}', '', '| what | lemmas | pairs | example |', '|---|---|--:|---|']
        told += ['| ' + ' | '.join(str(c[k]).replace('|', '/') for k in ('kind', 'lemmas', 'pairs', 'example')) + ' |'
                 for c in gold.confusions(g, of, s)]
    if not told:
        raise Absent('KERUEN_SHARED has no treebanks')
    if write:
        head = ['# The worst confusions of stems', '', 'Made by `make bench-text`. "joined": forms of two lemmas share a stem; '
                '"parted": forms of one lemma share none. By the number of pairs of forms, the 50 worst of each treebank.']
        (ROOT / 'docs' / 'stem-confusions.md').write_text('\n'.join(head + told) + '\n')


def scripts(write):
    for name, file, aim in SPELLINGS:
        with open(language_data('kk-script-pairs', file), encoding='utf-8') as f:
            pairs = [line.rstrip('\n').split('\t')[:2] for line in f if '\t' in line]
        given, pairs = len(pairs), one_word_pairs(pairs) if 'latn' in file else pairs
        spelt = sorted({w for p in pairs for w in p})
        keys, fold = said_of('keys', 'kk', spelt), said_of('fold', 'kk', spelt)
        meet = sum(bool(set(keys[a]) & set(keys[b])) for a, b in pairs) / len(pairs)
        strictly = sum(fold[a] == fold[b] for a, b in pairs) / len(pairs)
        at_least(f'scripts: Kazakh pairs that meet in a key, {name}, {len(pairs):,} of {given:,} pairs', meet, aim, how='{:.4f}')
        row(f'scripts: the same, in the first key alone, {name}', f'{strictly:.4f}')
    forms = kazakh_forms()
    fold, groups = said_of('fold', 'kk', forms), {}
    for form in forms:
        groups.setdefault(fold[form][0], []).append(form)
    clash = sum(len(g) for g in groups.values() if len(g) > 1) / len(forms)
    at_most(f'scripts: share of {len(forms):,} Kazakh forms that folding makes ambiguous', clash * 100, 1.5, how='{:.2f} %')


def one_word_pairs(pairs):
    """The Latin list is not cleared of pairs that translate each other without being one word."""
    latin = str.maketrans(dict(zip('абвгғдезийкқлмнңопрстуұфхһшыіәөүжюяцч', 'abvggdeziikqlmnnoprstwufhhsiiaoujyaзc')))
    bare = str.maketrans('ñıäöüşçğýāūïáóúń', 'niaousçgiauiaoun')

    def alike(a, b):
        return difflib.SequenceMatcher(None, a.translate(latin), b.lower().translate(bare)).ratio()
    return [p for p in pairs if alike(*p) >= ALIKE]


def kazakh_forms():
    """Distinct words in Kazakh Cyrillic letters of running texts."""
    letters = set('аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя')
    found = set()
    for name in ('kaznerd', 'ud-kazakh-ktb', 'kazqad', 'udhr'):
        for path in language_data('.').joinpath(name).rglob('*'):
            if not path.is_file() or path.suffix in ('.md', '') or (name == 'udhr' and 'kaz' not in path.name):
                continue
            text = path.read_text(encoding='utf-8')
            if name == 'kazqad':
                text = ' '.join(' '.join((j['title'], j['context'])) for j in map(json.loads, text.splitlines()))
            word = ''.join(c if c.isalpha() else ' ' for c in text.lower()).split()
            found.update(w for w in word if set(w) <= letters)
    return sorted(found)


def known_to_hunspell(words):
    if not shutil.which('hunspell') or not pathlib.Path('/usr/share/hunspell/ru_RU.dic').exists():
        raise Absent('hunspell and its Russian dictionary are not installed')
    out = run('hunspell', '-d', 'ru_RU', '-i', 'UTF-8', '-G', input='\n'.join(words) + '\n')
    return set(out.split())


def old_orthography(write):
    text = language_data('russian-plays', 'artsybashev-revnost.txt').read_text(encoding='utf-8')
    forms = sorted({w for w in ''.join(c if c.isalpha() else ' ' for c in text).lower().split()
                    if any('а' <= c <= 'я' or c in 'ѣіѳѵ' for c in w)})
    read = said_of('readings', 'ru', forms)
    candidates = sorted({r for f in forms for r in read[f]} | set(forms))
    known = known_to_hunspell(candidates + [w.capitalize() for w in candidates])
    is_known = {w for w in candidates if w in known or w.capitalize() in known}
    share = sum(bool(set(read[f]) & is_known) for f in forms) / len(forms)
    as_printed = sum(f in is_known for f in forms) / len(forms)
    at_least(f'old orthography: words of a play known when read, {len(forms):,} forms', share * 100, 96,
             f'{as_printed * 100:.1f} % as printed', how='{:.1f} %')


def running_texts():
    """A text of each language, words as they stand in print."""
    kazqad = language_data('kazqad', 'passages-and-questions.jsonl').read_text(encoding='utf-8').splitlines()
    plays = sorted(language_data('russian-plays').glob('*.txt'))
    yield 'kk', ' '.join(json.loads(line)['context'] for line in kazqad)
    yield 'ru', '\n'.join(p.read_text(encoding='utf-8') for p in plays if 'revnost' not in p.name)
    for lang, name in (('ky', 'ud-kyrgyz-ktmu'), ('en', 'ud-english-ewt')):
        lines = (line for p in sorted(language_data(name).glob('*.conllu')) for line in open(p, encoding='utf-8'))
        yield lang, '\n'.join(line[9:].strip() for line in lines if line.startswith('# text = '))


def speed(write):
    build = pathlib.Path(os.environ.get('KERUEN_BUILD', ROOT / 'build')).resolve()
    program = build / 'tests' / 'unit' / 'text' / 'bench-words'
    run('ninja', '-C', build, program.relative_to(build))
    for lang, text in running_texts():
        both, stems_alone = (json.loads(run(program, lang, *args, input=text)) for args in ((), ('stems',)))
        at_least(f'speed: words a second of the processor, fold and stem, {lang}, {both["words"]:,} words',
                 both['words_per_s'] / 1e6, 5, how='{:.1f} M')
        row(f'speed: the same, stem alone, {lang}', f'{stems_alone["words_per_s"] / 1e6:.1f} M')
        row(f'speed: the text once, nothing remembered, fold and stem; stem alone, {lang}',
            f'{both["once_per_s"] / 1e6:.2f}, {stems_alone["once_per_s"] / 1e6:.2f} M')
        at_most(f'speed: bytes left taken by a million words and more, {lang}', both['allocated'], 0, how='{:d}')
