/*
 * The decoder process: shuts itself in, then answers one question after the other until its socket
 * closes. It holds the last document open, for the next question is mostly about its next page.
 */
#include "media/protocol_int.h"

#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

const struct backend *const backends[] = { &backend_pdf, &backend_text, &backend_image,
					   &backend_djvu, NULL };

const struct backend *backend_of(enum media_kind kind)
{
	for (size_t i = 0; backends[i]; i++)
		if (backends[i]->kinds & (1u << kind))
			return backends[i];
	return NULL;
}

static const size_t DOCUMENT_BUDGET = (size_t)1 << 30;
static const size_t QUESTION_BUDGET = (size_t)2 << 30;

struct decoder {
	int socket;
	struct arena *mem; /* of the document held */
	int *fds;
	size_t n_fds;
	const struct backend *b; /* NULL: none is held */
	void *doc;
	enum media_kind kind;
	struct media_facts facts;
	bool has_facts;
};

static void let_go(struct decoder *d)
{
	if (d->b && d->b->close)
		d->b->close(d->doc);
	for (size_t i = 0; i < d->n_fds; i++)
		close(d->fds[i]);
	if (d->mem)
		arena_free(d->mem);
	*d = (struct decoder){ .socket = d->socket };
	malloc_trim(0);
}

/* Sentences belong to the question's arena; a backend may have failed in the document's. */
static bool hand_on(struct ctx *c, const struct ctx *from)
{
	c->err = from->err;
	for (size_t i = 0; i < ERR_ARGS; i++)
		c->err.args[i] = str_copy(c->mem, from->err.args[i]);
	return false;
}

static bool refuse_kind(struct ctx *c, int fd)
{
	const char *what = media_refused_name(fd);
	if (what)
		return fail(c, ERR_INVALID, "this is {0}, which is not taken", what);
	return fail(c, ERR_INVALID, "this is no format that is taken");
}

static bool open_document(struct ctx *c, struct decoder *d)
{
	const char *mime;
	d->kind = media_recognise_kind(d->fds[0], &mime);
	const struct backend *b = backend_of(d->kind);
	if (!b)
		return refuse_kind(c, d->fds[0]);
	if (d->n_fds > 1 && b != &backend_image)
		return fail(c, ERR_INVALID, "only page images make a document of several files");
	struct ctx own = { .mem = d->mem };
	if (!b->open(&own, d->fds, d->n_fds, d->kind, &d->doc))
		return hand_on(c, &own);
	d->b = b;
	return true;
}

static bool need_facts(struct ctx *c, struct decoder *d)
{
	if (d->has_facts)
		return true;
	struct media_facts f = { .kind = d->kind, .pronom = kind_pronom(d->fds[0], d->kind) };
	media_recognise_kind(d->fds[0], &f.mime);
	struct ctx own = { .mem = d->mem };
	if (!d->b->facts(&own, d->doc, &f))
		return hand_on(c, &own);
	if (!f.n_pages)
		return fail(c, ERR_INVALID, "the document has no pages");
	if (f.n_pages > MEDIA_PAGES_MAX)
		return fail(c, ERR_LIMIT, "the document has more than {0} pages", "20000");
	d->facts = f;
	d->has_facts = true;
	return true;
}

static bool check_pages(struct ctx *c, struct decoder *d, int first, int last)
{
	size_t n = 0;
	if (d->b->count)
		n = d->b->count(d->doc);
	else if (need_facts(c, d))
		n = d->facts.n_pages;
	else
		return false;
	if (first < 1 || last < first || (size_t)last > n)
		return fail(c, ERR_ABSENT, "the document has no such page");
	return true;
}

static bool do_layer(struct ctx *c, struct decoder *d, const struct question *q,
		     struct media_words *ret)
{
	*ret = (struct media_words){ .lang = "" };
	return check_pages(c, d, q->first, q->first) &&
	       (!d->b->layer || d->b->layer(c, d->doc, q->first, ret));
}

static bool do_raster(struct ctx *c, struct decoder *d, const struct question *q,
		      struct raster *ret)
{
	return check_pages(c, d, q->first, q->first) && d->b->raster(c, d->doc, q->first, ret);
}

static bool do_excerpt(struct ctx *c, struct decoder *d, const struct question *q, int out_fd)
{
	if (!check_pages(c, d, q->first, q->last))
		return false;
	if (d->b->excerpt)
		return d->b->excerpt(c, d->doc, q->first, q->last, out_fd);
	return excerpt_of_rasters(c, d->b, d->doc, q->first, q->last, out_fd);
}

static bool work(struct ctx *c, struct decoder *d, const struct question *q, int out_fd,
		 struct answer *ret)
{
	struct raster r;
	if (!d->b && !open_document(c, d))
		return false;
	switch (q->op) {
	case OP_FACTS:
		if (!need_facts(c, d))
			return false;
		ret->facts = d->facts;
		return true;
	case OP_LAYER: return do_layer(c, d, q, &ret->words);
	case OP_OCR: return do_raster(c, d, q, &r) && ocr_page(c, &r, q->lang, &ret->words);
	case OP_ACCESS: return do_raster(c, d, q, &r) && access_write(c, &r, out_fd);
	case OP_EXCERPT: return do_excerpt(c, d, q, out_fd);
	default: return fail(c, ERR_INTERNAL, "the decoder was asked what it does not know");
	}
}

/* The processor time of a question; past it SIGPROF ends the process (setitimer(2)). */
static void set_timer(enum op op, size_t pages)
{
	static const int seconds[] = {
		[OP_FACTS] = 20,  [OP_LAYER] = 10,  [OP_OCR] = 120,
		[OP_ACCESS] = 60, [OP_REGION] = 20, [OP_EXCERPT] = 60,
	};
	struct itimerval t = { .it_value.tv_sec = op ? seconds[op] + (time_t)pages / 100 : 0 };
	setitimer(ITIMER_PROF, &t, NULL);
}

static uint32_t resident(void)
{
	struct rusage u;
	return getrusage(RUSAGE_SELF, &u) ? 0 : (uint32_t)(u.ru_maxrss / 1024);
}

/* The files of a question, in as many messages as they need. */
static bool take_files(struct ctx *c, struct decoder *d, const struct question *q,
		       const struct proc_message *first, int *ret_out, int **ret_fds)
{
	int *fds = arena_array_of(c->mem, q->n_files + PROC_FDS + 1, int);
	size_t n = 0;
	for (size_t i = 0; i < first->n_fds; i++) {
		if (q->out && i == 0)
			*ret_out = first->fds[0];
		else
			fds[n++] = first->fds[i];
	}
	while (n < q->n_files) {
		struct proc_message more;
		if (!proc_receive(c, d->socket, QUESTION_BYTES, 10000, &more) || !more.n_fds)
			return false;
		for (size_t i = 0; i < more.n_fds; i++) {
			if (n < q->n_files)
				fds[n++] = more.fds[i];
			else
				close(more.fds[i]);
		}
	}
	*ret_fds = fds;
	return n == q->n_files;
}

/* Keeps the new document's files; they live as long as it. */
static void hold(struct decoder *d, const int *fds, size_t n)
{
	let_go(d);
	d->mem = arena_new(DOCUMENT_BUDGET);
	d->fds = arena_array_of(d->mem, n, int);
	memcpy(d->fds, fds, n * sizeof *fds);
	d->n_fds = n;
}

static bool send_answer(struct ctx *c, struct decoder *d, struct answer *a)
{
	a->held = d->b != NULL;
	a->resident = resident();
	struct buf b;
	buf_init(&b, c->mem, ANSWER_BYTES);
	answer_write(&b, a);
	if (b.full) {
		a->err = (struct err){ .kind = ERR_LIMIT,
				       .text = N_("the page has more text than is taken") };
		buf_clear(&b);
		answer_write(&b, a);
	}
	return proc_send(c, d->socket, &(struct proc_message){ .bytes = buf_str(&b) });
}

static bool region(struct ctx *c, const struct question *q, int *fds, int out_fd)
{
	bool ok = q->n_files == 1 ? region_make(c, fds[0], &q->region, out_fd)
				  : fail(c, ERR_INTERNAL, "a region is of one file");
	for (size_t i = 0; i < q->n_files; i++)
		close(fds[i]);
	return ok;
}

static bool serve_one(struct ctx *c, struct decoder *d)
{
	struct proc_message msg;
	struct question q;
	int out = -1, *fds = NULL;
	if (!proc_receive(c, d->socket, QUESTION_BYTES, -1, &msg) ||
	    !question_read(msg.bytes, &q) || !take_files(c, d, &q, &msg, &out, &fds))
		return false;
	struct answer a = { .number = q.number, .op = q.op };
	bool ok;
	if (q.op == OP_REGION) {
		set_timer(q.op, 0);
		ok = region(c, &q, fds, out);
	} else {
		if (!q.held)
			hold(d, fds, q.n_files);
		must(d->n_fds);
		set_timer(q.op, d->b && d->b->count ? d->b->count(d->doc) : MEDIA_PAGES_MAX);
		ok = work(c, d, &q, out, &a);
		if (!ok && !d->b)
			let_go(d);
	}
	set_timer(0, 0);
	if (!ok)
		a.err = c->err;
	if (out >= 0)
		close(out);
	return send_answer(c, d, &a);
}

/* What libraries print of a foreign file, in their last words too, is nobody's sentence. */
static void be_silent(void)
{
#if !defined(__SANITIZE_ADDRESS__)
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
	if (null >= 0 && dup2(null, 2) == 2)
		close(null);
#endif
}

int media_decoder_main(int socket)
{
	const char *lacks;
	signal(SIGPIPE, SIG_IGN);
	be_silent();
	image_warm();
	ocr_warm();
	if (!sandbox_enter(&lacks))
		return 3;
	struct decoder d = { .socket = socket };
	struct arena *mem = arena_new(QUESTION_BUDGET);
	struct ctx c = { .mem = mem };
	while (serve_one(&c, &d)) {
		arena_reset(mem);
		c = (struct ctx){ .mem = mem };
	}
	let_go(&d);
	arena_free(mem);
	return 0;
}
