"""Pairs that are made: a record and a change of it whose meaning is known. Marked as made.

What libraries do to one book (romanise, lose Kazakh letters, shorten, mistype) keeps it the same;
another class, part, year, language or title makes it another.
"""
import copy
import json
import random
import re

from corpus import Record

# One letter, three tables: GOST 7.79 system B (simplified), ALA-LC (without ligatures), ISO 9.
LETTERS = 'абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі'
TABLES = {
    'gost': "a b v g d e yo zh z i j k l m n o p r s t u f x cz ch sh shh '' y ' e yu ya a g q n o u u h i".split(),
    'lc': "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch \" y ' e iu ia a gh q ng o u u h i".split(),
    'iso9': 'a b v g d e ë ž z i j k l m n o p r s t u f h c č š ŝ ʺ y ʹ è û â a̋ ġ ķ ņ ô ù ù ḥ ì'.split(),
}
LOST = str.maketrans('әғқңөұүһіӘҒҚҢӨҰҮҺІ', 'агкноуухиАГКНОУУХИ')
OCR = [('н', 'п'), ('и', 'н'), ('ш', 'щ'), ('е', 'с'), ('о', 'с'), ('rn', 'm'), ('л', 'д'), ('б', '6'), ('З', '3')]
TEXTS = ('title', 'creator', 'contributor', 'place', 'publisher', 'series', 'set', 'part', 'responsibility', 'edition')
ORDINALS = {1: 'первая', 2: 'вторая', 3: 'третья', 4: 'четвертая'}


def fields(r):
    return r['record']['fields']


def text_of(v):
    return v if isinstance(v, str) else v.get('value', '')


def put(pair, text):
    if isinstance(pair[1], str):
        pair[1] = text
    else:
        pair[1]['value'] = text


def change(r, names, how):
    out = Record(copy.deepcopy(dict(r)))
    for pair in fields(out):
        if pair[0] in names:
            put(pair, how(text_of(pair[1])))
    return out


def without(r, names):
    out = Record(copy.deepcopy(dict(r)))
    out['record']['fields'] = [p for p in fields(out) if p[0] not in names]
    return out


def romanise(text, table):
    out = []
    for ch in text:
        at = LETTERS.find(ch.lower())
        new = TABLES[table][at] if at >= 0 else ch
        out.append(new.capitalize() if at >= 0 and ch != ch.lower() else new)
    return ''.join(out)


def initials(name):
    family, comma, rest = name.partition(', ')
    words = rest.split()
    return name if not comma else family + ', ' + ' '.join(w[0] + '.' for w in words[:2] if w)


def mistype(rng, text):
    spots = [i for i, c in enumerate(text) if c.isalpha() and i > 0]
    if len(spots) < 12:
        return text
    i = rng.choice(spots[:-1])
    kind = rng.randrange(4)
    if kind == 0:
        return text[:i] + text[i + 1:]
    if kind == 1:
        return text[:i] + text[i] + text[i:]
    if kind == 2:
        return text[:i] + text[i + 1] + text[i] + text[i + 2:]
    return text[:i] + rng.choice('аеиорснт') + text[i + 1:]


def misread(rng, text):
    chances = [(a, b) for a, b in OCR if a in text]
    if not chances:
        return text
    a, b = rng.choice(chances)
    return text.replace(a, b, 1)


def pages_off(rng, text):
    return re.sub(r'\d{2,4}', lambda m: str(int(m.group()) + rng.choice((-2, -1, 1, 2))), text, count=1)


def other_words_for_parts(text):
    text = re.sub(r'\b[ЧT]\. ([1-4])\b', lambda m: 'Часть ' + ORDINALS[int(m.group(1))], text)
    text = re.sub(r'\b(\d+) класс\b', r'\1 кл.', text)
    return re.sub(r'\b(\d+)-сынып\b', r'\1 сынып', text)


def same_ones(rng, r):
    """(what was done, the same edition described otherwise)"""
    cyrillic = re.search('[а-яё]', r.first('title').lower())
    short = without(r, ('isbn', 'bibno', 'identifier', 'file', 'contributor', 'subject'))
    shorter = without(change(short, ('creator',), initials), ('series', 'responsibility'))
    if cyrillic:
        for table in TABLES:
            yield 'romanised ' + table, change(short, TEXTS, lambda t, k=table: romanise(t, k))
        yield 'romanised, initials', change(shorter, TEXTS, lambda t: romanise(t, 'lc'))
    if re.search('[әғқңөұүһі]', r.first('title')):
        yield 'letters lost', change(short, TEXTS, lambda t: t.translate(LOST))
    yield 'initials', shorter
    yield 'mistyped', change(change(shorter, ('title',), lambda t: mistype(rng, t)), ('publisher',), lambda t: t)
    yield 'misread', change(change(short, ('title',), lambda t: misread(rng, t)), ('creator',), lambda t: misread(rng, t))
    yield 'pages off', change(short, ('extent',), lambda t: pages_off(rng, t))
    yield 'no publisher', without(shorter, ('publisher',))
    if not re.search(r' : [^.]*\d', r.first('title')):
        yield 'no subtitle', change(shorter, ('title',), lambda t: re.sub(r' : [^.]*', '', t))
    yield 'parts in words', change(short, ('title', 'part'), other_words_for_parts)
    yield 'no author', without(short, ('creator',))


def other_number(rng, text):
    numbers = [m for m in re.finditer(r'\d+', text) if 0 < int(m.group()) < 2100]
    if not numbers:
        return None
    m = rng.choice(numbers)
    new = int(m.group()) + rng.choice((1, 1, -1 if int(m.group()) > 1 else 1))
    return text[:m.start()] + str(new) + text[m.end():]


def shift_year(rng, text):
    step = rng.choice((2, 3, 5, -2, -4))
    return re.sub(r'1[5-9]\d\d|20\d\d', lambda m: str(int(m.group()) + step), text, count=1)


def other_ones(rng, r, others):
    """(what was done, another edition much like it); the ISBN stays where publishers leave it."""
    bare = without(r, ('bibno', 'identifier', 'file', 'subject'))
    titles = [t for t in r.values('title')]
    changed = other_number(rng, titles[0])
    if changed and 'part' not in [f for f, _ in fields(r)]:
        yield 'another number', change(bare, ('title',), lambda t: changed if t == titles[0] else t)
        yield 'another number, no ISBN', change(without(bare, ('isbn',)), ('title',), lambda t: changed if t == titles[0] else t)
    elif 'set' not in [f for f, _ in fields(r)] and not changed:
        yield 'a part', change(bare, ('title',), lambda t: t + '. Ч. 2')
    if r.first('level') != 'serial' and re.search(r'\d{4}', r.first('date')):
        yield 'another year', without(change(bare, ('date',), lambda t: shift_year(rng, t)), ('isbn',))
        yield 'reprint, same ISBN', change(bare, ('date',), lambda t: shift_year(rng, t))
    if r.first('language') in ('ru', 'kk', 'ky'):
        other = {'ru': 'kk', 'kk': 'ru', 'ky': 'ru'}[r.first('language')]
        yield 'another language', change(bare, ('language',), lambda t: other)
    near = rng.choice(others)
    if near is not r and near.first('title') != r.first('title'):
        mixed = without(bare, ('isbn', 'title', 'parallel', 'part', 'set'))
        mixed['record']['fields'].insert(0, ['title', near.first('title')])
        yield 'another title, the rest alike', mixed


def invented():
    """Textbooks and classics of Kazakhstan and Kyrgyzstan, made of common words: no real editions."""
    rng = random.Random(4)
    kk = ['Қазақ тілі', 'Қазақ әдебиеті', 'Қазақстан тарихы', 'Дүниежүзі тарихы', 'Жаратылыстану', 'Көркем еңбек',
          'Әліппе', 'Ана тілі', 'Информатика', 'Өзін-өзі тану', 'Құқық негіздері', 'Халық ертеңі', 'Алтын дән әңгімелері']
    ky = ['Кыргыз тили', 'Кыргыз адабияты', 'Кыргызстан тарыхы', 'Дүйнө тарыхы', 'Мекен таануу', 'Эне тили', 'Өнөр таануу']
    ru = ['Русский язык', 'Русская литература', 'История Казахстана', 'Всемирная история', 'Естествознание', 'Познание мира',
          'Самопознание', 'Математика', 'Алгебра и начала анализа', 'Геометрия', 'Физика', 'Химия', 'Биология', 'География']
    people = {'kk': ['Әбдіғали Қайрат Мұратұлы', 'Жүнісова Күләш Әлиқызы', 'Тұрсынов Ғабит', 'Қожахметова Гүлнәр', 'Өтегенов Нұрлан Серікұлы'],
              'ky': ['Токтосунов Бакыт Жээнбекович', 'Өмүрбеков Төлөбек', 'Жусупова Айгүл', 'Чоротегин Таалай Асанович'],
              'ru': ['Захарова Елена Петровна', 'Ким Виктор Сергеевич', 'Назаров Игорь Юрьевич', 'Щербакова Юлия Эдуардовна', 'Цой Анна']}
    houses = {'kk': [('Алматы', 'Мектеп'), ('Алматы', 'Атамұра'), ('Астана', 'Фолиант'), ('Алматы', 'Жазушы')],
              'ky': [('Бишкек', 'Билим-компьютер'), ('Бишкек', 'Инсанат'), ('Фрунзе', 'Мектеп')],
              'ru': [('Алматы', 'Мектеп'), ('Москва', 'Просвещение'), ('Бишкек', 'Кутбилим'), ('Алматы', 'Казахстан')]}
    forms = {'kk': ['{t} : жалпы білім беретін мектептің {g}-сыныбына арналған оқулық', '{t}. {g}-сынып. {p}-бөлім', '{t} : хрестоматия. {g}-сынып'],
             'ky': ['{t} : {g}-класс үчүн окуу китеби', '{t}. {g}-класс. {p}-бөлүк'],
             'ru': ['{t} : учебник для {g} класса общеобразовательных школ', '{t}. {g} класс. Ч. {p}', '{t} : сборник задач. {g} класс']}
    pages = {'kk': 'бет', 'ky': 'б.', 'ru': 'с.'}
    for lang, titles in (('kk', kk), ('ky', ky), ('ru', ru)):
        for n in range(90):
            name = rng.choice(people[lang]).split(' ', 1)
            title = rng.choice(forms[lang]).format(t=rng.choice(titles), g=rng.randint(1, 11), p=rng.randint(1, 2))
            place, house = rng.choice(houses[lang])
            yield Record(file='made', number=n, id='', catalogue='made', evidence={}, record=json.loads(json.dumps({'fields': [
                ['title', title], ['creator', ', '.join(name)], ['place', place], ['publisher', house],
                ['date', str(rng.randint(1958, 2023))], ['extent', f'{rng.randint(96, 416)} {pages[lang]}'],
                ['language', lang], ['type', 'text'], ['level', 'monograph'], ['carrier', 'print']]}, ensure_ascii=False)))


def pairs(records):
    """(a, b, same, where from, what was done)"""
    rng = random.Random(2026)
    real = [r for r in records if re.search('[а-яё]', r.first('title').lower()) and r.first('level') != 'serial'
            and r.first('date') and len(r.first('title')) > 8]
    for where, base in (('made of real', real), ('made of invented', list(invented()))):
        for r in base:
            for what, other in same_ones(rng, r):
                if fields(other) != fields(r):
                    yield r, other, True, where, what
            for what, other in other_ones(rng, r, base):
                yield r, other, False, where, what
