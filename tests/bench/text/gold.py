"""Gold lemmas of CoNLL-U treebanks, and how well stems agree with them.

The unit is the token as it stands in print: of a multiword token the content words' lemmas count,
for a copula or clitic written together with a word is no reason to tie unrelated words. Tokens
without letters and what is tagged PUNCT, SYM, NUM or X are left out.
"""
import collections
import itertools
import unicodedata

LEFT_OUT = {'PUNCT', 'SYM', 'NUM', 'X', '_'}
CONTENT = {'NOUN', 'PROPN', 'VERB', 'ADJ', 'ADV'}


def spelt(text):
    """One word in lower case and NFC; of an analytic form the first word."""
    return unicodedata.normalize('NFC', text).lower().replace('i\u0307', 'i').split(' ')[0]


def has_letter(text):
    return any(c.isalpha() for c in text)


def tokens(paths):
    """(form, lemmas) of each token that counts."""
    for path in paths:
        form, until, inside = '', 0, []
        for line in open(path, encoding='utf-8'):
            part = line.rstrip('\n').split('\t')
            if len(part) < 4:
                until = 0
                continue
            if '.' in part[0]:
                continue
            if '-' in part[0]:
                form, until, inside = spelt(part[1]), int(part[0].split('-')[1]), []
                continue
            number, lemma, kind = int(part[0]), spelt(part[2]), part[3]
            counts = kind not in LEFT_OUT and has_letter(lemma)
            if number > until:
                if counts and has_letter(spelt(part[1])):
                    yield spelt(part[1]), [lemma]
                continue
            if counts:
                inside.append((lemma, kind))
            if number == until and inside and has_letter(form):
                yield form, [w for w, k in inside if k in CONTENT] or [inside[0][0]]


class Gold:
    def __init__(self, paths):
        self.lemmas = collections.defaultdict(collections.Counter)  # of a form
        self.running = 0
        for form, lemmas in tokens(paths):
            self.running += 1
            for lemma in lemmas:
                self.lemmas[form][lemma] += 1

    def words(self):
        return sorted(set(self.lemmas) | {w for c in self.lemmas.values() for w in c})


def pairs_of(groups):
    """Every two forms that stand in one group."""
    return {p for g in groups for p in itertools.combinations(sorted(g), 2)}


def inverted(of):
    groups = collections.defaultdict(set)
    for form, names in of.items():
        for name in names:
            groups[name].add(form)
    return groups


def paice(lemma_of, stem_of):
    """Paice's indexes (JASIS 47, 1996): the share of pairs of one lemma that are parted, and of
    pairs of different lemmas that are joined. Each form has one lemma and one stem here."""
    n = len(lemma_of)
    unmet = wanted = joined = apart = 0
    for group in inverted({f: [w] for f, w in lemma_of.items()}).values():
        by_stem = collections.Counter(stem_of[f] for f in group)
        wanted += len(group) * (len(group) - 1) / 2
        apart += len(group) * (n - len(group)) / 2
        unmet += sum(k * (len(group) - k) for k in by_stem.values()) / 2
    for group in inverted({f: [s] for f, s in stem_of.items()}).values():
        by_lemma = collections.Counter(lemma_of[f] for f in group)
        joined += sum(k * (len(group) - k) for k in by_lemma.values()) / 2
    return unmet / wanted if wanted else 0, joined / apart if apart else 0


def score(gold, stems):
    """Pair precision, recall and F1 over distinct forms; cit, the share of running words that are
    found from their dictionary form; Paice's indexes; and the pairs in error."""
    of = {form: stems[form] for form in gold.lemmas}
    wanted = pairs_of(inverted(gold.lemmas).values())
    given = pairs_of(inverted(of).values())
    right = len(wanted & given)
    p, r = right / len(given) if given else 1, right / len(wanted) if wanted else 1
    found = sum(n for form, c in gold.lemmas.items() for lemma, n in c.items()
                if stems[form] & stems[lemma])
    main = {form: c.most_common(1)[0][0] for form, c in gold.lemmas.items()}
    under, over = paice(main, {f: min(s) for f, s in of.items()})
    return {'running': gold.running, 'forms': len(of), 'pairs': len(wanted), 'p': p, 'r': r,
            'f1': 2 * p * r / (p + r) if p + r else 0,
            'cit': found / sum(sum(c.values()) for c in gold.lemmas.values()),
            'under': under, 'over': over, 'missed': wanted - given, 'wrong': given - wanted}


def confusions(gold, stems, scored, n=50):
    """The worst first: lemmas joined that are two, and lemmas whose forms are parted."""
    main = {form: c.most_common(1)[0][0] for form, c in gold.lemmas.items()}
    seen = collections.defaultdict(list)
    for a, b in scored['wrong']:
        seen['joined', *sorted((main[a], main[b]))].append((a, b))
    for a, b in scored['missed']:
        shared = sorted(set(gold.lemmas[a]) & set(gold.lemmas[b]))[0]
        seen['parted', shared, ''].append((a, b))
    worst = sorted(seen.items(), key=lambda kv: (-len(kv[1]), kv[0]))[:n]
    for (kind, first, second), pairs in worst:
        a, b = min(pairs)
        yield {'kind': kind, 'lemmas': f'{first}, {second}' if second else first, 'pairs': len(pairs),
               'example': f'{a} → {", ".join(sorted(stems[a]))}; {b} → {", ".join(sorted(stems[b]))}'}
