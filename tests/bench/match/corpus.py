"""Records of the corpus as the program reads them, and the evidence that is kept from the matcher.

Evidence (control numbers, LCCN, ISBN) is read here from the bytes, by other code than the program's.
"""
import collections
import gzip
import json
import os
import pathlib
import re
import subprocess
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent.parent
SHARED = pathlib.Path(os.environ.get('KERUEN_SHARED', ROOT / 'shared'))
BUILD = ROOT / os.environ.get('KERUEN_BUILD', 'build')
TOOL = os.environ.get('KERUEN_BENCH_MATCH', BUILD / 'tests/unit/match/bench-match')

# One catalogue each: its numbers are unique, so two of them are two descriptions by intent.
CATALOGUES = {
    'usgpo': 'marc/usgpo-geographic/*', 'uva': 'marc/solrmarc/records/uva_001_2000.mrc.gz',
    'jazz': 'marc/evergreen/tests/datasets/jazz_1k.mrc.gz', 'lul': 'marc/evergreen/tests/datasets/lul_fre_500.mrc.gz',
    'pride': 'marc/marc4j/pride-and-prejudice-fixed.mrc.gz', 'hathi': 'marc/marc4j/bad_hathi_records.mrc.gz',
    'periodicals': 'marc/xbib-marc/dialects/unimarc/periouni.mrc.gz', 'nlr': 'marc/idzebra/test/rusmarc/records/simple-rusmarc',
    'rusmarc': 'marc/loge-gh-rusmarc/*', 'specs': 'marc/solrmarc/records/specTestRecs.mrc.gz',
    'lint': 'marc/debian-libmarc-*/**/*.lif', 'marc4j': 'marc/marc4j/*.mrc', 'sample': 'marc/idzebra/examples/marc21/sample-marc',
}


def unpacked(path):
    if path.suffix == '.zip':
        with zipfile.ZipFile(path) as z:
            return z.read(z.namelist()[0])
    return gzip.open(path).read() if path.suffix == '.gz' else path.read_bytes()


def fields_of(raw):
    """(tag, bytes) of an ISO 2709 record, by its directory."""
    try:
        base = int(raw[12:17])
    except ValueError:
        return []
    out = []
    for i in range(24, base - 12, 12):
        entry = raw[i:i + 12]
        if not entry.isalnum():
            break
        tag, length, start = entry[:3].decode('latin1'), int(entry[3:7] or 0), int(entry[7:12] or 0)
        out.append((tag, raw[base + start:base + start + length - 1]))
    return out


def subs(value, codes):
    return [x[1:].decode('utf-8', 'replace').strip() for x in value.split(b'\x1f')[1:] if x[:1].decode('latin1') in codes]


def evidence_of(raw):
    """Numbers by which agencies name what they describe."""
    found = collections.defaultdict(set)
    fields = fields_of(raw)
    is21 = any(tag == '245' for tag, _ in fields)
    for tag, value in fields:
        if tag == '001':
            found['own'].add(value.decode('latin1').strip())
        elif tag == '035' and is21:
            for v in subs(value, 'a'):
                oclc = re.match(r'\(OCoLC\)\D*0*(\d+)', v)
                if oclc:
                    found['oclc'].add(oclc.group(1))
        elif tag == '010' and is21:
            found['lccn'].update(re.sub(r'\s+', '', v) for v in subs(value, 'a'))
        elif tag == ('020' if is21 else '010'):
            for v in subs(value, 'a'):
                digits = re.sub(r'[^0-9Xx]', '', v.split('(')[0])
                if len(digits) in (10, 13):
                    found['isbn'].add(digits[-10:-1])
    return found


class Record(dict):
    """A record: file, number, record (of JSON), catalogue, evidence."""

    @property
    def key(self):
        return f'{self["file"]}#{self["number"]}'

    def values(self, field):
        return [value_of(v) for f, v in self['record'].get('fields', []) if f == field]

    def first(self, field):
        return next(iter(self.values(field)), '')


def value_of(v):
    return v if isinstance(v, str) else v.get('value', '')


def read_file(path, name, catalogue):
    """Every record of a file that was read, with its evidence where its bytes agree."""
    data = unpacked(path)
    with tempfile.NamedTemporaryFile(suffix='.mrc') as f:
        f.write(data)
        f.flush()
        out = subprocess.run([str(TOOL), 'records', f.name], capture_output=True, text=True)
    raws = {}
    for raw in data.split(b'\x1d'):
        raw = raw.lstrip(b'\r\n \x00\xef\xbb\xbf')
        if len(raw) > 40:
            e = evidence_of(raw)
            for own in e['own']:
                raws.setdefault(own, []).append(e)
    records = []
    for line in out.stdout.splitlines():
        r = Record(json.loads(line))
        if r.get('aside') or r.get('deleted') or not r['record']:
            continue
        same = raws.get(r['id'].strip(), [])
        r.update(file=name, catalogue=catalogue, evidence=same[0] if len(same) == 1 else {})
        records.append(r)
    return records


def read_all():
    corpus = SHARED / 'corpus'
    records = []
    for catalogue, pattern in CATALOGUES.items():
        for path in sorted(corpus.glob(pattern)):
            if path.is_file():
                records += read_file(path, str(path.relative_to(corpus)), catalogue)
    return records


def judge(records, pairs):
    """What the program says of pairs (a, b): (verdict, score, share a key, reasons)."""
    with tempfile.TemporaryDirectory() as folder:
        names = [os.path.join(folder, n) for n in ('records', 'pairs')]
        at = {}
        with open(names[0], 'w', encoding='utf-8') as f:
            for r in {id(r): r for r in records}.values():
                at[id(r)] = len(at)
                f.write(json.dumps(r['record'], ensure_ascii=False) + '\n')
        with open(names[1], 'w', encoding='utf-8') as f:
            f.writelines(f'{at[id(a)]} {at[id(b)]}\n' for a, b in pairs)
        done = subprocess.run([str(TOOL), 'pairs', *names], capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(done.stderr)
    said = [line.split('\t') for line in done.stdout.splitlines()]
    assert len(said) == len(pairs), (len(said), len(pairs))
    return [(v, int(score), met == '1', why) for v, score, met, why in said]
