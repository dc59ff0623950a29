"""Recognition of pages drawn from known text, by tests/bench/ocr_pages."""
import os
import pathlib
import subprocess

from table import KERUEN, Absent, at_most, language_data, row

AIMS = {'clean': .5, 'degraded': .6, 'hard': 1}  # characters in error, of a hundred


def recognised(write):
    program = pathlib.Path(__file__).resolve().parent.parent / 'ocr_pages'
    done = subprocess.run([program, '--pages', os.environ.get('KERUEN_BENCH_PAGES', '4')], capture_output=True, text=True,
                          env={**os.environ, 'KERUEN_BIN': KERUEN, 'KERUEN_SHARED': str(language_data('.').parent)})
    if done.returncode:
        raise Absent(f'ocr_pages does not run here: {(done.stderr.strip().splitlines() or ["it says nothing"])[-1]}')
    for line in done.stdout.splitlines():
        kind, *cells = line.split('\t')
        if kind != 'ocr':
            continue
        spelling, degree, pages, letters, wrong, whole = cells
        what = f'recognition: letters in error, {spelling}, {degree}, {pages} pages'
        if degree in AIMS and spelling in ('kk', 'ky', 'ru', 'en'):
            at_most(what, float(wrong), AIMS[degree], how='{:.2f} %')
        else:
            row(what, f'{float(wrong):.2f} %')
        row(f'recognition: words found whole, {spelling}, {degree}', f'{float(whole):.1f} %')
