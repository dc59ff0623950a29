/* Keeping what was read: words and text join the object, then the catalogue learns of them. */
#include "queue/queue.h"
#include "recognise/recognise_int.h"

#define AGENT "keruen"
enum { EVENTS_MAX = 16 << 20, PRIORITY_INDEX = 5 };

struct share { /* how many characters of each language */
	size_t of[4];
};

static struct str most_of(const struct share *s)
{
	size_t best = 0;
	for (size_t i = 1; i < COUNT_OF(s->of); i++)
		if (s->of[i] > s->of[best])
			best = i;
	return s->of[best] ? str_of(text_languages[best]) : STR("");
}

static void count_language(struct share *s, const char *lang, size_t n)
{
	for (size_t i = 0; text_languages[i]; i++)
		if (!strcmp(lang, text_languages[i]))
			s->of[i] += n;
}

/* One PREMIS event as a line of JSON. */
static void add_event(struct buf *b, struct arena *mem, const char *type, const char *outcome,
		      struct str detail)
{
	buf_print(b,
		  "{\"type\":\"%s\",\"time\":\"%s\",\"agent\":\"" AGENT
		  "\",\"outcome\":\"%s\",\"detail\":",
		  type, when_text(mem, when_now()).s, outcome);
	buf_add_json(b, detail);
	buf_add_z(b, "}\n");
}

static bool events_with_ours(struct reading *r, struct str *ret)
{
	struct ctx *c = r->c;
	struct str before = STR("");
	if (!store_read(c, r->document.id, STR("events/events.jsonl"), EVENTS_MAX, &before)) {
		if (c->err.kind != ERR_ABSENT)
			return false;
		err_clear(c);
	}
	struct buf b;
	buf_init(&b, c->mem, EVENTS_MAX);
	buf_add(&b, before);
	size_t layer = 0, ocr = 0, without = 0;
	for (size_t i = 0; i < r->pages.n; i++) {
		const struct page_result *p = &r->results[i];
		layer += p->source == 'l';
		ocr += p->source == 'o';
		without += p->source == '-';
		if (p->trouble.n)
			add_event(&b, c->mem, "text recognition", "failure",
				  str_print(c->mem, "page %zu: %.*s", i + 1, STR_ARGS(p->trouble)));
	}
	add_event(&b, c->mem, "text recognition", "success",
		  str_print(c->mem,
			    "%zu pages: %zu from the text layer, %zu by OCR, %zu without words",
			    r->pages.n, layer, ocr, without));
	*ret = buf_str(&b);
	return !b.full || fail(c, ERR_LIMIT, "the events of document {0} are too many",
			       str_z(c->mem, r->document.id));
}

static bool store_words(struct reading *r, struct str words, struct str text)
{
	struct ctx *c = r->c;
	struct store_draft *d;
	struct str events;
	struct store_note note = { STR("recognised text"), STR("keruen"), STR("") };
	if (!events_with_ours(r, &events) || !store_draft_new(c, &d))
		return false;
	bool ok = store_draft_add_bytes(c, d, STR("text/words.tsv"), words) &&
		  store_draft_add_bytes(c, d, STR("text/text.txt"), text) &&
		  store_draft_add_bytes(c, d, STR("events/events.jsonl"), events) &&
		  store_update(c, d, r->document.id, &note);
	if (!ok) {
		struct err why = c->err;
		store_draft_drop(c, d);
		c->err = why;
	}
	return ok;
}

static bool register_pages(struct reading *r, bool any, const struct share *share)
{
	struct ctx *c = r->c;
	if (!db_begin(c))
		return false;
	if (document_set_text(c, r->document.id, any ? DOCUMENT_READY : DOCUMENT_WITHOUT_TEXT,
			      most_of(share), &r->pages) &&
	    queue_add(c, STR("index"), r->document.title, PRIORITY_INDEX) && db_commit(c))
		return true;
	db_rollback(c);
	return false;
}

bool keep_words(struct reading *r)
{
	struct buf words, text;
	buf_init(&words, r->c->mem, 0);
	buf_init(&text, r->c->mem, 0);
	words_write_head(&words);
	for (size_t i = 0; i < r->pages.n; i++) {
		if (i)
			buf_add_char(&text, '\f');
		buf_add(&text, r->results[i].text);
		buf_add(&words, r->results[i].lines);
	}
	if (words.full || text.full)
		return fail(r->c, ERR_LIMIT, "the text of document {0} is too large",
			    str_z(r->c->mem, r->document.id));
	return store_words(r, buf_str(&words), buf_str(&text)) &&
	       register_words(r, buf_str(&words));
}

bool register_words(struct reading *r, struct str words)
{
	struct ctx *c = r->c;
	struct str *cuts;
	size_t n;
	struct share share = { { 0 } };
	bool any = false;
	if (!words_cut(c, words, &cuts, &n))
		return false;
	struct arena *scratch = arena_new(0);
	struct ctx turn = *c;
	turn.mem = scratch;
	bool ok = true;
	for (size_t i = 0; ok && i < n && i < r->pages.n; i++) {
		struct page_words w;
		struct document_page *p = &r->pages.at[i];
		ok = words_read_page(&turn, cuts[i], &w);
		if (!ok)
			break;
		p->words_at = (uint32_t)(cuts[i].s - words.s);
		p->words_n = (uint32_t)cuts[i].n;
		p->sure = (uint8_t)w.sure;
		p->source = w.n ? w.source[0] : '-';
		snprintf(p->lang, sizeof p->lang, "%s", w.lang);
		count_language(&share, w.lang, cuts[i].n);
		any = any || w.n;
		arena_reset(scratch);
	}
	if (!ok) {
		c->err = turn.err;
		struct str said = err_english(c->mem, &turn.err);
		fail(c, turn.err.kind, "the words of document {0} cannot be read: {1}",
		     str_z(c->mem, r->document.id), str_z(c->mem, said));
	}
	arena_free(scratch);
	return ok && register_pages(r, any, &share);
}
