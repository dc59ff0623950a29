/*
 * list - records in a list: comma, semicolon or tab between columns, the first row their names.
 *
 * RFC 4180 with the liberties spreadsheets take: other delimiters, other line ends, any encoding.
 */
#include "format/format_int.h"

struct table {
	struct str text;
	size_t at;
	char delimiter;
	bool unclosed; /* a quote was still open at the end */
};

/* One cell; its end is a delimiter, a line's end or the text's. *ret_last: it ends the row. */
static struct str next_cell(struct arena *mem, struct table *t, bool *ret_last)
{
	struct buf out;
	buf_init(&out, mem, 0);
	bool quoted = t->at < t->text.n && t->text.s[t->at] == '"';
	t->at += quoted;
	*ret_last = false;
	for (; t->at < t->text.n; t->at++) {
		char ch = t->text.s[t->at];
		if (quoted && ch == '"') {
			if (t->at + 1 < t->text.n && t->text.s[t->at + 1] == '"')
				t->at++;
			else {
				quoted = false;
				continue;
			}
		} else if (!quoted && (ch == t->delimiter || ch == '\n' || ch == '\r')) {
			*ret_last = ch != t->delimiter;
			t->at += ch == '\r' && t->at + 1 < t->text.n && t->text.s[t->at + 1] == '\n'
					 ? 2
					 : 1;
			return buf_str(&out);
		}
		buf_add_char(&out, ch);
	}
	t->unclosed |= quoted;
	*ret_last = true;
	return buf_str(&out);
}

static size_t next_row(struct arena *mem, struct table *t, struct str *cells)
{
	size_t n = 0;
	bool last = false;
	while (!last) {
		struct str cell = next_cell(mem, t, &last);
		if (n < LIST_COLUMNS_MAX)
			cells[n++] = value_clean(mem, cell);
	}
	return n;
}

/* The delimiter that the header has most of. */
static char delimiter_of(struct str text)
{
	static const char candidates[] = { '\t', ';', ',', '|' };
	struct str head = str_upto(text, str_find_byte(text, '\n'));
	size_t best = 0, count[COUNT_OF(candidates)] = { 0 };
	for (size_t k = 0; k < COUNT_OF(candidates); k++) {
		for (size_t i = 0; i < head.n; i++)
			count[k] += head.s[i] == candidates[k];
		best = count[k] > count[best] ? k : best;
	}
	return candidates[best];
}

/* Several people or subjects in one cell stand between semicolons. */
static void add_cell(struct arena *mem, struct record *r, enum record_field f, struct str cell)
{
	bool many = f == RECORD_CREATOR || f == RECORD_CONTRIBUTOR || f == RECORD_SUBJECT ||
		    f == RECORD_LANGUAGE;
	if (!many) {
		record_add_once(mem, r, f, str_trim(cell));
		return;
	}
	struct str one;
	while (str_next(&cell, ';', &one)) {
		one = str_trim(one);
		record_add_once(mem, r, f, f == RECORD_LANGUAGE ? text_language_code(one) : one);
	}
}

/* What each column is; RECORD_FIELDS for what is not known. The number of known ones. */
static size_t read_header(struct arena *mem, const struct str *cells, size_t n,
			  enum record_field *ret)
{
	size_t known = 0;
	bool title = false;
	for (size_t i = 0; i < n; i++) {
		ret[i] = RECORD_FIELDS;
		known += field_of_header(mem, cells[i], &ret[i]);
		title |= ret[i] == RECORD_TITLE || ret[i] == RECORD_FILE;
	}
	return title ? known : 0;
}

static void read_rows(struct reader *r, struct table *t, const enum record_field *columns,
		      size_t n_columns)
{
	struct arena *mem = r->c->mem;
	struct str cells[LIST_COLUMNS_MAX], head = str_upto(t->text, t->at);
	for (size_t number = 1; t->at < t->text.n; number++) {
		size_t from = t->at;
		size_t n = next_row(mem, t, cells);
		struct record made = { .raw_format = "csv", .extension = "tsv" };
		for (size_t i = 0; i < n && i < n_columns; i++) {
			if (columns[i] != RECORD_FIELDS)
				add_cell(mem, &made, columns[i], cells[i]);
		}
		if (n > n_columns)
			reader_complain(r, number, N_("it has more columns than the first row"));
		if (t->unclosed)
			reader_complain(r, number, N_("a quotation mark in it is never closed"));
		if (made.n == 0)
			continue; /* an empty line */
		struct str row = str_upto(str_from(t->text, from), t->at - from);
		made.raw = str_print(mem, "%.*s%.*s", STR_ARGS(head), STR_ARGS(row));
		struct record *room = reader_add(r);
		if (!room)
			return;
		*room = made;
	}
}

bool list_read(struct reader *r, struct str bytes)
{
	struct str text, cells[LIST_COLUMNS_MAX];
	enum record_field columns[LIST_COLUMNS_MAX];
	if (!text_decode(r->c, bytes, &text, NULL))
		return false;
	struct table t = { .text = text, .delimiter = delimiter_of(text) };
	/* Excel's own line "sep=;" */
	if (str_starts(text, "sep=") && text.n > 4) {
		t.delimiter = text.s[4];
		t.at = str_find_byte(text, '\n') + 1;
		t.at = t.at > text.n ? text.n : t.at;
	}
	size_t n = next_row(r->c->mem, &t, cells);
	if (read_header(r->c->mem, cells, n, columns) == 0)
		return fail(r->c, ERR_INVALID,
			    "the first row of the list names no column that is known, such as "
			    "title or file");
	read_rows(r, &t, columns, n);
	return true;
}
