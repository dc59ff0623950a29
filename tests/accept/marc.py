"""MARC records written byte by byte, whole or damaged, for tests: nothing of the program's own writers is used."""
END_RECORD, END_FIELD, SUBFIELD = b'\x1d', b'\x1e', b'\x1f'


def field(tag, indicators, *subs):
    """field('245', '10', 'aTitle', 'cBy whom'); a control field: field('001', None, '123')."""
    return tag, indicators, subs


def field_bytes(one, encoding):
    tag, indicators, subs = one
    if indicators is None:
        return subs[0].encode(encoding) + END_FIELD
    return indicators.encode() + b''.join(SUBFIELD + s.encode(encoding) for s in subs) + END_FIELD


def iso2709(fields, encoding='utf-8', leader_09='a', status='n', tail='4500', type_level='am', characters=False):
    """One record; with `characters` its directory counts these and not bytes, as careless converters leave it."""
    directory, data = b'', b''
    for one in fields:
        body = field_bytes(one, encoding)
        told, at = (len(body.decode(encoding)), len(data.decode(encoding))) if characters else (len(body), len(data))
        directory += f'{one[0]}{told:04d}{at:05d}'.encode()
        data += body
    base = 24 + len(directory) + 1
    length = base + len(data) + 1
    leader = f'{length:05d}{status}{type_level} {leader_09}22{base:05d}   {tail}'
    assert len(leader) == 24, leader
    return leader.encode() + directory + END_FIELD + data + END_RECORD


def f008(year='1986', country='kz ', lang='kaz'):
    return f'860101s{year}    {country}           000 0 {lang}  '.ljust(40)[:40]


def marc21(number, title, *more, author=None, year='1986', isbn=None, lang='kaz', place='Алматы', publisher='Жазушы',
           extent='240 б.', rest='', **how):
    """A plain MARC 21 book."""
    fields = [field('001', None, number), field('008', None, f008(year, lang=lang))]
    fields += [field('020', '  ', 'a' + isbn)] if isbn else []
    fields += [field('100', '1 ', 'a' + author)] if author else []
    fields += [field('245', '10', 'a' + title, *([rest] if rest else []))]
    fields += [field('260', '  ', f'a{place} :', f'b{publisher},', f'c{year}.'), field('300', '  ', 'a' + extent)]
    return iso2709([*fields, *more], **how)


def rusmarc(number, title, *more, surname=None, initials=None, year='1986', isbn=None, lang='kaz', place='Алматы',
            publisher='Жазушы', extent='240 б.', encoding='cp1251', **how):
    """The same in RUSMARC, in windows-1251 as desktop systems write it."""
    coded = f'19990101d{year}    |||y0rusy89      ca'
    fields = [field('001', None, number)]
    fields += [field('010', '  ', 'a' + isbn)] if isbn else []
    fields += [field('100', '  ', 'a' + coded), field('101', '0 ', 'a' + lang), field('102', '  ', 'aKZ'),
               field('200', '1 ', 'a' + title), field('210', '  ', 'a' + place, 'c' + publisher, 'd' + year),
               field('215', '  ', 'a' + extent)]
    fields += [field('700', ' 1', 'a' + surname, 'b' + initials)] if surname else []
    fields += [field('801', ' 0', 'aRU', 'bTEST', 'c19990101', 'gPSBO')]
    return iso2709([*fields, *more], encoding=encoding, leader_09=' ', tail='450 ', **how)


def irbis(*records, encoding='utf-8'):
    """IRBIS64 text exchange: a list of (tag, value) a record."""
    return ''.join(''.join(f'#{tag}: {value}\n' for tag, value in r) + '*****\n' for r in records).encode(encoding)


def holding(call_number, collection='Негізгі қор'):
    return field('852', '  ', 'b' + collection, 'h' + call_number)
