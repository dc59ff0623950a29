/*
 * read - a file of records of whatever format.
 */
#include "format/format_int.h"

struct record *reader_add(struct reader *r)
{
	if (r->list.n >= RECORDS_MAX) {
		if (r->list.n++ == RECORDS_MAX)
			reader_complain(r, r->list.n,
					N_("it and all after it are more than are taken"));
		return NULL;
	}
	if (r->list.n == r->room) {
		size_t room = r->room ? r->room * 2 : 64;
		struct record *more = arena_array_of(r->c->mem, room, struct record);
		if (r->list.n)
			memcpy(more, r->list.at, r->list.n * sizeof(*more));
		r->list.at = more;
		r->room = room;
	}
	return &r->list.at[r->list.n++];
}

void reader_complain(struct reader *r, size_t number, const char *what)
{
	const char *lang = r->c->lang ? r->c->lang : "en";
	struct str args[2] = { str_print(r->c->mem, "%zu", number), str_of(text_say(lang, what)) };
	buf_add(&r->complaints,
		err_fill(r->c->mem, str_of(text_say(lang, N_("record {0}: {1}"))), args, 2));
	buf_add_char(&r->complaints, '\n');
}

bool records_read(struct ctx *c, struct str bytes, struct record_list *ret,
		  struct str *ret_complaints)
{
	struct reader r = { .c = c };
	buf_init(&r.complaints, c->mem, 1 << 20);
	if (bytes.n == 0)
		return fail(c, ERR_INVALID, "the file of records is empty");
	if (iso2709_likely(bytes)) {
		iso2709_read(&r, bytes);
	} else if (xml_records_likely(bytes)) {
		if (!xml_records_read(&r, bytes))
			return false;
	} else if (!list_read(&r, bytes)) {
		return false;
	}
	if (r.list.n > RECORDS_MAX)
		r.list.n = RECORDS_MAX;
	if (r.list.n == 0)
		return fail(c, ERR_INVALID, "no record was found in the file");
	*ret = r.list;
	if (ret_complaints)
		*ret_complaints = buf_str(&r.complaints);
	return true;
}
