/* What is asked of decoders on behalf of requests: page images, regions, excerpts. */
#include "web/decoders_int.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static void close_fd(void *arg)
{
	int *fd = arg;
	if (*fd > 0)
		close(*fd);
	*fd = 0;
}

static struct task *task_new(struct web_request *r)
{
	struct task *t = arena_new_of(r->c->mem, struct task);
	arena_on_end(r->c->mem, close_fd, &t->in);
	arena_on_end(r->c->mem, close_fd, &t->out);
	return t;
}

static bool open_out(struct task *t)
{
	t->out = memfd_create("answer", MFD_CLOEXEC);
	return t->out > 0 ||
	       fail_errno(t->r->c, "could not hold an answer in memory: {0}: {1}", "memfd");
}

/* -- page images --------------------------------------------------------------------------------
 */

/* 507: a full disc is ours to mend, and not for long (RFC 4918, 11.5). */
static void tell_no_room(struct task *t)
{
	if (derive_no_room(t->r->c))
		t->r->reply.status = 507;
}

static enum task_begun ask_page(struct task *t, struct media *m)
{
	static const enum task_begun begun[] = {
		[DERIVE_THERE] = TASK_DONE, [DERIVE_ASKED] = TASK_ASKED, [DERIVE_TAKEN] = TASK_LATER
	};
	enum derive_state state;
	if (derive_page_ask(t->r->c, m, &t->r->doc, t->page, &t->making, &state))
		return begun[state];
	tell_no_room(t);
	return TASK_FAILED;
}

static bool take_page(struct task *t, struct media *m)
{
	if (derive_page_done(t->r->c, m, t->making, 0))
		return true;
	if (t->r->c->err.kind == ERR_INTERNAL)
		tell_no_room(t);
	return false;
}

static bool then_page(struct web_request *r, struct task *t)
{
	return t->go_on(r);
}

bool web_with_page(struct web_request *r, int page, bool (*go_on)(struct web_request *r))
{
	if (file_exists(derive_page_path(r->c, r->doc.id, page)))
		return go_on(r);
	struct task *t = task_new(r);
	t->page = page;
	t->go_on = go_on;
	t->ask = ask_page;
	t->take = take_page;
	t->then = then_page;
	return decoders_queue(r, t);
}

/* -- regions ------------------------------------------------------------------------------------
 */

static enum task_begun ask_region(struct task *t, struct media *m)
{
	return open_out(t) && media_ask_region(t->r->c, m, t->in, &t->region, t->out) ? TASK_ASKED
										      : TASK_FAILED;
}

static bool take_done(struct task *t, struct media *m)
{
	return media_answer_done(t->r->c, m, 0);
}

/* Hands the file in memory to the reply. */
static bool show_out(struct web_request *r, struct task *t, const char *type)
{
	int fd = t->out;
	t->out = 0;
	return web_show_file(r, fd, type, r->reply.etag);
}

static bool then_region(struct web_request *r, struct task *t)
{
	return show_out(r, t, t->region.png ? "image/png" : "image/jpeg");
}

bool web_show_region(struct web_request *r, int image_fd, const struct media_region *region)
{
	struct task *t = task_new(r);
	t->in = image_fd;
	t->region = *region;
	t->ask = ask_region;
	t->take = take_done;
	t->then = then_region;
	return decoders_queue(r, t);
}

/* -- excerpts -----------------------------------------------------------------------------------
 */

static enum task_begun ask_excerpt(struct task *t, struct media *m)
{
	struct derive_files f;
	if (!open_out(t) || !derive_open(t->r->c, &t->r->doc, 0, &f) ||
	    !media_ask_excerpt(t->r->c, m, f.fds, f.n, t->page, t->last, t->out))
		return TASK_FAILED;
	return TASK_ASKED;
}

static bool then_excerpt(struct web_request *r, struct task *t)
{
	return show_out(r, t, "application/pdf");
}

bool web_show_excerpt(struct web_request *r, int first, int last)
{
	struct task *t = task_new(r);
	t->page = first;
	t->last = last;
	t->ask = ask_excerpt;
	t->take = take_done;
	t->then = then_excerpt;
	return decoders_queue(r, t);
}
