/* ISO 2709, written in UTF-8: what is too long for a field goes on in the same field repeated. */
#include "marc/write_int.h"

enum {
	FIELD_MAX = 9999, /* four digits of the directory, the terminator included */
	RECORD_MAX = 99999,
};

struct iso {
	struct ctx *c;
	const struct marc *m;
	struct buf directory, body;
	const struct marc_field *field; /* being written */
	size_t begins;                  /* where its present piece begins in the body */
	size_t cut;                     /* fields that went on in a repeated one */
};

/* Bytes of text; what would be read as a delimiter, or is no text, becomes a space. */
static void add_text(struct buf *b, struct str s)
{
	char *to = s.n ? buf_room(b, s.n) : NULL;
	if (!to)
		return;
	for (size_t i = 0; i < s.n; i++)
		to[i] = (unsigned char)s.s[i] < ' ' || s.s[i] == 0x7F ? ' ' : s.s[i];
	buf_wrote(b, s.n);
}

static char indicator_out(char ch)
{
	return ch > ' ' && ch <= '~' ? ch : ' ';
}

static size_t used(const struct iso *w)
{
	return w->body.n - w->begins;
}

static void begin_piece(struct iso *w)
{
	w->begins = w->body.n;
	if (w->field->control.s)
		return;
	buf_add_char(&w->body, indicator_out(w->field->indicators[0]));
	buf_add_char(&w->body, indicator_out(w->field->indicators[1]));
}

/* Tags of IRBIS may be short: "10" is 010. */
static void end_piece(struct iso *w)
{
	const char *tag = w->field->tag;
	buf_add_char(&w->body, END_FIELD);
	buf_add_bytes(&w->directory, "000", 3 - strlen(tag));
	buf_print(&w->directory, "%s%04zu%05zu", tag, used(w), w->begins);
}

static void next_piece(struct iso *w)
{
	end_piece(w);
	begin_piece(w);
}

/* How much of s, at most n bytes, ends with a word; else with a letter. */
static size_t cut_at(struct str s, size_t n)
{
	if (s.n <= n)
		return s.n;
	size_t at = n;
	while (at > n / 2 && s.s[at] != ' ')
		at--;
	if (s.s[at] == ' ')
		return at;
	for (at = n; at > 1 && ((unsigned char)s.s[at] & 0xC0) == 0x80;)
		at--;
	return at;
}

static void add_value(struct iso *w, char code, struct str v)
{
	size_t head = code ? 2 : 0; /* 1F and the code */
	while (used(w) + head + v.n + 1 > FIELD_MAX) {
		if (used(w) > 2) {
			next_piece(w);
			continue;
		}
		size_t n = cut_at(v, FIELD_MAX - 1 - used(w) - head);
		if (code)
			buf_print(&w->body, "%c%c", DELIMITER, code);
		add_text(&w->body, str_upto(v, n));
		v = str_trim(str_from(v, n));
		next_piece(w);
	}
	if (code) {
		buf_add_char(&w->body, DELIMITER);
		buf_add_char(&w->body, code > ' ' && code <= '~' ? code : '_');
	}
	add_text(&w->body, v);
}

/* Bytes of subfield i and of what goes with it: an embedded field ($1 of the family of UNIMARC) is
 * not torn apart. */
static size_t bytes_together(const struct iso *w, size_t i)
{
	const struct marc_field *f = w->field;
	size_t n = f->subs[i].value.n + 2;
	if (f->subs[i].code != '1' || !marc_is_family(w->m->dialect))
		return n;
	for (i++; i < f->n && f->subs[i].code != '1'; i++)
		n += f->subs[i].value.n + 2;
	return n;
}

static void add_field(struct iso *w, const struct marc_field *f)
{
	size_t pieces = w->directory.n;
	w->field = f;
	begin_piece(w);
	if (f->control.s)
		add_value(w, 0, f->control);
	for (size_t i = 0; i < f->n && !w->body.full; i++) {
		if (used(w) > 2 && used(w) + bytes_together(w, i) + 1 > FIELD_MAX)
			next_piece(w);
		add_value(w, f->subs[i].code, marc_value_out(w->c->mem, w->m, f, &f->subs[i]));
	}
	end_piece(w);
	w->cut += w->directory.n > pieces + ENTRY;
}

bool marc_write_iso2709(struct ctx *c, const struct marc *m, struct buf *out, size_t *ret_cut)
{
	struct iso w = { .c = c, .m = m };
	char leader[25], digits[6];
	buf_init(&w.directory, c->mem, RECORD_MAX);
	buf_init(&w.body, c->mem, RECORD_MAX);
	for (size_t i = 0; i < m->n && !w.body.full; i++) {
		if (strlen(m->fields[i].tag) > 3)
			return fail(c, ERR_INVALID,
				    "field {0} cannot be written in ISO 2709, where a tag has "
				    "three signs",
				    m->fields[i].tag);
		add_field(&w, &m->fields[i]);
	}
	size_t base = LEADER + w.directory.n + 1, length = base + w.body.n + 1;
	if (w.body.full || w.directory.full || length > RECORD_MAX)
		return fail(c, ERR_LIMIT,
			    "the record is longer than the 99,999 bytes of ISO 2709; XML has room");
	marc_leader_out(m, leader);
	snprintf(digits, sizeof(digits), "%05u", (unsigned)length);
	memcpy(leader, digits, 5);
	snprintf(digits, sizeof(digits), "%05u", (unsigned)base);
	memcpy(leader + 12, digits, 5);
	buf_add_bytes(out, leader, LEADER);
	buf_add(out, buf_str(&w.directory));
	buf_add_char(out, END_FIELD);
	buf_add(out, buf_str(&w.body));
	buf_add_char(out, END_RECORD);
	if (ret_cut)
		*ret_cut = w.cut;
	return true;
}
