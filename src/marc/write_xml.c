/*
 * MARC 21 as MARCXML; UNIMARC and its kin as MarcXchange (ISO 25577), which alone may say what they
 * are.
 */
#include "marc/write_int.h"

/* What stands for a byte of text: NULL for itself. XML 1.0 has no control characters, not even as
 * references (2.2 Characters). */
static const char *escape(unsigned char ch)
{
	switch (ch) {
	case '&': return "&amp;";
	case '<': return "&lt;";
	case '>': return "&gt;";
	case '"': return "&quot;";
	default: return ch < ' ' || ch == 0x7F ? " " : NULL;
	}
}

static void add_text(struct buf *b, struct str s)
{
	size_t from = 0;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char ch = (unsigned char)s.s[i];
		/* U+FFFE and U+FFFF are no characters of XML either */
		bool none = ch == 0xEF && i + 2 < s.n && (unsigned char)s.s[i + 1] == 0xBF &&
			    (unsigned char)s.s[i + 2] >= 0xBE;
		const char *instead = none ? "\xEF\xBF\xBD" : escape(ch);
		if (!instead)
			continue;
		buf_add_bytes(b, s.s + from, i - from);
		buf_add_z(b, instead);
		i += none ? 2 : 0;
		from = i + 1;
	}
	buf_add_bytes(b, s.s ? s.s + from : NULL, s.n - from);
}

/* Bytes that may not stand in the text as they are, EF for what it may begin. */
/* clang-format off */
static const bool special[256] = {
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	['"'] = 1, ['&'] = 1, ['<'] = 1, ['>'] = 1, [0x7F] = 1, [0xEF] = 1,
};
/* clang-format on */

static bool is_plain(struct str s)
{
	const unsigned char *p = (const unsigned char *)s.s;
	for (size_t i = 0; i < s.n; i++) {
		if (special[p[i]])
			return false;
	}
	return true;
}

static bool is_plain_sign(char ch)
{
	return ch >= ' ' && ch <= '~' && !special[(unsigned char)ch];
}

/* A subfield as most are, in one go. */
static bool add_plain_subfield(struct buf *b, char code, struct str value)
{
	static const char head[] = "\t\t<subfield code=\"_\">", tail[] = "</subfield>\n";
	size_t n_head = sizeof(head) - 1, n_tail = sizeof(tail) - 1;
	if (code == ' ' || !is_plain_sign(code) || !is_plain(value))
		return false;
	char *p = buf_room(b, n_head + value.n + n_tail);
	if (!p)
		return true;
	memcpy(p, head, n_head);
	p[n_head - 3] = code;
	memcpy(p + n_head, value.n ? value.s : "", value.n);
	memcpy(p + n_head + value.n, tail, n_tail);
	buf_wrote(b, n_head + value.n + n_tail);
	return true;
}

static void add_sign(struct buf *b, char ch, char otherwise)
{
	ch = ch >= ' ' && ch <= '~' ? ch : otherwise;
	if (escape((unsigned char)ch))
		buf_add_z(b, escape((unsigned char)ch));
	else
		buf_add_char(b, ch);
}

static void add_datafield(const struct marc_field *f, struct buf *out)
{
	char head[] = "\t<datafield tag=\"___\" ind1=\"_\" ind2=\"_\">\n";
	enum { TAG = 17, ONE = 28, TWO = 37 };
	const char *ind = f->indicators;
	if (strlen(f->tag) == 3 && is_plain_sign(ind[0]) && is_plain_sign(ind[1])) {
		memcpy(head + TAG, f->tag, 3);
		head[ONE] = ind[0];
		head[TWO] = ind[1];
		buf_add_bytes(out, head, sizeof(head) - 1);
		return;
	}
	buf_add(out, STR("\t<datafield tag=\""));
	buf_add_z(out, f->tag);
	buf_add(out, STR("\" ind1=\""));
	add_sign(out, ind[0], ' ');
	buf_add(out, STR("\" ind2=\""));
	add_sign(out, ind[1], ' ');
	buf_add(out, STR("\">\n"));
}

static void add_field(const struct marc *m, const struct marc_field *f, struct buf *out)
{
	if (f->control.s) {
		buf_add_z(out, "\t<controlfield tag=\"");
		buf_add_z(out, f->tag);
		buf_add_z(out, "\">");
		add_text(out, f->control);
		buf_add_z(out, "</controlfield>\n");
		return;
	}
	add_datafield(f, out);
	for (size_t i = 0; i < f->n; i++) {
		struct str value = marc_value_out(out->mem, m, f, &f->subs[i]);
		if (add_plain_subfield(out, f->subs[i].code, value))
			continue;
		/* what stands before the first subfield (IRBIS) has no code: "_" */
		buf_add_z(out, "\t\t<subfield code=\"");
		add_sign(out, f->subs[i].code, '_');
		buf_add_z(out, "\">");
		add_text(out, value);
		buf_add_z(out, "</subfield>\n");
	}
	buf_add_z(out, "\t</datafield>\n");
}

static const char *record_element(enum marc_dialect d)
{
	switch (d) {
	case MARC_UNIMARC:
		return "<record xmlns=\"info:lc/xmlns/marcxchange-v1\" format=\"UNIMARC\""
		       " type=\"Bibliographic\">\n";
	case MARC_RUSMARC:
		return "<record xmlns=\"info:lc/xmlns/marcxchange-v1\" format=\"RUSMARC\""
		       " type=\"Bibliographic\">\n";
	case MARC_KAZMARC:
		return "<record xmlns=\"info:lc/xmlns/marcxchange-v1\" format=\"KAZMARC\""
		       " type=\"Bibliographic\">\n";
	case MARC_IRBIS:
		return "<record xmlns=\"info:lc/xmlns/marcxchange-v1\" format=\"IRBIS64\""
		       " type=\"Bibliographic\">\n";
	default: return "<record xmlns=\"http://www.loc.gov/MARC21/slim\">\n";
	}
}

void marc_write_xml(const struct marc *m, struct buf *out)
{
	char leader[25];
	marc_leader_out(m, leader);
	buf_add_z(out, record_element(m->dialect));
	buf_add_z(out, "\t<leader>");
	add_text(out, str_of(leader));
	buf_add_z(out, "</leader>\n");
	for (size_t i = 0; i < m->n; i++)
		add_field(m, &m->fields[i], out);
	buf_add_z(out, "</record>\n");
}
