/* Reading pages on several decoders at once, each shut in a slot shared with the library's other
 * jobs. */
#include "recognise/recognise_int.h"

#include <poll.h>
#include <unistd.h>

enum { POLL_MS = 500, NO_SEAT_MS = 20, TRIES = 2 };

struct decoder { /* and the memory it lives in */
	struct media *media;
	struct arena *mem;
};
/* Kept from document to document of this process: to start one and to load its models takes as long
 * as many a page. Each holds no slot while it rests. */
static struct decoder rested[SLOTS_MAX];
static size_t n_rested;

struct seat {     /* a decoder of ours, and the page it reads */
	int slot; /* the lock's file, -1: none */
	struct decoder decoder;
	struct media *media; /* the decoder's */
	int page;            /* 0: idle */
	bool ocr;
	int tries;
	struct arena *scratch;
};

struct desk {
	struct reading *r;
	struct seat seats[SLOTS_MAX];
	size_t n;
	size_t next; /* page to begin, from 1 */
	size_t done;
};

static bool decoder_take(struct ctx *c, struct decoder *ret)
{
	if (n_rested) {
		*ret = rested[--n_rested];
		return true;
	}
	struct ctx own = *c;
	struct decoder d = { .mem = arena_new(0) };
	own.mem = d.mem;
	if (!media_start(&own, &d.media)) {
		c->err = own.err;
		arena_free(d.mem);
		return false;
	}
	*ret = d;
	return true;
}

static void decoder_end(struct decoder *d)
{
	media_end(d->media);
	arena_free(d->mem);
}

void recognise_rest(void)
{
	while (n_rested)
		decoder_end(&rested[--n_rested]);
}

static bool seat_take(struct desk *d, size_t slot)
{
	struct ctx *c = d->r->c;
	struct str name = str_print(c->mem, "%s/run/slot-%zu", c->dir, slot);
	struct seat s = { .slot = -1 };
	if (!file_lock(c, name.s, false, &s.slot)) {
		err_clear(c);
		return false;
	}
	if (!decoder_take(c, &s.decoder)) {
		close(s.slot);
		return false;
	}
	s.media = s.decoder.media;
	s.scratch = arena_new(0);
	d->seats[d->n++] = s;
	return true;
}

static void seat_leave(struct seat *s)
{
	if (s->page || n_rested == COUNT_OF(rested)) /* it still reads what nobody waits for */
		decoder_end(&s->decoder);
	else
		rested[n_rested++] = s->decoder;
	arena_free(s->scratch);
	close(s->slot);
}

/* Takes free slots, as many as there are pages to begin. */
static void take_seats(struct desk *d)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	size_t slots = cores < 1 ? 1 : cores > SLOTS_MAX ? SLOTS_MAX : (size_t)cores;
	size_t waiting = d->r->pages.n + 1 - d->next;
	size_t idle = 0;
	for (size_t i = 0; i < d->n; i++)
		idle += !d->seats[i].page;
	for (size_t slot = 0; slot < slots && d->n < slots && idle < waiting; slot++)
		idle += seat_take(d, slot);
}

static bool ask(struct desk *d, struct seat *s)
{
	struct reading *r = d->r;
	if (s->ocr)
		return media_ask_ocr(r->c, s->media, r->fds, r->n_fds, s->page, r->lang);
	return media_ask_layer(r->c, s->media, r->fds, r->n_fds, s->page);
}

static void page_failed(struct desk *d, struct seat *s)
{
	struct ctx *c = d->r->c;
	struct page_result *p = &d->r->results[s->page - 1];
	struct page_words none = { .source = "none", .lang = "" };
	struct buf b;
	buf_init(&b, c->mem, 0);
	words_write_page(&b, s->page, &none);
	*p = (struct page_result){
		.lines = buf_str(&b),
		.text = STR(""),
		.trouble = err_english(c->mem, &c->err),
		.source = '-',
	};
	err_clear(c);
	s->page = 0;
	d->done++;
}

/* Begins the next page on an idle seat. */
static void begin(struct desk *d, struct seat *s)
{
	s->page = (int)d->next++;
	s->ocr = !d->r->layered;
	s->tries = 1;
	if (!ask(d, s))
		page_failed(d, s);
}

static const char *page_language(const struct reading *r, struct str text, const char *of_model)
{
	int sure = 0;
	const char *found = text_language(text, &sure);
	if (*found && sure >= 50)
		return found;
	return *r->lang ? r->lang : *found ? found : of_model;
}

static void page_read(struct desk *d, struct seat *s, const struct media_words *w)
{
	struct ctx *c = d->r->c;
	struct page_words words = { .n = w->n, .sure = w->sure };
	words.source = !w->n ? "none" : s->ocr ? "ocr" : "layer";
	words.at = arena_array_of(s->scratch, w->n, struct page_word);
	for (size_t i = 0; i < w->n; i++) {
		const struct media_word *m = &w->at[i];
		words.at[i] = (struct page_word){ m->x,    m->y,         m->w,          m->h,
						  m->sure, m->line_ends, m->block_ends, m->text };
	}
	struct str text = words_text(c->mem, &words, NULL);
	words.lang = page_language(d->r, text, w->lang ? w->lang : "");
	struct buf b;
	buf_init(&b, c->mem, 0);
	words_write_page(&b, s->page, &words);
	struct page_result *p = &d->r->results[s->page - 1];
	*p = (struct page_result){ .lines = buf_str(&b), .text = text, .source = words.source[0] };
	p->source = w->n ? p->source : '-';
	p->sure = (uint8_t)(w->sure < 0 ? 0 : w->sure > 100 ? 100 : w->sure);
	snprintf(p->lang, sizeof p->lang, "%s", words.lang);
	s->page = 0;
	d->done++;
}

/* A plain text is its own truth, however odd its words; any other layer is judged. */
static bool sound(const struct reading *r, const struct media_words *w)
{
	return str_is(r->document.kind, media_kind_name(MEDIA_TEXT)) ||
	       recognise_judge(w) == LAYER_GOOD;
}

/* An answer waits, or the decoder died: takes the page one step on. */
static void step(struct desk *d, struct seat *s)
{
	struct ctx *c = d->r->c;
	struct ctx turn = *c;
	struct media_words w;
	turn.mem = s->scratch;
	bool ok = media_answer_words(&turn, s->media, 0, &w);
	if (!ok && turn.err.kind == ERR_BUSY)
		return;
	if (!ok && turn.err.kind == ERR_REMOTE && s->tries++ < TRIES) {
		if (!ask(d, s))
			page_failed(d, s);
	} else if ((!ok || !sound(d->r, &w)) && !s->ocr) {
		s->ocr = true;
		s->tries = 1;
		if (!ask(d, s))
			page_failed(d, s);
	} else if (!ok) {
		c->err = turn.err;
		page_failed(d, s);
	} else {
		page_read(d, s, &w);
	}
	arena_reset(s->scratch);
}

static void wait_for_answers(struct desk *d)
{
	struct pollfd polls[SLOTS_MAX];
	size_t n = 0;
	for (size_t i = 0; i < d->n; i++)
		if (d->seats[i].page)
			polls[n++] = (struct pollfd){ .fd = media_socket(d->seats[i].media),
						      .events = POLLIN };
	poll(polls, n, n ? POLL_MS : NO_SEAT_MS); /* a slot that is let go does not tell */
	for (size_t i = 0; i < d->n; i++)
		if (d->seats[i].page)
			step(d, &d->seats[i]);
}

bool read_pages(struct reading *r)
{
	struct desk d = { .r = r, .next = 1 };
	bool alive = true;
	while (d.done < r->pages.n && (alive = r->alive(r->c, r->arg))) {
		if (d.next <= r->pages.n)
			take_seats(&d);
		for (size_t i = 0; i < d.n && d.next <= r->pages.n; i++)
			if (!d.seats[i].page)
				begin(&d, &d.seats[i]);
		wait_for_answers(&d);
	}
	for (size_t i = 0; i < d.n; i++)
		seat_leave(&d.seats[i]);
	return alive || fail(r->c, ERR_BUSY, "the lease on the work was lost");
}
