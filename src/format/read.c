/*
 * read - a small file of records at once, as they lie beside the documents of a deposit.
 */
#include <sys/mman.h>
#include <unistd.h>

#include "format/format_int.h"

/* What was read so far, and what was wrong with it. */
struct reading {
	struct ctx *c;
	struct record_list list;
	size_t room;
	struct buf complaints;
};

static void add(struct reading *r, const struct record *made)
{
	if (r->list.n == r->room) {
		size_t room = r->room ? r->room * 2 : 64;
		struct record *more = arena_array_of(r->c->mem, room, struct record);
		if (r->list.n)
			memcpy(more, r->list.at, r->list.n * sizeof(*more));
		r->list.at = more;
		r->room = room;
	}
	r->list.at[r->list.n++] = *made;
}

static void complain(struct reading *r, int64_t number, const char *what)
{
	const char *lang = r->c->lang ? r->c->lang : "en";
	struct str args[2] = { str_print(r->c->mem, "%lld", (long long)number),
			       str_of(text_say(lang, what)) };
	buf_add(&r->complaints,
		err_fill(r->c->mem, str_of(text_say(lang, N_("record {0}: {1}"))), args, 2));
	buf_add_char(&r->complaints, '\n');
}

static void complain_of(struct reading *r, const struct record_item *item)
{
	/* line ends between records are everywhere and harm nothing */
	uint32_t told = item->mends & ~(1u << MEND_PADDING);
	for (int m = 0; m < MENDS; m++) {
		if (told & 1u << m)
			complain(r, item->number, marc_mend_name((enum marc_mend)m));
	}
	if (item->reason)
		complain(r, item->number, item->reason);
}

/* A row explains itself by its header. */
static void keep(struct reading *r, const struct record_reader *from, struct record_item *item)
{
	struct str head = record_header(from);
	if (head.n)
		item->record.raw = str_print(r->c->mem, "%.*s%.*s", STR_ARGS(head),
					     STR_ARGS(item->record.raw));
	add(r, &item->record);
}

static bool read_all(struct reading *r, int fd)
{
	struct ctx *c = r->c;
	struct record_reader *from;
	bool there = true;
	if (!record_open(c, fd, 0, NULL, &from))
		return false;
	while (there && r->list.n < RECORDS_MAX) {
		struct record_item item;
		if (!record_next(c, from, c->mem, &item, &there))
			return false;
		if (!there)
			break;
		complain_of(r, &item);
		if (!item.reason && item.record.n)
			keep(r, from, &item);
		else if (!item.reason)
			complain(r, item.number, N_("nothing in it can be read"));
	}
	if (there)
		complain(r, (int64_t)r->list.n, N_("what follows it is more than is taken"));
	if (r->list.n == 0)
		return fail(c, ERR_INVALID, "no record was found in the file");
	return true;
}

bool records_read(struct ctx *c, struct str bytes, struct record_list *ret,
		  struct str *ret_complaints)
{
	struct reading r = { .c = c };
	buf_init(&r.complaints, c->mem, 1 << 20);
	if (bytes.n == 0)
		return fail(c, ERR_INVALID, "the file of records is empty");
	int fd = memfd_create("records", MFD_CLOEXEC);
	if (fd < 0)
		return fail_errno(c, "the records could not be read", "");
	bool ok = file_write_all(fd, bytes.s, bytes.n) && read_all(&r, fd);
	close(fd);
	if (!ok)
		return c->err.kind ? false : fail_errno(c, "the records could not be read", "");
	*ret = r.list;
	if (ret_complaints)
		*ret_complaints = buf_str(&r.complaints);
	return true;
}
