/* A record as lines that a person may write, and back. */
#include "edit/edit_int.h"

#include <ctype.h>

enum { FIELDS_MAX = 5000, SUBS_MAX = 2000 };

/* -- writing ----------------------------------------------------------------------------------- */

bool edit_has_blanks(const char *tag)
{
	return !strcmp(tag, "006") || !strcmp(tag, "007") || !strcmp(tag, "008");
}

static bool is_control(const struct marc_field *f)
{
	return f->control.s != NULL;
}

/* Blanks of coded fields are seen, so that they can be counted. */
static void add_coded(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		buf_add_char(out, s.s[i] == ' ' ? '#' : s.s[i]);
}

/* "$" twice where the text has it; what would end the line or is no text becomes a space. */
static void add_value(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.s[i] == '$')
			buf_add_char(out, '$');
		buf_add_char(out, (unsigned char)s.s[i] < ' ' ? ' ' : s.s[i]);
	}
}

static void add_indicators(struct buf *out, const struct marc_field *f)
{
	for (size_t i = 0; i < 2; i++)
		buf_add_char(out, f->indicators[i] > ' ' ? f->indicators[i] : '#');
}

static void add_subs(struct buf *out, const struct marc_field *f)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct marc_sub *s = &f->subs[i];
		if (s->code)
			buf_print(out, " $%c", s->code);
		buf_add_char(out, ' ');
		add_value(out, s->value);
	}
}

static void add_field(struct buf *out, const struct marc_field *f)
{
	buf_add_z(out, f->tag);
	buf_add_char(out, ' ');
	if (is_control(f)) {
		if (edit_has_blanks(f->tag))
			add_coded(out, f->control);
		else
			add_value(out, f->control);
		return;
	}
	add_indicators(out, f);
	add_subs(out, f);
}

struct str edit_field_text(struct arena *mem, const struct marc_field *f)
{
	struct buf out;
	buf_init(&out, mem, 0);
	add_field(&out, f);
	return buf_str(&out);
}

struct str edit_text(struct arena *mem, const struct marc *m)
{
	struct buf out;
	buf_init(&out, mem, 0);
	buf_add_z(&out, "LDR ");
	add_coded(&out, str_upto(str_of(m->leader), EDIT_LEADER));
	buf_add_char(&out, '\n');
	for (size_t i = 0; i < m->n; i++) {
		add_field(&out, &m->fields[i]);
		buf_add_char(&out, '\n');
	}
	return buf_str(&out);
}

/* -- reading ----------------------------------------------------------------------------------- */

struct line { /* the one that is read */
	struct ctx *c;
	struct marc *m;
	int number;
	bool leader; /* one was read */
};

static bool wrong(const struct line *l, const char *text)
{
	return fail(l->c, ERR_INVALID, text, str_print(l->c->mem, "%d", l->number).s);
}

bool edit_tag_valid(struct str tag)
{
	bool ok = tag.n == 3 || tag.n == 4;
	for (size_t i = 0; i < tag.n && ok; i++)
		ok = isdigit((unsigned char)tag.s[i]) ||
		     (tag.n == 3 && isupper((unsigned char)tag.s[i]));
	return ok;
}

bool edit_tag_is_control(const char *tag)
{
	return tag[0] == '0' && tag[1] == '0' && strlen(tag) == 3;
}

static struct str blanks_of(struct arena *mem, struct str s)
{
	char *z = str_z(mem, s);
	for (size_t i = 0; i < s.n; i++)
		if (z[i] == '#')
			z[i] = ' ';
	return (struct str){ z, s.n };
}

static bool take_leader(struct line *l, struct str s)
{
	s = blanks_of(l->c->mem, s);
	if (l->leader)
		return wrong(l, N_("line {0}: the leader stands there twice"));
	if (s.n > EDIT_LEADER)
		return wrong(l, N_("line {0}: a leader has 24 characters"));
	for (size_t i = 0; i < s.n; i++)
		if (s.s[i] < ' ' || s.s[i] > '~')
			return wrong(l, N_("line {0}: a leader has no such characters"));
	memcpy(l->m->leader, s.s, s.n);
	l->leader = true;
	return true;
}

/* "10", "1", "#0", "_0", " 0" or nothing. */
static bool take_indicators(struct line *l, struct str s, char ret[2])
{
	ret[0] = ret[1] = ' ';
	if (s.n > 2)
		return wrong(l, N_("line {0}: two indicators are expected before the first $"));
	for (size_t i = 0; i < s.n; i++) {
		bool blank = s.s[i] == '#' || s.s[i] == '_' || s.s[i] == '\\' || s.s[i] == ' ';
		if (s.s[i] < ' ' || s.s[i] > '~')
			return wrong(l, N_("line {0}: an indicator is a digit, a letter or #"));
		ret[i] = blank ? ' ' : s.s[i];
	}
	return true;
}

/* Where the next subfield begins: a dollar that is not one of a pair. */
static size_t next_dollar(struct str s, size_t at)
{
	while (at < s.n) {
		if (s.s[at] != '$')
			at++;
		else if (at + 1 < s.n && s.s[at + 1] == '$')
			at += 2;
		else
			return at;
	}
	return s.n;
}

static struct str value_of(struct arena *mem, struct str s)
{
	struct buf out;
	buf_init(&out, mem, 0);
	for (size_t i = 0; i < s.n; i++) {
		buf_add_char(&out, s.s[i]);
		if (s.s[i] == '$')
			i++;
	}
	return out.n ? text_nfc(mem, buf_str(&out)) : STR("");
}

/* One blank after the code and one before the next dollar belong to the writing. */
static struct str piece(struct str s, size_t from, size_t to)
{
	if (from < to && s.s[from] == ' ')
		from++;
	if (from < to && to < s.n && s.s[to - 1] == ' ')
		to--;
	return str_from(str_upto(s, to), from);
}

static bool take_subs(struct line *l, struct marc_field *f, struct str s)
{
	size_t at = next_dollar(s, 0);
	if (at > 0)
		marc_add_sub(l->c->mem, f, 0, value_of(l->c->mem, piece(s, 0, at)));
	while (at < s.n) {
		if (at + 1 >= s.n || s.s[at + 1] <= ' ' || s.s[at + 1] > '~')
			return wrong(l,
				     N_("line {0}: a $ without the code of a subfield; a dollar in "
					"the text is written $$"));
		char code = s.s[at + 1];
		size_t from = at + 2;
		at = next_dollar(s, from);
		if (f->n >= SUBS_MAX)
			return wrong(l, N_("line {0}: too many subfields"));
		marc_add_sub(l->c->mem, f, code, value_of(l->c->mem, piece(s, from, at)));
	}
	return true;
}

/* What stands after the tag: indicators, then subfields; or text before any subfield, which then
 * begins after the indicators and a blank. */
static bool take_data(struct line *l, const char *tag, struct str s)
{
	char ind[2];
	size_t dollar = next_dollar(s, 0);
	struct str head = str_upto(s, dollar);
	bool bare = head.n > 3 && head.s[2] == ' ' && str_trim(str_from(head, 2)).n;
	if (bare)
		head = str_upto(head, 2);
	while (head.n > 2 && head.s[head.n - 1] == ' ')
		head.n--;
	if (!take_indicators(l, head, ind))
		return false;
	struct str subs = str_from(s, bare ? 2 : dollar);
	struct marc_field *f = marc_add(l->c->mem, l->m, tag, ind[0], ind[1]);
	if (!take_subs(l, f, subs))
		return false;
	if (!f->n)
		return wrong(l, N_("line {0}: a field without a subfield"));
	return true;
}

static bool take_field(struct line *l, struct str s)
{
	size_t blank = str_find_byte(s, ' ');
	struct str tag = str_upto(s, blank), rest = str_from(s, blank < s.n ? blank + 1 : s.n);
	if (str_is(tag, "LDR") || str_is(tag, "000") || str_is(tag, "###"))
		return take_leader(l, rest);
	if (!edit_tag_valid(tag))
		return wrong(l, N_("line {0}: a line begins with the tag of a field"));
	if (l->m->n >= FIELDS_MAX)
		return fail(l->c, ERR_LIMIT, "a record has at most 5000 fields");
	char *z = str_z(l->c->mem, tag);
	if (!edit_tag_is_control(z))
		return take_data(l, z, rest);
	struct arena *mem = l->c->mem;
	marc_add_control(mem, l->m, z,
			 edit_has_blanks(z) ? blanks_of(mem, rest) : value_of(mem, rest));
	return true;
}

void edit_leader_default(enum marc_dialect d, char leader[25])
{
	memcpy(leader, d == MARC_21 ? "00000nam a2200000 i 4500" : "00000nam0 2200000   450 ", 25);
}

bool edit_parse(struct ctx *c, struct str text, enum marc_dialect d, struct marc *ret)
{
	struct marc m = { .dialect = d };
	struct line l = { .c = c, .m = &m };
	struct str s;
	if (text.n > EDIT_TEXT_MAX)
		return fail(c, ERR_LIMIT, "a record as text is at most 512 KB long");
	if (!text_is_utf8(text))
		return fail(c, ERR_INVALID, "the text of the record is not in UTF-8");
	edit_leader_default(d, m.leader);
	while (str_next(&text, '\n', &s)) {
		l.number++;
		if (s.n && s.s[s.n - 1] == '\r')
			s.n--;
		if (str_trim(s).n && !take_field(&l, s))
			return false;
	}
	if (!m.n)
		return fail(c, ERR_INVALID, "the record has no fields");
	*ret = m;
	return true;
}
