/*
 * iso2709 - records as ISO 2709:2008 exchanges them, whole or damaged.
 *
 * The delimiters are believed first: 1D ends a record (4.6), 1E a field, 1F opens a subfield. The
 * directory gives the tags; its offsets are used where they point at fields. Systems that re-encode
 * a record often leave its lengths as they were.
 */
#include "marc/marc_int.h"

enum { TAG_ENDS = 3, LENGTH_ENDS = 7, ENTRIES_MAX = MARC_FIELDS_MAX };

static bool is_digit(char ch)
{
	return ch >= '0' && ch <= '9';
}

static bool is_alnum(char ch)
{
	return is_digit(ch) || (ch >= 'A' && ch <= 'Z') || (ch >= 'a' && ch <= 'z');
}

static bool are_digits(const char *p, size_t n, bool blanks)
{
	for (size_t i = 0; i < n; i++) {
		if (!is_digit(p[i]) && !(blanks && p[i] == ' '))
			return false;
	}
	return true;
}

/* Digits may have been lost to blanks, and a sign of the tag to anything that prints. */
static bool is_entry(const char *p)
{
	int alnum = is_alnum(p[0]) + is_alnum(p[1]) + is_alnum(p[2]);
	bool prints = p[0] >= ' ' && p[1] >= ' ' && p[2] >= ' ';
	return alnum >= 2 && prints && are_digits(p + 3, 9, true) && is_digit(p[11]);
}

/* A leader as it should be, with the beginning of a directory: only such a one is a place to go on
 * from after damage. */
static bool is_leader(struct str s)
{
	if (s.n < LEADER + ENTRY || !are_digits(s.s, 5, false))
		return false;
	return !is_digit(s.s[5]) && (is_alnum(s.s[5]) || s.s[5] == ' ') && !is_digit(s.s[6]) &&
	       s.s[10] == '2' && s.s[11] == '2' && are_digits(s.s + 12, 5, false) &&
	       (is_entry(s.s + LEADER));
}

/* What stands between records: line ends, NULs, the end-of-file sign of CP/M, marks of order. */
static size_t padding(struct str s)
{
	size_t at = 0;
	while (at < s.n) {
		char ch = s.s[at];
		bool left = ch == END_RECORD || ch == END_FIELD; /* written once too often */
		if (left || ch == 0 || ch == '\r' || ch == '\n' || ch == '\t' || ch == 0x1A ||
		    ch == ' ')
			at++;
		else if (str_starts(str_from(s, at), "\xEF\xBB\xBF"))
			at += 3;
		else
			break;
	}
	/* blanks may stand for the digits of the length */
	size_t blanks = at;
	while (blanks > 0 && s.s[blanks - 1] == ' ')
		blanks--;
	if (at - blanks == 5 && at < s.n && !is_digit(s.s[at]))
		at = blanks;
	return at;
}

/* A leader a few signs on: what stands before it is no record's. s.n: none. */
static size_t leader_nearby(struct str s)
{
	enum { NEAR = 64 };
	for (size_t at = 1; at < NEAR && at + LEADER + ENTRY <= s.n; at++) {
		if (s.s[at] == END_FIELD || s.s[at] == END_RECORD || s.s[at] == DELIMITER)
			break;
		if (is_leader(str_from(s, at)))
			return at;
	}
	return s.n;
}

bool iso2709_likely(struct str b)
{
	b = str_from(b, padding(b));
	if (b.n < LEADER + ENTRY || b.s[0] == '<')
		return false;
	if (is_leader(b) || leader_nearby(b) < b.n || !memcmp(b.s + 6, "M2.0", 4))
		return true;
	bool entry = false;
	for (size_t at = LEADER - 1; at <= LEADER + 1 && at + ENTRY <= b.n; at++)
		entry |= is_entry(b.s + at);
	return (entry || b.s[LEADER] == END_FIELD) && str_find_byte(b, END_FIELD) < b.n &&
	       (b.s[0] == ' ' || is_digit(b.s[0]));
}

/* The next leader after a field's end (and what pads it), from some place on; s.n: none. */
static size_t next_leader(struct str s, size_t from)
{
	for (size_t at = from; at < s.n;) {
		size_t end = at + str_find_byte(str_from(s, at), END_FIELD);
		if (end >= s.n)
			break;
		size_t begins = end + 1 + padding(str_from(s, end + 1));
		if (is_leader(str_from(s, begins)))
			return end + 1;
		at = end + 1;
	}
	return s.n;
}

/* Any leader at all in what begins with none. */
static size_t first_leader(struct str s)
{
	for (size_t at = 1; at + LEADER + ENTRY <= s.n; at++) {
		if (is_digit(s.s[at]) && is_leader(str_from(s, at)))
			return at;
	}
	return s.n;
}

static size_t declared_length(struct str s)
{
	int64_t n = 0;
	return s.n >= 5 && str_to_int(str_upto(s, 5), 0, 99999, &n) ? (size_t)n : 0;
}

/* The record whose leader stands at s[0], its end not where the leader says it is. */
static bool frame_by_signs(struct str s, bool end, struct marc_frame *ret)
{
	size_t stop = str_find_byte(s, END_RECORD);
	if (stop == s.n && !end && s.n < MARC_BYTES_MAX)
		return false;
	if (stop == s.n && s.n >= MARC_BYTES_MAX) {
		ret->n = MARC_BYTES_MAX;
		ret->reason = N_("it is larger than 8 MB");
		return true;
	}
	struct str region = str_upto(s, stop);
	size_t next = next_leader(region, LEADER);
	if (next < region.n) {
		ret->n = next;
		ret->mends |= 1u << MEND_TERMINATOR;
	} else if (stop < s.n) {
		ret->n = stop + 1;
		ret->mends |= declared_length(s) == ret->n ? 0 : 1u << MEND_LENGTH;
	} else {
		ret->n = s.n;
		ret->mends |= 1u << MEND_TERMINATOR;
	}
	return true;
}

/* Where the leader's length is right: the end of a record, and what may follow one. */
static bool length_holds(struct str s, size_t n, bool end)
{
	if (n < LEADER + 2 || n > s.n || s.s[n - 1] != END_RECORD)
		return false;
	if (str_find_byte(str_upto(s, n), END_RECORD) == n - 1)
		return true;
	/* 1D within the text: the length is believed where a record or the end follows it */
	struct str rest = str_from(s, n);
	rest = str_from(rest, padding(rest));
	return s.s[n - 2] == END_FIELD && (is_leader(rest) || (end && rest.n == 0));
}

bool iso2709_frame(struct str have, bool end, struct marc_frame *ret)
{
	*ret = (struct marc_frame){ .skip = padding(have) };
	struct str s = str_from(have, ret->skip);
	if (s.n < LEADER + ENTRY + 2 && !end)
		return false;
	if (s.n == 0)
		return true;
	if (!is_leader(s) && leader_nearby(s) < s.n) {
		ret->skip += leader_nearby(s);
		s = str_from(have, ret->skip);
	}
	if (ret->skip)
		ret->mends |= 1u << MEND_PADDING;
	size_t n = declared_length(s);
	if (n + LEADER + ENTRY > s.n && !end)
		return false;
	if (length_holds(s, n, end)) {
		ret->n = n;
		return true;
	}
	if (!are_digits(s.s, s.n < 5 ? s.n : 5, true)) {
		struct str region = str_upto(s, str_find_byte(s, END_RECORD));
		size_t at = first_leader(region);
		if (at == s.n && !end && s.n < MARC_BYTES_MAX)
			return false;
		if (at < region.n && at > 4) {
			ret->n = at;
			ret->reason = N_("it is no record and was left out");
			return true;
		}
	}
	return frame_by_signs(s, end, ret);
}

/* The directory as it is written. */
struct entry {
	size_t at, length; /* SIZE_MAX: not to be read */
	const char *tag;
};
struct directory {
	struct entry *at;
	size_t n;
	size_t begins, body; /* in the record */
};
struct slice {
	const char *tag;
	struct str s;
};
/* What the fields of a record are cut into. */
struct cutting {
	struct marc_reading *g;
	struct directory d;
	struct str body;
	bool closed;           /* 1D stood at its end */
	unsigned char *begins; /* by place in the body: an entry says that a field begins there */
	struct slice *at;
	size_t n;
};

static size_t number(const char *p, size_t n)
{
	int64_t v;
	struct str s = str_trim((struct str){ p, n });
	return str_to_int(s, 0, 99999, &v) ? (size_t)v : SIZE_MAX;
}

/* Its entries one after the other to the sign that ends them, whichever that is. */
static bool directory_forward(struct marc_reading *g, struct str rec, size_t *ret_begins,
			      size_t *ret_end)
{
	size_t at = LEADER;
	if (rec.n < LEADER + ENTRY || !is_alnum(rec.s[at]))
		return false; /* a leader that is too long */
	while (at + ENTRY <= rec.n && is_entry(rec.s + at))
		at += ENTRY;
	if (at == LEADER || at >= rec.n || (unsigned char)rec.s[at] >= ' ')
		return false;
	if (rec.s[at] != END_FIELD)
		marc_mended(g, MEND_TERMINATOR);
	*ret_begins = LEADER;
	*ret_end = at;
	return true;
}

/* It ends at the first 1E; its entries are counted back from there, so that a leader of 23 or 25
 * signs does not matter. */
static bool directory_back(struct str rec, size_t *ret_begins, size_t *ret_end)
{
	enum { SLACK = 4 }; /* a leader is that much too short or too long at most */
	size_t end = LEADER - SLACK;
	end += str_find_byte(str_from(rec, end), END_FIELD);
	if (end >= rec.n || end < LEADER - SLACK + ENTRY)
		return false;
	size_t at = end;
	while (at >= LEADER - SLACK + ENTRY && is_entry(rec.s + at - ENTRY))
		at -= ENTRY;
	if (at > LEADER + SLACK) {
		if ((end - LEADER) % ENTRY)
			return false;
		at = LEADER;
	}
	*ret_begins = at;
	*ret_end = end;
	return true;
}

static bool read_directory(struct marc_reading *g, struct str rec, struct directory *ret)
{
	size_t at, end;
	if (!directory_forward(g, rec, &at, &end) && !directory_back(rec, &at, &end))
		return false;
	ret->begins = at;
	ret->body = end + 1;
	ret->n = (end - at) / ENTRY;
	if (ret->n == 0 || ret->n > ENTRIES_MAX)
		return false;
	ret->at = arena_array_of(g->mem, ret->n, struct entry);
	for (size_t i = 0; i < ret->n; i++) {
		const char *p = rec.s + at + i * ENTRY;
		ret->at[i].tag = p;
		ret->at[i].length = number(p + TAG_ENDS, LENGTH_ENDS - TAG_ENDS);
		ret->at[i].at = number(p + LENGTH_ENDS, ENTRY - LENGTH_ENDS);
	}
	return true;
}

static void add_slice(struct cutting *k, const char *tag, size_t at, size_t end)
{
	while (end > at && k->body.s[end - 1] == END_FIELD)
		end--;
	k->at[k->n++] = (struct slice){ tag, { k->body.s + at, end - at } };
}

/* Every entry begins where the one before it ended, and ends at the next 1E: the usual record. */
static bool cut_in_order(struct cutting *k)
{
	size_t at = 0;
	k->n = 0;
	for (size_t i = 0; i < k->d.n; i++) {
		const struct entry *e = &k->d.at[i];
		if (e->at != at || e->length == 0 || e->length > k->body.n - at)
			return false;
		const char *end = memchr(k->body.s + at, END_FIELD, e->length);
		if (end != k->body.s + at + e->length - 1)
			return false;
		add_slice(k, e->tag, at, at + e->length - 1);
		at += e->length;
	}
	return at == k->body.n;
}

static bool begins_field(const struct cutting *k, size_t at)
{
	return at < k->body.n && (at == 0 || k->body.s[at - 1] == END_FIELD);
}

/* Where the field ends that an entry begins at: at the next 1E; or, where 1E stands in its text, at
 * the end its length gives, if another field or nothing follows there. */
static size_t field_end(const struct cutting *k, const struct entry *e)
{
	size_t end = e->at + str_find_byte(str_from(k->body, e->at), END_FIELD);
	size_t told = e->length < k->body.n - e->at ? e->at + e->length : k->body.n;
	if (told <= end + 1 || k->body.s[told - 1] != END_FIELD)
		return end;
	return told == k->body.n || k->begins[told] ? told : end;
}

/* Every entry begins at a field of its own, in whatever order; those that begin past the end are
 * fields that are not there. */
static bool cut_by_offsets(struct cutting *k)
{
	enum { SAID = 1, TAKEN = 2 };
	k->begins = arena_take(k->g->mem, k->body.n + 1);
	for (size_t i = 0; i < k->d.n; i++) {
		if (k->d.at[i].at < k->body.n)
			k->begins[k->d.at[i].at] = SAID;
	}
	size_t reached = 0, past = 0;
	bool short_of = false;
	k->n = 0;
	for (size_t i = 0; i < k->d.n; i++) {
		const struct entry *e = &k->d.at[i];
		if (e->at != SIZE_MAX && e->at >= k->body.n) {
			past++;
			continue;
		}
		if (e->at == SIZE_MAX || !begins_field(k, e->at) || k->begins[e->at] == TAKEN)
			return false;
		k->begins[e->at] = TAKEN;
		size_t end = field_end(k, e);
		add_slice(k, e->tag, e->at, end);
		reached += end - e->at + 1;
		short_of |= end == k->body.n && e->length > end - e->at + 1;
	}
	if (!k->closed && (past || short_of))
		marc_aside(k->g, N_("it is cut off at the end"));
	if (past || reached < k->body.n)
		marc_mended(k->g, MEND_DIRECTORY);
	return k->n > 0;
}

static size_t count_fields(struct str body)
{
	size_t n = 0;
	for (size_t at = 0; at < body.n; n++) {
		at += str_find_byte(str_from(body, at), END_FIELD);
		at++;
	}
	return n;
}

/* As many entries as fields: the first is the first. */
static bool cut_by_count(struct cutting *k)
{
	if (count_fields(k->body) != k->d.n)
		return false;
	k->n = 0;
	for (size_t at = 0; at < k->body.n;) {
		size_t end = at + str_find_byte(str_from(k->body, at), END_FIELD);
		add_slice(k, k->d.at[k->n].tag, at, end);
		at = end + 1;
	}
	marc_mended(k->g, MEND_DIRECTORY);
	return true;
}

/* Offsets that count letters of UTF-8 are turned into those of bytes. */
static bool count_bytes(struct cutting *k)
{
	if (!text_is_utf8(k->body))
		return false;
	size_t letters = 0, at = 0;
	for (size_t i = 0; i < k->d.n; i++) {
		struct entry *e = &k->d.at[i];
		if (e->at == SIZE_MAX || e->at < letters)
			return false;
		for (; letters < e->at && at < k->body.n; letters++)
			text_next(k->body, &at);
		if (letters < e->at)
			return false;
		e->at = at;
		e->length = 0; /* it counted letters too */
	}
	marc_mended(k->g, MEND_DIRECTORY);
	return cut_by_offsets(k);
}

/* Nearly all begin at a field: the few that do not lost the 1E before them. */
static bool cut_nearly(struct cutting *k)
{
	size_t off = 0, before = 0;
	for (size_t i = 0; i < k->d.n; i++) {
		const struct entry *e = &k->d.at[i];
		if (e->at >= k->body.n || (i && e->at <= before))
			return false;
		before = e->at;
		off += !begins_field(k, e->at);
	}
	const struct entry *last = &k->d.at[k->d.n - 1];
	if (k->d.at[0].at != 0 || off > k->d.n / 8 + 1 || off * 2 > k->d.n ||
	    last->at + last->length != k->body.n) /* no byte is gone or too many */
		return false;
	k->n = 0;
	for (size_t i = 0; i < k->d.n; i++)
		add_slice(k, k->d.at[i].tag, k->d.at[i].at,
			  i + 1 < k->d.n ? k->d.at[i + 1].at : k->body.n);
	marc_mended(k->g, MEND_DIRECTORY);
	marc_mended(k->g, MEND_TERMINATOR);
	return true;
}

/* 1E within the text of a field becomes a space. */
static struct str without_ends(struct marc_reading *g, struct str s)
{
	if (str_find_byte(s, END_FIELD) == s.n)
		return s;
	char *p = str_z(g->mem, s);
	for (size_t i = 0; i < s.n; i++) {
		if (p[i] == END_FIELD)
			p[i] = ' ';
	}
	marc_mended(g, MEND_CONTROL);
	return (struct str){ p, s.n };
}

/* Line ends that were put in after every 80 bytes, as CDS/ISIS does, taken out again. */
static struct str without_lines(struct marc_reading *g, struct str rec)
{
	enum { LINE = 80 };
	if (rec.n < 2 * LINE + 4 || memcmp(rec.s + LINE, "\r\n", 2) != 0 ||
	    memcmp(rec.s + 2 * LINE + 2, "\r\n", 2) != 0)
		return rec;
	char *out = arena_take(g->mem, rec.n);
	size_t n = 0;
	for (size_t at = 0; at < rec.n;) {
		size_t line = rec.n - at < LINE ? rec.n - at : LINE;
		memcpy(out + n, rec.s + at, line);
		n += line;
		at += line;
		while (at < rec.n && (rec.s[at] == '\r' || rec.s[at] == '\n'))
			at++;
	}
	marc_mended(g, MEND_PADDING);
	return (struct str){ out, n };
}

/* What a record of UNIMARC says of its encoding: 100 $a/26-29. */
static struct str declared_encoding(const struct cutting *k)
{
	enum { AT = 26, LONG = 4 };
	for (size_t i = 0; i < k->n; i++) {
		if (memcmp(k->at[i].tag, "100", 3) != 0)
			continue;
		struct str s = str_from(k->at[i].s, str_find_byte(k->at[i].s, DELIMITER));
		return s.n > 2 + AT + LONG && s.s[1] == 'a' && are_digits(s.s + 2, 8, false)
			       ? str_upto(str_from(s, 2 + AT), LONG)
			       : STR_NONE;
	}
	return STR_NONE;
}

static bool cut(struct cutting *k)
{
	k->at = arena_array_of(k->g->mem, k->d.n + 1, struct slice);
	if (cut_in_order(k))
		return true;
	/* one field's end is missing at the very end */
	if (k->body.n && k->body.s[k->body.n - 1] != END_FIELD)
		marc_mended(k->g, MEND_TERMINATOR);
	return cut_by_offsets(k) || cut_by_count(k) || cut_nearly(k) || count_bytes(k);
}

static struct str without_padding(struct str rec)
{
	while (rec.n > LEADER && (unsigned char)rec.s[rec.n - 1] <= ' ' &&
	       rec.s[rec.n - 1] != DELIMITER &&
	       (rec.s[rec.n - 1] != END_FIELD || rec.s[rec.n - 2] == END_FIELD))
		rec = str_upto(rec, rec.n - 1);
	return rec;
}

void iso2709_read(struct marc_reading *g, struct str raw)
{
	struct cutting k = { .g = g };
	struct str rec = without_lines(g, raw);
	if (rec.n > LEADER && marc_is_mab(g, rec.s))
		return;
	k.closed = rec.n && rec.s[rec.n - 1] == END_RECORD;
	if (k.closed)
		rec = str_upto(rec, rec.n - 1);
	else
		rec = without_padding(rec);
	if (!read_directory(g, rec, &k.d)) {
		marc_aside(g, rec.n < LEADER + ENTRY ? N_("it is no record and was left out")
						     : N_("it has no directory that can be read"));
		return;
	}
	k.body = str_from(rec, k.d.body);
	marc_leader(g, str_upto(rec, k.d.begins));
	if (number(g->item->marc.leader + 12, 5) != k.d.body)
		marc_mended(g, MEND_LEADER); /* the base address of data */
	if (!cut(&k)) {
		marc_aside(g, N_("its directory does not fit its fields"));
		return;
	}
	marc_text_begin(g, k.body, declared_encoding(&k));
	marc_fields_room(g->mem, &g->item->marc, k.n + 1);
	for (size_t i = 0; i < k.n; i++)
		marc_read_field(g, k.at[i].tag, without_ends(g, k.at[i].s));
}
