/*
 * The worker's decoders: up to two, started when first needed, ended when idle; and the requests
 * that wait for them, first come, first served.
 */
#include "web/decoders_int.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

enum { DECODERS = 2, QUEUE_MAX = 64, TICK_MS = 50 };
static const int64_t IDLE_US = 60 * 1000000ll;

struct decoder {
	struct decoders *of;
	struct arena *mem; /* of the running process; NULL: not running */
	struct media *media;
	struct task *task; /* what it works on; NULL: idle */
	int watched;       /* the socket in the loop; -1: none */
	int64_t idle_since;
};
struct decoders {
	struct web_worker *w;
	struct decoder each[DECODERS];
	struct task *first, **last;
	size_t n;
};

void decoders_open(struct web_worker *w)
{
	struct decoders *d = arena_new_of(w->c.mem, struct decoders);
	d->w = w;
	d->last = &d->first;
	for (size_t i = 0; i < DECODERS; i++)
		d->each[i] = (struct decoder){ .of = d, .watched = -1 };
	w->decoders = d;
}

/* -- processes --------------------------------------------------------------------------------- */

static bool start(struct decoder *d, struct ctx *for_error)
{
	if (d->media)
		return true;
	struct ctx c = d->of->w->c;
	c.mem = d->mem = arena_new(0);
	if (media_start(&c, &d->media))
		return true;
	fail(for_error, ERR_BUSY, "pages cannot be prepared just now");
	arena_free(d->mem);
	d->mem = NULL;
	d->media = NULL;
	return false;
}

static void end(struct decoder *d)
{
	if (!d->media)
		return;
	media_end(d->media);
	arena_free(d->mem);
	d->mem = NULL;
	d->media = NULL;
}

void decoders_close(struct web_worker *w)
{
	for (size_t i = 0; w->decoders && i < DECODERS; i++)
		end(&w->decoders->each[i]);
}

static void ready(void *arg);

static void watch(struct decoder *d)
{
	int fd = media_socket(d->media);
	if (fd >= 0 && http_watch(&d->of->w->c, d->of->w->server, fd, ready, d))
		d->watched = fd;
	err_clear(&d->of->w->c); /* unwatched, the tick looks after it */
}

static void unwatch(struct decoder *d)
{
	if (d->watched >= 0)
		http_unwatch(d->of->w->server, d->watched);
	d->watched = -1;
}

/* -- the queue --------------------------------------------------------------------------------- */

static void append(struct decoders *d, struct task *t)
{
	t->next = NULL;
	*d->last = t;
	d->last = &t->next;
	d->n++;
}

static struct task *take(struct decoders *d)
{
	struct task *t = d->first;
	if (!t)
		return NULL;
	d->first = t->next;
	if (!d->first)
		d->last = &d->first;
	d->n--;
	return t;
}

bool decoders_queue(struct web_request *r, struct task *t)
{
	struct decoders *d = r->worker->decoders;
	if (d->n >= QUEUE_MAX)
		return fail(r->c, ERR_BUSY, "too many pages are being prepared just now");
	t->r = r;
	r->waiting = true;
	append(d, t);
	return true;
}

/* The task is over: its request goes on, and may ask for more (then it waits on). */
static void finish(struct task *t, bool ok)
{
	struct web_request *r = t->r;
	r->waiting = false;
	ok = ok && t->then(r, t);
	if (!ok || !r->waiting)
		web_resume(r, ok);
}

/* True: the decoder works on it. Otherwise the task is over, or put off. */
static bool begin(struct decoder *d, struct task *t)
{
	enum task_begun b = TASK_FAILED;
	if (start(d, t->r->c))
		b = t->ask(t, d->media);
	if (b == TASK_ASKED)
		return true;
	if (b == TASK_LATER)
		append(d->of, t);
	else
		finish(t, b == TASK_DONE);
	return false;
}

static void fill(struct decoders *ds)
{
	/* what is put off comes to the end of the queue: once around is enough */
	for (size_t left = ds->n; left > 0 && ds->first; left--) {
		struct decoder *free = NULL;
		for (size_t i = DECODERS; i-- > 0;)
			if (!ds->each[i].task && (!free || ds->each[i].media))
				free = &ds->each[i];
		if (!free)
			return;
		struct task *t = take(ds);
		if (!begin(free, t))
			continue;
		free->task = t;
		watch(free);
	}
}

static void look(struct decoder *d)
{
	struct task *t = d->task;
	bool ok = t->take(t, d->media);
	if (!ok && t->r->c->err.kind == ERR_BUSY) {
		err_clear(t->r->c);
		return;
	}
	unwatch(d);
	d->task = NULL;
	d->idle_since = when_monotonic_us();
	finish(t, ok);
}

static void ready(void *arg)
{
	struct decoder *d = arg;
	if (d->task)
		look(d);
	fill(d->of);
}

void decoders_tick(struct web_worker *w)
{
	int64_t now = when_monotonic_us();
	for (size_t i = 0; i < DECODERS; i++) {
		struct decoder *d = &w->decoders->each[i];
		if (d->task)
			look(d);
		else if (d->media && now - d->idle_since > IDLE_US)
			end(d);
	}
	fill(w->decoders);
}

bool decoders_at_work(const struct web_worker *w)
{
	bool some = w->decoders->n > 0;
	for (size_t i = 0; i < DECODERS; i++)
		some |= w->decoders->each[i].media != NULL;
	return some;
}
