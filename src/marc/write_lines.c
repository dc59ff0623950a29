/*
 * A line a field, for people: the form of MARCMaker (Library of Congress), which MarcEdit writes as
 * ".mrk" too. "\" is a blank of indicators and of control fields; {dollar}, {bsol}, {lcub} and
 * {rcub} stand for the signs that mean something here, so that it is read back as it was.
 */
#include "marc/write_int.h"

static const char *name_of(unsigned char ch)
{
	switch (ch) {
	case '$': return "{dollar}";
	case '\\': return "{bsol}";
	case '{': return "{lcub}";
	case '}': return "{rcub}";
	default: return ch < ' ' || ch == 0x7F ? " " : NULL;
	}
}

static void add_text(struct buf *b, struct str s, bool blanks)
{
	size_t from = 0;
	for (size_t i = 0; i < s.n; i++) {
		const char *name = blanks && s.s[i] == ' ' ? "\\" : name_of((unsigned char)s.s[i]);
		if (!name)
			continue;
		buf_add_bytes(b, s.s + from, i - from);
		buf_add_z(b, name);
		from = i + 1;
	}
	buf_add_bytes(b, s.s ? s.s + from : NULL, s.n - from);
}

static void add_field(const struct marc *m, const struct marc_field *f, struct buf *out)
{
	buf_add_char(out, '=');
	buf_add_bytes(out, "000", strlen(f->tag) < 3 ? 3 - strlen(f->tag) : 0);
	buf_add_z(out, f->tag);
	buf_add_z(out, "  ");
	if (f->control.s) {
		add_text(out, f->control, true);
		buf_add_char(out, '\n');
		return;
	}
	for (int i = 0; i < 2; i++) {
		char ch = f->indicators[i];
		buf_add_char(out, ch > ' ' && ch <= '~' ? ch : '\\');
	}
	for (size_t i = 0; i < f->n; i++) {
		const struct marc_sub *s = &f->subs[i];
		if (s->code) {
			buf_add_char(out, '$');
			buf_add_char(out, s->code);
		}
		add_text(out, marc_value_out(out->mem, m, f, s), false);
	}
	buf_add_char(out, '\n');
}

void marc_write_lines(const struct marc *m, struct buf *out)
{
	char leader[25];
	marc_leader_out(m, leader);
	buf_add_z(out, "=LDR  ");
	add_text(out, str_of(leader), false);
	buf_add_char(out, '\n');
	for (size_t i = 0; i < m->n; i++)
		add_field(m, &m->fields[i], out);
	buf_add_char(out, '\n');
}
