"""Recognition of pages rendered from known text: characters in error and words found.

clean: 300 dpi. degraded: 0.8 degrees askew, blurred, noisy, JPEG at 35. hard: 150 dpi, 1.5 degrees,
a stain and uneven light, JPEG at 25. The library that takes them in does what it does with any scan.
"""
import json
import random
import re
import unicodedata

from library import Library
from table import Absent, at_most, language_data, row, run, KERUEN

FACE = '/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf'
LETTERS_A_PAGE = 1900
AIMS = {'clean': .5, 'degraded': .6, 'hard': 1}  # characters in error, of a hundred


def treebank_text(name):
    for path in sorted(language_data(name).glob('*.conllu')):
        for line in open(path, encoding='utf-8'):
            if line.startswith('# text = '):
                yield line[9:].strip()


def texts():
    lines = language_data('kazqad', 'passages-and-questions.jsonl').read_text(encoding='utf-8').splitlines()
    yield 'kk', (json.loads(line)['context'] for line in lines[100:])
    yield 'ky', treebank_text('ud-kyrgyz-ktmu')
    yield 'ru', treebank_text('ud-russian-gsd')
    yield 'en', treebank_text('ud-english-ewt')


def page_texts(parts, n, drawn):
    """n pages of words whose signs the face has."""
    pages, page = [], ''
    for part in parts:
        part = unicodedata.normalize('NFC', re.sub(r'\s+', ' ', part)).strip()
        if part and all(ord(c) in drawn for c in part):
            page += part + ' '
        if len(page) >= LETTERS_A_PAGE:
            cut = page.rfind(' ', 0, LETTERS_A_PAGE)
            pages.append(page[:cut].strip())
            page = ''
        if len(pages) == n:
            break
    return pages


def clean(text):
    from PIL import Image, ImageDraw, ImageFont
    face = ImageFont.truetype(FACE, 46)  # 11 points at 300 dpi
    page = Image.new('L', (1748, 2480), 255)
    draw, line, y = ImageDraw.Draw(page), '', 180
    for word in text.split() + [None]:
        longer = f'{line} {word}'.strip() if word else line
        if word is None or draw.textlength(longer, face) > 1400:
            draw.text((170, y), line, 0, face)
            y, line = y + 62, word
        else:
            line = longer
    return page


def degraded(page, seed):
    from PIL import Image, ImageChops, ImageFilter
    page = page.rotate(.8, Image.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(1.2))
    noise = Image.frombytes('L', page.size, random.Random(seed).randbytes(page.width * page.height))
    return ImageChops.add(page, noise.point(lambda v: v // 8), offset=-16)


def hard(page, seed):
    from PIL import Image, ImageChops, ImageDraw, ImageFilter
    page = page.rotate(-1.5, Image.BICUBIC, fillcolor=255).resize((page.width // 2, page.height // 2), Image.LANCZOS)
    light = Image.linear_gradient('L').resize(page.size).rotate(0).point(lambda v: 255 - v * 90 // 255)
    draw, r = ImageDraw.Draw(light), random.Random(seed)
    x, y = r.randrange(200, 500), r.randrange(300, 800)
    draw.ellipse((x, y, x + 260, y + 210), fill=150)
    return ImageChops.multiply(page, light.filter(ImageFilter.GaussianBlur(12)))


def distance(a, b):
    """Levenshtein's."""
    before = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        now = [i]
        for j, y in enumerate(b, 1):
            now.append(min(before[j] + 1, now[-1] + 1, before[j - 1] + (x != y)))
        before = now
    return before[-1]


def plain(text):
    """Without what a line's end does to hyphens and spaces."""
    text = re.sub(r'\s+', ' ', unicodedata.normalize('NFC', text.replace('\xad', ''))).strip()
    return re.sub(r'(?<=\w)[-–] (?=\w)', '-', text)


def words(text):
    return set(re.findall(r'[^\W\d_]+', text.lower()))


def make(folder, per_language):
    """Images of pages: {name: (language, condition, text)}."""
    try:
        import PIL  # noqa: F401
        from fontTools.ttLib import TTFont
        drawn = set(TTFont(FACE).getBestCmap())
    except (ImportError, OSError) as why:
        raise Absent(f'pages cannot be drawn here ({why})')
    made = {}
    for lang, parts in texts():
        for n, text in enumerate(page_texts(parts, per_language, drawn)):
            page = clean(text)
            page.save(folder / f'{lang}{n}clean.png', dpi=(300, 300))
            degraded(page, n).save(folder / f'{lang}{n}degraded.jpg', quality=35, dpi=(300, 300))
            hard(page, n).save(folder / f'{lang}{n}hard.jpg', quality=25, dpi=(150, 150))
            made.update({f'{lang}{n}{kind}': (lang, kind, text) for kind in AIMS})
    return made


def recognised(write, per_language=3):
    with Library() as library:
        import pathlib
        folder = pathlib.Path(library.path, 'images')
        folder.mkdir()
        made = make(folder, per_language)
        out = library.say('deposit', *sorted(folder.iterdir()), '--partner', 'bench', '--json')
        library.say('work', '--until-idle')
        taken = [json.loads(line) for line in out.splitlines()]
        errors = {}
        for document in (j for j in taken if j.get('result') == 'taken'):
            lang, kind, text = made[pathlib.Path(document['path']).stem]
            read, known = plain(run(KERUEN, '-C', library.path, 'show', document['id'], '--text')), plain(text)
            errors.setdefault((kind, lang), []).append(
                (distance(known, read), len(known), len(words(known) & words(read)), len(words(known))))
    for kind, aim in AIMS.items():
        for lang in ('kk', 'ky', 'ru', 'en'):
            wrong, letters, found, all_words = map(sum, zip(*errors[kind, lang]))
            at_most(f'recognition: characters in error, {kind}, {lang}, {len(errors[kind, lang])} pages',
                    100 * wrong / letters, aim, how='{:.2f} %')
            row(f'recognition: words of the page found, {kind}, {lang}', f'{100 * found / all_words:.1f} %')
