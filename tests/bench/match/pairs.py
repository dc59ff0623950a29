"""Labelled pairs, each with where its label comes from. None comes from what the matcher said."""
import collections
import csv
import hashlib
import json
import pathlib
import random
import re

import made
from corpus import SHARED, Record, value_of

HERE = pathlib.Path(__file__).resolve().parent
NUMBERS = ('identifier', 'isbn', 'bibno', 'issn', 'url', 'file')
SAME_MOST, OTHER_MOST = 1500, 2500  # pairs of one source
Pair = collections.namedtuple('Pair', 'a b same source what group')


def half(group):
    """'dev' or 'held': records of one kind of title stand in one half."""
    return 'dev' if hashlib.sha256(group.encode()).digest()[0] % 2 else 'held'


def group_of(r):
    words = re.findall(r'\w+', r.first('title').lower())
    return ' '.join(words[:2])


def withheld(r, fields):
    """The record without its numbers: what the label comes from, the matcher does not see."""
    record = dict(r['record'])
    record['fields'] = [p for p in record['fields'] if p[0] not in fields]
    return Record({**r, 'record': record})


def says(r):
    """What the description says, without its numbers and links."""
    kept = ('title', 'creator', 'contributor', 'place', 'publisher', 'date', 'extent', 'edition', 'series')
    return json.dumps([[f, value_of(v)] for f, v in r['record']['fields'] if f in kept], ensure_ascii=False)


def sample(pairs, most, seed):
    pairs = sorted(pairs, key=lambda p: (p.a.key, p.b.key))
    random.Random(seed).shuffle(pairs)
    return pairs[:most]


def by_number(records, kind, catalogue):
    found = collections.defaultdict(list)
    for r in records:
        if r['catalogue'] == catalogue:
            for v in r['evidence'].get(kind, ()):
                found[v].append(r)
    return found


def gpo_same(records):
    """One control number of one agency, in files of different states and dates, described unlike."""
    for found in by_number(records, 'own', 'usgpo').values():
        a, b = found[0], found[-1]
        if a is not b and a['record'] != b['record']:
            yield Pair(withheld(a, NUMBERS), withheld(b, NUMBERS), True, 'GPO, one number', '', group_of(a))


def blocks(records):
    """Records of one catalogue that look alike: one title proper, or a name with a year."""
    found = collections.defaultdict(list)
    for r in records:
        proper = re.sub(r'\W+', ' ', re.split(r' : |\. ', r.first('title').lower())[0]).strip()
        words = [w for w in proper.split() if len(w) > 3][:4]
        found['t ' + ' '.join(words)].append(r)
        year = re.search(r'\d{4}', r.first('date'))
        if year and r.first('creator'):
            found['c ' + r.first('creator')[:20].lower() + year.group() + ' '.join(words[:1])].append(r)
    return found


def one_catalogue(records, catalogue, label):
    """Two numbers of one catalogue, much alike: two editions, or parts, or carriers."""
    own = {}
    for r in records:
        if r['catalogue'] == catalogue and r['evidence'].get('own') and r.first('title'):
            own[min(r['evidence']['own'])] = r
    rng, seen = random.Random(7), set()
    for name, block in sorted(blocks(own.values()).items()):
        chances = [(a, b) for i, a in enumerate(block) for b in block[:i]][:4000]
        for a, b in rng.sample(chances, min(len(chances), 12)):
            shared = any(a['evidence'].get(k) and a['evidence'].get(k) == b['evidence'].get(k) for k in ('oclc', 'lccn'))
            # what reads alike in every field cannot be told by anybody: the catalogue has it twice
            if (a.key, b.key) not in seen and not shared and says(a) != says(b):
                seen.add((a.key, b.key))
                yield Pair(withheld(a, ('identifier', 'file')), withheld(b, ('identifier', 'file')), False, label, '', group_of(a))


def across(records):
    """One OCLC number or LCCN in different catalogues, or twice in one that collects others'."""
    seen = set()
    for kind in ('oclc', 'lccn'):
        found = collections.defaultdict(list)
        for r in records:
            if r['catalogue'] != 'usgpo':
                for v in r['evidence'].get(kind, ()):
                    found[v].append(r)
        for block in found.values():
            for i, a in enumerate(block):
                for b in block[:i]:
                    if says(a) != says(b) and (a.key, b.key) not in seen:
                        seen.add((a.key, b.key))
                        yield Pair(withheld(a, NUMBERS), withheld(b, NUMBERS), True, 'one OCLC number or LCCN', '', group_of(a))


MELINDA_LEFT_OUT = re.compile(r'SID|ID match|threshold|no features|no ids|IDs|array|if there are no|source|YSO', re.I)
MARC_OF_JSON = {'020': ('isbn', 'a'), '245': ('title', 'abnp'), '100': ('creator', 'a'), '300': ('extent', 'a')}


def by_hand(records):
    """Judged by a person from both records (hard.tsv)."""
    path = HERE / 'hard.tsv'
    at = {r.key: r for r in records}
    if not path.exists():
        return
    with open(path, encoding='utf-8') as f:
        for row in csv.DictReader((line for line in f if not line.startswith('#')), delimiter='\t'):
            a, b = at.get(row['a']), at.get(row['b'])
            if a and b and row['verdict'] in ('same', 'other'):
                hidden = ('identifier', 'file')
                yield Pair(withheld(a, hidden), withheld(b, hidden), row['verdict'] == 'same', 'judged by hand', row['reason'], group_of(a))


def all_pairs(records):
    pairs = sample(gpo_same(records), SAME_MOST, 1)
    for catalogue, label in (('usgpo', 'GPO, two numbers'), ('uva', 'university, two numbers'), ('jazz', 'music, two numbers'),
                             ('periodicals', 'periodicals, two numbers'), ('nlr', 'NLR, two numbers'), ('rusmarc', 'NLR, two numbers')):
        pairs += sample(one_catalogue(records, catalogue, label), OTHER_MOST, 2)
    pairs += sample(across(records), SAME_MOST, 3)
    pairs += [Pair(a, b, same, where, what, group_of(a)) for a, b, same, where, what in made.pairs(records)]
    pairs += by_hand(records)
    return pairs
