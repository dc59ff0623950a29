/*
 * ids - numbers that agencies give: ISBN, ISSN, national bibliographies, control numbers.
 *
 * ISO 2108 (ISBN), ISO 3297 (ISSN). A number that does not check is kept apart: two records with the
 * same wrong number copy one title page, but it finds nothing else.
 */
#include "match/match_int.h"

/* FNV-1a, 64 bits folded to 32: stable, for it is stored. */
uint32_t match_hash(struct str s)
{
	uint64_t h = 0xcbf29ce484222325u;
	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.s[i]) * 0x100000001b3u;
	return (uint32_t)(h ^ h >> 32);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The digits (and a last X) of s; how many there are. */
static size_t digits_of(struct str s, char ret[20])
{
	size_t n = 0;
	for (size_t i = 0; i < s.n && n < 20; i++) {
		char c = s.s[i];
		bool cyrillic_x = i + 1 < s.n && !memcmp(s.s + i, "Х", 2);
		if (is_digit(c))
			ret[n++] = c;
		else if (n == 9 && (c == 'X' || c == 'x' || cyrillic_x))
			ret[n++] = 'X';
	}
	return n;
}

static int digit_of(char c)
{
	return c == 'X' ? 10 : c - '0';
}

static uint64_t isbn10_as_13(const char d[20])
{
	int sum = 0;
	for (int i = 0; i < 10; i++)
		sum += (10 - i) * digit_of(d[i]);
	if (sum % 11)
		return 0;
	uint64_t v = 978;
	int check = 9 + 3 * 7 + 8;
	for (int i = 0; i < 9; i++) {
		v = v * 10 + (uint64_t)digit_of(d[i]);
		check += digit_of(d[i]) * (i % 2 ? 1 : 3);
	}
	return v * 10 + (uint64_t)((10 - check % 10) % 10);
}

static uint64_t isbn13(const char d[20])
{
	uint64_t v = 0;
	int sum = 0;
	for (int i = 0; i < 13; i++) {
		v = v * 10 + (uint64_t)digit_of(d[i]);
		sum += digit_of(d[i]) * (i % 2 ? 3 : 1);
	}
	bool bookland = v / 10000000000u == 978 || v / 10000000000u == 979;
	return sum % 10 || !bookland ? 0 : v;
}

uint64_t isbn_of(struct str s)
{
	char d[20];
	size_t n = digits_of(s, d);
	bool zero = true;
	for (size_t i = 0; i < n; i++)
		zero &= d[i] == d[0];
	if (zero) /* 0-00-000000-0 is put where there is none */
		return 0;
	return n == 10 ? isbn10_as_13(d) : n == 13 && !memchr(d, 'X', 13) ? isbn13(d) : 0;
}

static void isbn_add(struct match_facts *f, struct str s)
{
	uint64_t v = isbn_of(s);
	char d[20];
	size_t n = digits_of(s, d);
	for (size_t i = 0; v && i < f->n_isbn; i++)
		if (f->isbn[i] == v)
			return;
	if (v && f->n_isbn < ISBNS_MAX)
		f->isbn[f->n_isbn++] = v;
	else if (!v && n >= 9 && f->n_odd < NUMBERS_MAX)
		f->odd[f->n_odd++] = match_hash((struct str){ d, n });
}

/* One value may hold several, with remarks: "5-02-012345-6 (т. 1), 5-02-012346-4". */
static void isbns_add(struct match_facts *f, struct str s)
{
	if (isbn_of(s)) {
		isbn_add(f, s);
		return;
	}
	for (size_t i = 0; i < s.n;) {
		size_t end = i;
		while (end < s.n &&
		       (is_digit(s.s[end]) || strchr("-xX", s.s[end]) ||
			!memcmp(s.s + end, "\xd0", 1) || !memcmp(s.s + end, "\xa5", 1)))
			end++;
		if (end > i + 8)
			isbn_add(f, str_upto(str_from(s, i), end - i));
		i = end > i ? end : i + 1;
	}
}

/* ISO 3297: seven digits and a check digit modulo 11. */
static uint32_t issn_of(struct str s)
{
	uint32_t v = 0;
	int sum = 0, n = 0;
	for (size_t i = 0; i < s.n && n < 8; i++) {
		char c = s.s[i];
		if (!is_digit(c) && !(n == 7 && (c == 'X' || c == 'x')))
			continue;
		int d = is_digit(c) ? c - '0' : 10;
		v = v * 11 + (uint32_t)d;
		sum += (8 - n) * d;
		n++;
	}
	return n == 8 && sum % 11 == 0 ? v : 0;
}

static void add_once(uint32_t *at, uint8_t *n, uint32_t v)
{
	for (size_t i = 0; i < *n; i++)
		if (at[i] == v)
			return;
	if (v && *n < NUMBERS_MAX)
		at[(*n)++] = v;
}

/* Letters and digits alone, small; without zeros before a number. */
static struct str bare(struct str s, char *room, size_t size)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n && n < size; i++) {
		char c = s.s[i];
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		bool before_number = n == 0 || !is_digit(room[n - 1]);
		if (c == '0' && before_number && i + 1 < s.n && is_digit(s.s[i + 1]))
			continue;
		if (is_digit(c) || (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80)
			room[n++] = c;
	}
	return (struct str){ room, n };
}

static void control_add(struct match_facts *f, struct str agency, struct str number)
{
	char a[40], b[60];
	struct str who = bare(agency, a, sizeof(a)), what = bare(number, b, sizeof(b));
	/* OCLC puts ocm, ocn or on before its numbers */
	if (str_is(who, "ocolc"))
		while (what.n && !is_digit(what.s[0]))
			what = str_from(what, 1);
	char again[60];
	what = bare(what, again, sizeof(again));
	if (who.n == 0 || what.n == 0 || f->n_control == NUMBERS_MAX)
		return;
	struct agency_number v = { match_hash(who), match_hash(what) };
	for (size_t i = 0; i < f->n_control; i++)
		if (f->control[i].agency == v.agency && f->control[i].number == v.number)
			return;
	f->control[f->n_control++] = v;
}

/* "(OCoLC)123" of MARC 21 035; "RU\NLR\bibl\3415" of RUSMARC 001. A number without an agency is its
 * sender's own and says nothing here. */
static void identifier_add(struct match_facts *f, struct str s)
{
	size_t close = str_find_byte(s, ')');
	if (str_starts(s, "(") && close < s.n) {
		control_add(f, str_upto(str_from(s, 1), close - 1), str_from(s, close + 1));
		return;
	}
	size_t last = s.n, n = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.s[i] == '\\' || s.s[i] == '/') {
			last = i;
			n++;
		}
	}
	if (n >= 2 && !str_starts(s, "http"))
		control_add(f, str_upto(s, last), str_from(s, last + 1));
}

void ids_read(const struct record *r, struct match_facts *f)
{
	char room[60];
	for (size_t i = 0; i < r->n; i++) {
		struct str v = r->at[i].value;
		switch (r->at[i].field) {
		case RECORD_ISBN: isbns_add(f, v); break;
		case RECORD_ISSN: add_once(f->issn, &f->n_issn, issn_of(v)); break;
		case RECORD_BIBNO: {
			struct str b = bare(v, room, sizeof(room));
			if (b.n > 3)
				add_once(f->bibno, &f->n_bibno, match_hash(b));
			break;
		}
		case RECORD_IDENTIFIER: identifier_add(f, v); break;
		default: break;
		}
	}
}
