"""RecordManager's published method of telling duplicates, made anew from its description.

As described (National Library of Finland, RecordManager's deduplication): the steps in their order,
Levenshtein's distance on bytes, an identifier shared is a match without a look at the title.
"""
import re

NAME = 'RecordManager\'s method'


def levenshtein(a, b):
    """On bytes, cut to 255, as there."""
    a, b = a.encode()[:255], b.encode()[:255]
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1]


def plain(text):
    return re.sub(r'\s+', ' ', re.sub(r'[^\w\s]', ' ', text.lower())).strip()


def isbns(r):
    out = set()
    for v in r.values('isbn'):
        d = re.sub(r'[^0-9Xx]', '', v).upper()
        if len(d) == 10:
            d = '978' + d[:9]
            d += str(-sum(int(c) * (1, 3)[i % 2] for i, c in enumerate(d) if c.isdigit()) % 10)
        if len(d) == 13:
            out.add(d)
    return out


def year(r):
    found = re.search(r'1[0-9]{3}|20[0-9]{2}', r.first('date'))
    return found.group() if found else ''


def pages(r):
    found = [int(n) for n in re.findall(r'\d+', r.first('extent').split(';')[0])]
    return max(found, default=0)


def series(r):
    return re.findall(r'\d+', ' '.join(r.values('series')))


def form(r):
    return (r.first('type'), r.first('level') in ('serial',), r.first('level') == 'article', r.first('carrier') or 'print')


def initials_fit(a, b):
    a, b = re.findall(r'\w+', a), re.findall(r'\w+', b)
    return all(x[0] == y[0] if len(x) == 1 or len(y) == 1 else x == y for x, y in zip(a, b))


def authors_fit(a, b):
    if bool(a) != bool(b):
        return False
    a, b = a.lower().strip(' .,'), b.lower().strip(' .,')
    if a == b:
        return True
    family_a, _, rest_a = a.partition(',')
    family_b, _, rest_b = b.partition(',')
    if family_a == family_b and initials_fit(rest_a, rest_b):
        return True
    a, b = plain(a), plain(b)
    return levenshtein(a, b) * 100 <= 20 * max(len(a.encode()[:255]), 1)


def same(a, b):
    if (a.first('level') == 'article') != (b.first('level') == 'article') or form(a) != form(b):
        return False
    if isbns(a) & isbns(b):
        return True
    if set(a.values('bibno')) & set(b.values('bibno')):
        return True
    issn_a, issn_b = set(a.values('issn')), set(b.values('issn'))
    if issn_a and issn_b and not issn_a & issn_b:
        return False
    if year(a) and year(b) and year(a) != year(b):
        return False
    if pages(a) and pages(b) and abs(pages(a) - pages(b)) > 10:
        return False
    if series(a) and series(b) and series(a) != series(b):
        return False
    title_a, title_b = plain(a.first('title')), plain(b.first('title'))
    longest = max(len(title_a.encode()[:255]), len(title_b.encode()[:255]))
    if not longest or levenshtein(title_a, title_b) * 100 >= 10 * longest:
        return False
    return authors_fit(a.first('creator'), b.first('creator'))
