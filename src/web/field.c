/* View structs as JSON, by their field tables. */
#include "web/field.h"

static void put_list(struct buf *out, const struct field *f, const char *base)
{
	const char *at;
	size_t n;
	memcpy(&at, base + f->at, sizeof at);
	memcpy(&n, base + f->at_n, sizeof n);
	buf_add_char(out, '[');
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_add_char(out, ',');
		field_json(out, f->of, at + i * f->size);
	}
	buf_add_char(out, ']');
}

static void put_text(struct buf *out, struct str s)
{
	if (s.s)
		buf_add_json(out, s);
	else
		buf_add_z(out, "null");
}

static void put_value(struct buf *out, const struct field *f, const char *base)
{
	const void *p = base + f->at;
	switch (f->type) {
	case FIELD_T_STR: put_text(out, *(const struct str *)p); break;
	case FIELD_T_HTML: put_text(out, ((const struct html *)p)->s); break;
	case FIELD_T_Z: put_text(out, str_of(*(const char *const *)p)); break;
	case FIELD_T_BOOL: buf_add_z(out, *(const bool *)p ? "true" : "false"); break;
	case FIELD_T_INT: buf_add_int(out, *(const int *)p); break;
	case FIELD_T_INT64: buf_add_int(out, *(const int64_t *)p); break;
	case FIELD_T_DOUBLE: buf_print(out, "%.6g", *(const double *)p); break;
	case FIELD_T_LIST: put_list(out, f, base); break;
	case FIELD_T_STRUCT: field_json(out, f->of, p); break;
	case FIELD_T_END: break;
	}
}

void field_json(struct buf *out, const struct field *fields, const void *view)
{
	buf_add_char(out, '{');
	for (const struct field *f = fields; f->name; f++) {
		if (f != fields)
			buf_add_char(out, ',');
		buf_add_json(out, str_of(f->name));
		buf_add_char(out, ':');
		put_value(out, f, view);
	}
	buf_add_char(out, '}');
}
