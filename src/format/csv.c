/* A record as a line of CSV (RFC 4180), for spreadsheets: a column a field, values of one field
 * between semicolons. */
#include "format/format_int.h"

/* What a spreadsheet would take for a formula is shown as text: a quote before it. */
static bool is_formula(struct str s)
{
	return s.n && (s.s[0] == '=' || s.s[0] == '+' || s.s[0] == '-' || s.s[0] == '@');
}

static void add_text(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.s[i] == '"')
			buf_add_char(out, '"');
		buf_add_char(out, s.s[i]);
	}
}

static void add_cell(struct buf *out, const struct record *r, enum record_field f)
{
	bool any = false;
	buf_add_char(out, '"');
	for (size_t i = 0; i < r->n; i++) {
		if (r->at[i].field != f || r->at[i].also)
			continue;
		if (any)
			buf_add_z(out, "; ");
		else if (is_formula(r->at[i].value))
			buf_add_char(out, '\'');
		add_text(out, r->at[i].value);
		any = true;
	}
	buf_add_char(out, '"');
}

void record_csv_header(struct buf *out)
{
	for (int f = 0; f < RECORD_FIELDS; f++) {
		buf_add_z(out, f ? "," : "");
		buf_add_z(out, record_field_name((enum record_field)f));
	}
	buf_add_z(out, "\r\n");
}

void record_to_csv(const struct record *r, struct buf *out)
{
	for (int f = 0; f < RECORD_FIELDS; f++) {
		buf_add_z(out, f ? "," : "");
		add_cell(out, r, (enum record_field)f);
	}
	buf_add_z(out, "\r\n");
}
