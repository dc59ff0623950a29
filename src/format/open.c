/*
 * open - a file of records in whatever format: MARC in its containers, Dublin Core, lists.
 */
#include "format/format_int.h"

struct record_reader {
	struct marc_reader *marc; /* one of the three is there */
	struct list_reader *list;
	struct dc_reader *dc;
};

enum { HEAD = 64 * 1024 };

static bool marc_options_of(struct ctx *c, const struct record_options *o, struct marc_options *ret)
{
	*ret = (struct marc_options){ .container = -1, .encoding = o->encoding };
	if (o->dialect && !marc_dialect_of(str_of(o->dialect), &ret->dialect))
		return fail(c, ERR_INVALID, "the dialect {0} is not known", o->dialect);
	for (int k = 0; o->format && k < MARC_CONTAINERS; k++) {
		if (!strcmp(o->format, marc_container_name((enum marc_container)k)))
			ret->container = k;
	}
	return true;
}

static bool is_list(const char *format)
{
	return format && (!strcmp(format, "csv") || !strcmp(format, "tsv"));
}

static bool is_dc(const char *format)
{
	return format && !strcmp(format, "dc");
}

bool record_open(struct ctx *c, int fd, int64_t at, const struct record_options *o,
		 struct record_reader **ret)
{
	static const struct record_options by_looking = { 0 };
	struct record_reader *r = arena_new_of(c->mem, struct record_reader);
	struct marc_options marc;
	struct str head;
	o = o ? o : &by_looking;
	*ret = r;
	if (is_list(o->format))
		return list_open(c, fd, at, o, &r->list);
	if (is_dc(o->format))
		return dc_open(c, fd, at, &r->dc);
	if (!marc_options_of(c, o, &marc))
		return false;
	if (o->format && marc.container < 0)
		return fail(c, ERR_INVALID, "the format {0} is not known", o->format);
	if (!file_read_at(c, fd, 0, HEAD, &head))
		return false;
	if (head.n == 0)
		return fail(c, ERR_INVALID, "the file of records is empty");
	if (o->format || marc_likely(head))
		return marc_open(c, fd, at, &marc, &r->marc);
	if (dc_likely(head))
		return dc_open(c, fd, at, &r->dc);
	struct str start = str_trim(str_starts(head, "\xEF\xBB\xBF") ? str_from(head, 3) : head);
	if (str_starts(start, "<"))
		return fail(c, ERR_INVALID,
			    "the XML file holds neither records of MARC nor of Dublin Core");
	return list_open(c, fd, at, o, &r->list);
}

/* 001 as it is written; IRBIS keeps its own number of a record in 903. */
static struct str id_of(const struct marc *m)
{
	const struct marc_field *f = marc_field(m, "001");
	if (f && f->control.s)
		return str_trim(f->control);
	struct str own = m->dialect == MARC_IRBIS ? marc_value(m, "903", 0) : STR_NONE;
	return own.s ? own : STR("");
}

static void take_marc(struct arena *mem, const struct marc_item *from, struct record_item *ret)
{
	struct marc *m = arena_new_of(mem, struct marc);
	*m = from->marc;
	*ret = (struct record_item){
		.at = from->at,
		.number = from->number,
		.format = marc_container_name(from->container),
		.dialect = marc_dialect_name(m->dialect),
		.encoding = from->encoding,
		.mends = from->mends,
		.reason = from->reason,
		.id = STR(""),
	};
	if (!from->reason) {
		ret->marc = m;
		ret->id = id_of(m);
		ret->deleted = m->leader[5] == 'd';
		record_of_marc(mem, m, &ret->record);
	}
	ret->record.raw = from->raw;
	bool xml = from->container == MARC_XML;
	ret->record.raw_format = xml ? "marcxml" : ret->dialect;
	ret->record.extension = xml ? "xml" : from->container == MARC_ISO2709 ? "mrc" : "txt";
}

bool record_next(struct ctx *c, struct record_reader *r, struct arena *mem, struct record_item *ret,
		 bool *ret_there)
{
	struct marc_item item;
	if (r->list)
		return list_next(c, r->list, mem, ret, ret_there);
	if (r->dc)
		return dc_next(c, r->dc, mem, ret, ret_there);
	if (!marc_next(c, r->marc, mem, &item, ret_there))
		return false;
	if (*ret_there)
		take_marc(mem, &item, ret);
	return true;
}

struct str record_header(const struct record_reader *r)
{
	return r->list ? list_header(r->list) : STR("");
}

static bool again_json(struct ctx *c, struct str raw, struct record_item *ret)
{
	struct record_item item = { .number = 1, .format = "json", .dialect = "", .id = STR("") };
	if (!record_from_json(c, raw, &item.record))
		return false;
	item.encoding = "utf-8";
	item.record.raw = raw;
	struct str id = record_first(&item.record, RECORD_IDENTIFIER);
	item.id = id.s ? id : STR("");
	*ret = item;
	return true;
}

bool record_again(struct ctx *c, struct str raw, const struct record_options *o,
		  struct record_item *ret)
{
	static const struct record_options by_looking = { 0 };
	struct marc_options marc;
	struct marc_item item;
	o = o ? o : &by_looking;
	if (is_list(o->format))
		return list_again(c, raw, o, ret);
	if (o->format && !strcmp(o->format, "json"))
		return again_json(c, raw, ret);
	if (is_dc(o->format)) {
		dc_again(c->mem, raw, ret);
		return true;
	}
	if (!marc_options_of(c, o, &marc))
		return false;
	marc_again(c->mem, raw, &marc, &item);
	take_marc(c->mem, &item, ret);
	return true;
}
