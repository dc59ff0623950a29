/*
 * iso2709 - records as ISO 2709 exchanges them, whole or damaged.
 *
 * The delimiters are believed first: 1D ends a record, 1E a field, 1F opens a subfield. The
 * directory gives the tags; its offsets are used only where they point at fields, for systems that
 * re-encode a record often leave its lengths as they were.
 */
#include "format/format_int.h"

enum { LEADER = 24, ENTRY = 12, END_RECORD = 0x1D, END_FIELD = 0x1E, SUBFIELD = 0x1F };

static bool is_tag_byte(char ch)
{
	return (ch >= '0' && ch <= '9') || (ch >= 'A' && ch <= 'Z') || (ch >= 'a' && ch <= 'z');
}

bool iso2709_likely(struct str b)
{
	while (b.n && (b.s[0] == '\n' || b.s[0] == '\r' || b.s[0] == ' '))
		b = str_from(b, 1);
	if (b.n < LEADER + 3)
		return false;
	for (int i = 0; i < 3; i++) {
		if (!is_tag_byte(b.s[LEADER + i]) && b.s[LEADER] != END_FIELD)
			return false;
	}
	struct str head = str_upto(b, 100000);
	return str_find_byte(head, END_FIELD) < head.n && b.s[0] != '<' &&
	       (b.s[0] == ' ' || (b.s[0] >= '0' && b.s[0] <= '9'));
}

/* One field's text (without its end) under a tag. */
static void read_field(struct arena *mem, struct marc *m, const char *tag, struct str s)
{
	char name[4] = { tag[0], tag[1], tag[2], 0 };
	if (tag[0] == '0' && tag[1] == '0') {
		/* 008 goes by position: its spaces count */
		marc_add_control(mem, m, name, tag[2] == '8' ? s : value_clean(mem, s));
		return;
	}
	struct marc_field *f = marc_add(mem, m, name, ' ', ' ');
	size_t first = str_find_byte(s, SUBFIELD);
	if (first >= 2) { /* indicators stand just before the first subfield */
		f->indicators[0] = s.s[first - 2];
		f->indicators[1] = s.s[first - 1];
	}
	s = str_from(s, first);
	while (s.n > 1) {
		char code = s.s[1];
		s = str_from(s, 2);
		size_t end = str_find_byte(s, SUBFIELD);
		marc_add_sub(mem, f, code, str_upto(s, end));
		s = str_from(s, end);
	}
}

/* The text of a record's fields in UTF-8, delimiters as they are. */
static struct str decoded(struct reader *r, struct str body, struct str leader)
{
	struct str ret = body;
	bool unicode = text_is_utf8(body);
	if (!unicode && leader.s[9] != 'a' && marc8_likely(body))
		return marc8_decode(r->c->mem, body);
	if (unicode && str_find_byte(body, 0x1B) < body.n)
		return marc8_decode(r->c->mem, body);
	if (!text_decode(r->c, body, &ret, NULL)) {
		err_clear(r->c);
		return marc8_decode(r->c->mem, body); /* total; bad bytes become U+FFFD */
	}
	return ret;
}

struct directory {
	struct str entries; /* ENTRY bytes each */
	size_t n;
	bool offsets_hold;
};

static bool entry_offset(const struct directory *d, size_t i, size_t *ret)
{
	int64_t v;
	struct str five = str_upto(str_from(d->entries, i * ENTRY + 7), 5);
	if (!str_to_int(five, 0, 99999, &v))
		return false;
	*ret = (size_t)v;
	return true;
}

/* Every entry points at the byte after a field's end. */
static bool offsets_hold(const struct directory *d, struct str body)
{
	for (size_t i = 0; i < d->n; i++) {
		size_t at;
		if (!entry_offset(d, i, &at) || at >= body.n ||
		    (at > 0 && body.s[at - 1] != END_FIELD))
			return false;
	}
	return true;
}

/* Which field in the order of the bytes an entry stands for. */
static size_t ordinal(const struct directory *d, size_t i, struct str body)
{
	size_t at = 0, k = 0;
	if (!d->offsets_hold || !entry_offset(d, i, &at))
		return i;
	for (size_t p = 0; p < at; p++)
		k += body.s[p] == END_FIELD;
	return k;
}

static size_t cut_fields(struct arena *mem, struct str text, struct str **ret)
{
	size_t n = 0, room = 1;
	for (size_t i = 0; i < text.n; i++)
		room += text.s[i] == END_FIELD;
	*ret = arena_array_of(mem, room, struct str);
	while (text.n) {
		size_t end = str_find_byte(text, END_FIELD);
		(*ret)[n++] = str_upto(text, end);
		text = str_from(text, end < text.n ? end + 1 : end);
	}
	return n;
}

/* The directory ends at the first 1E; where that is no multiple of 12, what fits is taken. */
static struct directory directory_of(struct str rec, size_t *ret_body)
{
	size_t end = LEADER + str_find_byte(str_from(rec, LEADER), END_FIELD);
	struct directory d = { .entries = str_upto(str_from(rec, LEADER), end - LEADER) };
	d.n = d.entries.n / ENTRY;
	*ret_body = end < rec.n ? end + 1 : end;
	return d;
}

static void read_record(struct reader *r, struct str rec, struct str raw, size_t number)
{
	struct arena *mem = r->c->mem;
	size_t at, taken = 0;
	struct directory d = directory_of(rec, &at);
	struct str body = str_from(rec, at), *fields;
	d.offsets_hold = offsets_hold(&d, body);
	struct marc m = { 0 };
	memcpy(m.leader, rec.s, LEADER);
	size_t n = cut_fields(mem, decoded(r, body, str_of(m.leader)), &fields);
	for (size_t i = 0; i < d.n && d.n <= VALUES_MAX; i++) {
		size_t k = ordinal(&d, i, body);
		if (k >= n)
			continue;
		read_field(mem, &m, d.entries.s + i * ENTRY, fields[k]);
		taken++;
	}
	if (!d.offsets_hold)
		reader_complain(r, number, N_("its directory is wrong and was not used"));
	else if (taken < n)
		reader_complain(r, number, N_("it has fields that its directory does not list"));
	struct record made = { .raw = raw, .extension = "mrc" };
	made.raw_format = marc_is_unimarc(&m) ? "unimarc" : "marc21";
	marc_to_record(mem, &m, &made);
	if (made.n == 0) {
		reader_complain(r, number, N_("nothing in it can be read"));
		return;
	}
	struct record *room = reader_add(r);
	if (room)
		*room = made;
}

/* What stands between records: line ends, the end-of-file sign of CP/M, NULs. */
static struct str past_padding(struct str s)
{
	while (s.n && ((unsigned char)s.s[0] <= 0x20) && (unsigned char)s.s[0] != END_RECORD)
		s = str_from(s, 1);
	return s;
}

void iso2709_read(struct reader *r, struct str bytes)
{
	if (str_starts(bytes, "\xEF\xBB\xBF"))
		bytes = str_from(bytes, 3);
	for (size_t number = 1; bytes.n; number++) {
		bytes = past_padding(bytes);
		size_t end = str_find_byte(bytes, END_RECORD);
		struct str rec = str_upto(bytes, end);
		struct str raw = str_upto(bytes, end < bytes.n ? end + 1 : end);
		bool cut = end == bytes.n;
		bytes = str_from(bytes, raw.n);
		if (rec.n == 0)
			continue;
		if (rec.n < LEADER + ENTRY || rec.n > RECORD_BYTES_MAX) {
			reader_complain(r, number, N_("it is no record and was left out"));
			continue;
		}
		if (cut)
			reader_complain(r, number, N_("it is cut off at the end"));
		read_record(r, rec, raw, number);
	}
}
