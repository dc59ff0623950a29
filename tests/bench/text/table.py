"""What the parts of this bench share: rows of the table, the program, the data that may be absent."""
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent.parent
KERUEN = os.path.abspath(os.environ.get('KERUEN_BIN', ROOT / 'build' / 'keruen'))
rows = []
part = ''  # the part that measures now


class Absent(Exception):
    """What a part needs and this machine lacks, as a sentence."""


def row(what, measured, beat='', aim='', met=None):
    said = '' if met is None else 'yes' if met else 'no'
    rows.append((part, what, measured, beat, aim, said))
    print(f'{what:62} {measured:>26} {beat:>16} {aim:>9} {"" if met is None else "ok" if met else "MISSED"}', flush=True)


def at_least(what, value, aim, beat='', how='{:.3f}'):
    row(what, how.format(value), beat, '≥ ' + how.format(aim), value >= aim)


def at_most(what, value, aim, beat='', how='{:.3f}'):
    row(what, how.format(value), beat, '≤ ' + how.format(aim), value <= aim)


def language_data(*names):
    """A path under KERUEN_SHARED/language, or Absent."""
    beside = ROOT.parent / 'shared'
    root = os.environ.get('KERUEN_SHARED') or (beside / 'language').is_dir() and beside
    if not root:
        raise Absent('KERUEN_SHARED names no folder with language data')
    path = pathlib.Path(root, 'language', *names)
    if not path.exists():
        raise Absent(f'KERUEN_SHARED has no language/{"/".join(names)}')
    return path


def run(*command, **how):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, **how)
    if done.returncode:
        raise SystemExit(f'{" ".join(map(str, command[:3]))} ended with {done.returncode}: {done.stderr[-2000:]}')
    return done.stdout


def said_of(kind, lang, words):
    """What `keruen text KIND` says of each word: a list of its results."""
    words = list(words)
    out = run(KERUEN, 'text', kind, *(['--lang', lang] if lang else []), input='\n'.join(words) + '\n').split('\n')
    return {w: line.partition('\t')[2].split('|') for w, line in zip(words, out)}
