/*
 * lines - formats of programs that keep references, a field a line: BibTeX (btxdoc, BibTeX 0.99)
 * and RIS (Research Information Systems' tags, as Zotero and EndNote read them).
 */
#include "cite/cite_int.h"

#include <ctype.h>

/* -- BibTeX ------------------------------------------------------------------------------------ */

/* What TeX would take for a command. Letters stay: biber and today's bibtex read UTF-8. */
static void add_tex(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.s[i];
		if (c == '\\')
			buf_add_z(b, "\\textbackslash{}");
		else if (c == '~')
			buf_add_z(b, "\\textasciitilde{}");
		else if (c == '^')
			buf_add_z(b, "\\textasciicircum{}");
		else if (c && strchr("&%$#_{}", c))
			buf_print(b, "\\%c", c);
		else
			buf_add_char(b, (unsigned char)c < ' ' ? ' ' : c);
	}
}

static void add_field(struct buf *b, const char *name, struct str value)
{
	if (!value.n)
		return;
	buf_print(b, ",\n  %s = {", name);
	add_tex(b, value);
	buf_add_char(b, '}');
}

/* An address goes into \url and stays as it is, but for what would end the field. */
static void add_url(struct buf *b, struct str url)
{
	if (url.n && str_find_byte(url, '{') == url.n && str_find_byte(url, '}') == url.n)
		buf_print(b, ",\n  url = {%.*s}", STR_ARGS(url));
}

static void add_people(struct buf *b, const char *name, const struct cited_names *n)
{
	for (size_t i = 0; i < n->n; i++) {
		const struct cited_name *p = &n->at[i];
		if (i)
			buf_add_z(b, " and ");
		else
			buf_print(b, ",\n  %s = {", name);
		buf_add_z(b,
			  p->given.n ? "" : "{"); /* one name, or a body: not to be taken apart */
		add_tex(b, p->family);
		buf_add_z(b, p->given.n ? ", " : "}");
		add_tex(b, p->given);
	}
	if (n->n)
		buf_add_char(b, '}');
}

/* The name by which it is cited: what the first author's family name sounds like, and the year. */
static void add_key(struct buf *b, const struct cited *x)
{
	char keys[TEXT_KEYS][128];
	struct text_walk walk;
	struct text_token word;
	size_t from = b->n;
	text_walk_init(&walk, x->authors.n ? x->authors.at[0].family : x->title);
	size_t n = text_walk_next(&walk, &word) ? text_keys(word.exact, "", keys) : 0;
	for (const char *p = n ? keys[0] : ""; *p && b->n - from < 24; p++)
		if (isalnum((unsigned char)*p))
			buf_add_char(b, (char)tolower((unsigned char)*p));
	if (b->n == from)
		buf_add_z(b, "title");
	if (x->year)
		buf_print(b, "%d", x->year);
}

struct str cite_bibtex(struct arena *mem, const struct cited *x)
{
	struct buf b, title;
	bool thesis = !strcmp(x->kind, "thesis");
	buf_init(&b, mem, 0);
	buf_init(&title, mem, 0);
	buf_print(&b, "@%s{",
		  thesis       ? "phdthesis"
		  : x->article ? "article"
		  : *x->kind   ? "misc"
			       : "book");
	add_key(&b, x);
	add_people(&b, "author", &x->authors);
	add_people(&b, "editor", &x->editors);
	add_people(&b, "translator", &x->translators);
	buf_add(&title, x->title);
	if (x->subtitle.n)
		buf_print(&title, ": %.*s", STR_ARGS(x->subtitle));
	add_field(&b, "title", buf_str(&title));
	add_field(&b, x->article ? "journal" : "booktitle", x->host);
	add_field(&b, "number", x->issue);
	add_field(&b, "pages", x->article ? x->extent : STR(""));
	add_field(&b, "edition", x->edition);
	add_field(&b, "address", x->place);
	add_field(&b, thesis ? "school" : "publisher", x->publisher);
	if (x->year)
		buf_print(&b, ",\n  year = {%d}", x->year);
	if (x->pages && !x->article)
		buf_print(&b, ",\n  pagetotal = {%d}", x->pages);
	add_field(&b, "series", x->series);
	add_field(&b, "isbn", x->isbn);
	add_field(&b, "issn", x->issn);
	add_field(&b, "language", x->language);
	add_url(&b, x->url);
	buf_add_z(&b, "\n}");
	return buf_str(&b);
}

/* -- RIS --------------------------------------------------------------------------------------- */

static void add_tag(struct buf *b, const char *tag, struct str value)
{
	if (!value.n)
		return;
	buf_print(b, "%s  - ", tag);
	for (size_t i = 0; i < value.n; i++)
		buf_add_char(b, (unsigned char)value.s[i] < ' ' ? ' ' : value.s[i]);
	buf_add_z(b, "\r\n");
}

static void add_names(struct buf *b, const char *tag, const struct cited_names *n)
{
	for (size_t i = 0; i < n->n; i++) {
		buf_print(b, "%s  - %.*s", tag, STR_ARGS(n->at[i].family));
		if (n->at[i].given.n)
			buf_print(b, ", %.*s", STR_ARGS(n->at[i].given));
		buf_add_z(b, "\r\n");
	}
}

static const char *ris_type(const struct cited *x)
{
	if (x->article)
		return "JOUR";
	if (!strcmp(x->kind, "map"))
		return "MAP";
	if (!strcmp(x->kind, "sound"))
		return "SOUND";
	if (!strcmp(x->kind, "film"))
		return "VIDEO";
	if (!strcmp(x->kind, "thesis"))
		return "THES";
	return x->serial ? "SER" : "BOOK";
}

struct str cite_ris(struct arena *mem, const struct cited *x)
{
	struct buf b, title;
	buf_init(&b, mem, 0);
	buf_init(&title, mem, 0);
	add_tag(&b, "TY", str_of(ris_type(x)));
	add_names(&b, "AU", &x->authors);
	add_names(&b, "ED", &x->editors);
	add_names(&b, "A4", &x->translators);
	buf_add(&title, x->title);
	if (x->subtitle.n)
		buf_print(&title, " : %.*s", STR_ARGS(x->subtitle));
	add_tag(&b, "TI", buf_str(&title));
	add_tag(&b, x->article ? "T2" : "T3", x->article ? x->host : x->series);
	add_tag(&b, "IS", x->issue);
	add_tag(&b, "ET", x->edition);
	if (x->year)
		buf_print(&b, "PY  - %d\r\n", x->year);
	add_tag(&b, "CY", x->place);
	add_tag(&b, "PB", x->publisher);
	if (x->article)
		add_tag(&b, "SP", x->extent);
	else if (x->pages)
		buf_print(&b, "SP  - %d\r\n", x->pages);
	add_tag(&b, "SN", x->isbn.n ? x->isbn : x->issn);
	add_tag(&b, "LA", x->language);
	add_tag(&b, "UR", x->url);
	buf_add_z(&b, "ER  - ");
	return buf_str(&b);
}
