"""What `keruen search` itself finds, over libraries made for the purpose."""
import collections
import importlib.util
import json
import random
import statistics
import subprocess

import gold
from library import Library
from table import ROOT, Absent, at_least, language_data, row

SEED = 4


def kazqad(write):
    """Questions to passages of KazQAD; relevant are the passages that a question was asked of."""
    passages, questions = {}, collections.defaultdict(set)
    for line in language_data('kazqad', 'passages-and-questions.jsonl').read_text(encoding='utf-8').splitlines():
        j = json.loads(line)
        name = 'p' + j['id'].split('#')[1].replace('_', 'x')
        passages[name] = (name, 'kk', j['title'], j['context'])
        if j['question']:
            questions[j['question']].add(name)
    with Library() as library:
        library.put(passages.values())
        ranks = []
        for question, right in questions.items():
            hits = library.find(question)
            ranks.append(next((n for n, name in enumerate(hits, 1) if name in right), 0))
    mrr = statistics.mean(1 / r if r else 0 for r in ranks)
    at_least(f'retrieval: KazQAD, {len(passages)} passages, {len(questions)} questions, MRR@10', mrr, .78, '0.733 (0.736)')
    row('retrieval: KazQAD, right passage first, among ten',
        f'{statistics.mean(r == 1 for r in ranks):.3f}, {statistics.mean(r > 0 for r in ranks):.3f}', '0.635, 0.891')


def converters():
    path = language_data('eval', 'translit.py')
    spec = importlib.util.spec_from_file_location('translit', path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def kazakh_spellings(text):
    t = converters()
    yield 'Cyrillic', text
    yield 'Arabic', t.arab(text)
    for name, table in (('Latin of 2021', t.L21), ('Latin of 2018', t.L18), ('Latin of 2017', t.L17), ('Yañalif', t.YAN)):
        yield name, t.lat(text, table)


def words_of(text):
    return ''.join(c if c.isalpha() or c in "'’" else ' ' for c in text).split()


def both_spellings(write):
    """The same passages in six spellings of Kazakh, one title a spelling; a word in each must find all."""
    lines = language_data('kazqad', 'passages-and-questions.jsonl').read_text(encoding='utf-8').splitlines()
    text = ' '.join(json.loads(line)['context'] for line in lines[:40])
    documents = {name: spelt for name, spelt in kazakh_spellings(text)}
    names = {f'w{n}': name for n, name in enumerate(documents)}
    letters = set('аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя')
    known = sorted({w.lower() for w in words_of(text) if len(w) > 3 and set(w.lower()) <= letters})
    asked = random.Random(SEED).sample(known, min(60, len(known)))
    with Library() as library:
        library.put((n, 'kk', f'Мәтін {n}', documents[name]) for n, name in names.items())
        for kind in documents:
            met = collections.Counter()
            for word in asked:
                query = dict(kazakh_spellings(word))[kind]
                met.update(set(library.find(query, 20)))
            share = sum(met.values()) / len(asked) / len(documents)
            worst = min(names, key=lambda n: met[n])
            at_least(f'scripts: a word in {kind} finds its text in all six spellings (worst: {names[worst]} '
                     f'{met[worst] / len(asked):.2f})', share, .95)
    old_and_new()


def old_and_new():
    """A paragraph of 1878 as printed and as printed today: each word must find both."""
    old, new = (language_data('prereform-sample', f'anna_{n}.txt').read_text(encoding='utf-8') for n in ('old', 'modern'))
    with Library() as library:
        library.put([('old', 'ru', 'Начало', old), ('new', 'ru', 'Начало', new)])
        for name, text in (('today’s', new), ('old', old)):
            asked = sorted({w.lower() for w in words_of(text) if len(w) > 3})
            both = statistics.mean(set(library.find(w)) == {'old', 'new'} for w in asked)
            at_least(f'old orthography: a word in {name} spelling finds both, {len(asked)} words', both, .96)


def sentences(paths):
    """(text, lemmas of its content words) of each sentence."""
    for path in paths:
        text, lemmas = '', set()
        for line in open(path, encoding='utf-8'):
            part = line.rstrip('\n').split('\t')
            if line.startswith('# text = '):
                text = line[9:].strip()
            elif len(part) > 3 and part[3] in gold.CONTENT and part[0].isdigit() and gold.has_letter(part[2]):
                lemmas.add(gold.spelt(part[2]))
            elif not line.strip():
                yield text, lemmas
                text, lemmas = '', set()


def average_precision(found, right):
    hits = [n for n, name in enumerate(found, 1) if name in right]
    return sum((k + 1) / n for k, n in enumerate(hits)) / len(right)


def postgres_finds(documents, queries, limit):
    """Names found by PostgreSQL's russian configuration, best first, for each query."""
    def quoted(s):
        return "'" + s.replace("'", "''") + "'"
    sql = ['create table d (name text, words tsvector);']
    sql += [f"insert into d values ({quoted(name)}, to_tsvector('russian', {quoted(text)}));" for name, _, _, text in documents]
    for n, q in enumerate(queries):
        sql.append(f"select {n}, name from d, plainto_tsquery('russian', {quoted(q)}) q where words @@ q "
                   f"order by ts_rank(words, q) desc, name limit {limit};")
    done = subprocess.run([ROOT / 'tests' / 'pg' / 'with-postgres', 'sh', '-c', 'psql -qXtA -F " " "$KERUEN_TEST_PG"'],
                          input='\n'.join(sql), capture_output=True, text=True)
    if done.returncode:
        raise Absent('PostgreSQL does not run here: ' + done.stderr.strip().splitlines()[-1])
    found = collections.defaultdict(list)
    for line in done.stdout.splitlines():
        n, name = line.split()
        found[int(n)].append(name)
    return [found[n] for n in range(len(queries))]


def russian(write):
    """Lemmas asked of groups of six sentences; right are the groups that hold a form of the lemma."""
    paths = [p for f in ('ud-russian-gsd', 'ud-russian-taiga') for p in sorted(language_data(f).glob('*.conllu'))]
    every = list(sentences(paths))
    groups = [every[n:n + 6] for n in range(0, len(every), 6)]
    documents = [(f'g{n}', 'ru', f'Страница {n}', '\n'.join(t for t, _ in g)) for n, g in enumerate(groups)]
    where = collections.defaultdict(set)
    for n, g in enumerate(groups):
        for _, lemmas in g:
            for lemma in lemmas:
                where[lemma].add(f'g{n}')
    lemmas = sorted(w for w, found in where.items() if 3 <= len(found) <= 60 and len(w) > 3 and w.isalpha())
    asked = random.Random(SEED).sample(lemmas, min(250, len(lemmas)))
    theirs = postgres_finds(documents, asked, 200)
    with Library() as library:
        library.put(documents)
        ours = [library.find(w, 200) for w in asked]

    def means(found):
        return (statistics.mean(average_precision(f, where[w]) for f, w in zip(found, asked)),
                statistics.mean(len(set(f) & where[w]) / len(where[w]) for f, w in zip(found, asked)))
    (our_map, our_recall), (map_, recall) = means(ours), means(theirs)
    what = f'Russian, {len(asked)} dictionary forms, {len(documents)} texts'
    row(f'retrieval: {what}, mean average precision', f'{our_map:.3f}', f'PostgreSQL {map_:.3f}', '≥ its', our_map >= map_)
    row(f'retrieval: {what}, recall', f'{our_recall:.3f}', f'PostgreSQL {recall:.3f}', '≥ its', our_recall >= recall)
