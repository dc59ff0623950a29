/* The body of a form: application/x-www-form-urlencoded, of a length that was said beforehand. */
#include "wire/wire_int.h"

/* "application/x-www-form-urlencoded", perhaps with parameters, which say nothing we act on. */
static bool is_form(struct str type)
{
	struct str name = str_trim(str_upto(type, str_find_byte(type, ';')));
	return str_same_nocase(name, STR("application/x-www-form-urlencoded"));
}

int body_begin(struct exchange *e)
{
	if (e->length > WIRE_FORM_MAX)
		return 413;
	if (e->length > 0 && !is_form(e->type))
		return 415;
	buf_init(&e->body, e->q.mem, WIRE_FORM_MAX);
	return 0;
}

int body_take(struct exchange *e, struct str piece)
{
	buf_add(&e->body, piece);
	return e->body.full ? 413 : 0;
}

int body_end(struct exchange *e)
{
	struct ctx c = { .mem = e->q.mem };
	if ((int64_t)e->body.n != e->length)
		return 400;
	if (http_form_parse(&c, buf_str(&e->body), &e->q.form))
		return 0;
	return c.err.kind == ERR_LIMIT ? 413 : 400;
}
