/* Questions and answers as bytes, and back, believing nothing. */
#include "media/protocol_int.h"
#include "text/text.h"

/* Write */
static void put(struct buf *b, uint64_t v, size_t bytes)
{
	char out[8];
	for (size_t i = 0; i < bytes; i++)
		out[i] = (char)(v >> (8 * i));
	buf_add_bytes(b, out, bytes);
}

static void put_str(struct buf *b, struct str s, size_t max)
{
	s = str_upto(s, max);
	put(b, s.n, 4);
	buf_add(b, s);
}

/* Read; after the first thing that cannot be, everything reads as 0 and `bad` stays */
struct reader {
	struct ctx *c;
	const uint8_t *p;
	size_t n, at;
	bool bad;
};

static uint64_t get(struct reader *r, size_t bytes)
{
	if (r->bad || r->n - r->at < bytes) {
		r->bad = true;
		return 0;
	}
	uint64_t v = 0;
	for (size_t i = 0; i < bytes; i++)
		v |= (uint64_t)r->p[r->at + i] << (8 * i);
	r->at += bytes;
	return v;
}

static int get_int(struct reader *r, int min, int max)
{
	int64_t v = (int32_t)get(r, 4);
	if (v < min || v > max)
		r->bad = true;
	return r->bad ? min : (int)v;
}

static bool get_bool(struct reader *r)
{
	return get_int(r, 0, 1);
}

static struct str get_bytes(struct reader *r, size_t max)
{
	size_t n = get(r, 4);
	if (r->bad || n > max || n > r->n - r->at) {
		r->bad = true;
		return STR_NONE;
	}
	struct str s = { (const char *)r->p + r->at, n };
	r->at += n;
	return s;
}

/* Text for people: UTF-8 made whole, no control characters. */
static struct str get_text(struct reader *r, size_t max)
{
	struct str raw = get_bytes(r, max);
	bool plain = true;
	for (size_t i = 0; i < raw.n; i++)
		plain = plain && (unsigned char)raw.s[i] >= 32 && (unsigned char)raw.s[i] < 127;
	if (plain)
		return str_copy(r->c->mem, raw);
	struct buf b;
	buf_init(&b, r->c->mem, max * 3 + 8);
	for (size_t at = 0; at < raw.n;) {
		uint32_t u = text_next(raw, &at);
		buf_add_utf8(&b, u < 32 || (u >= 0x7F && u < 0xA0) ? 0xFFFD : u);
	}
	return buf_str(&b);
}

/* A name of a format or a language: ASCII of a few kinds. */
static const char *get_name(struct reader *r)
{
	struct str s = get_bytes(r, 60);
	for (size_t i = 0; i < s.n; i++) {
		char ch = s.s[i];
		bool fine = (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') ||
			    (ch >= '0' && ch <= '9') || (ch && strchr("/.+-_", ch));
		if (!fine)
			r->bad = true;
	}
	return str_z(r->c->mem, r->bad ? STR_NONE : s);
}

static void put_region(struct buf *b, const struct media_region *g)
{
	const int all[] = { g->x,        g->y,      g->w,    g->h,       g->out_w, g->out_h,
			    g->rotation, g->mirror, g->gray, g->bitonal, g->png };
	for (size_t i = 0; i < COUNT_OF(all); i++)
		put(b, (uint32_t)all[i], 4);
}

static struct media_region get_region(struct reader *r)
{
	struct media_region g;
	g.x = get_int(r, 0, MEDIA_SIDE_MAX);
	g.y = get_int(r, 0, MEDIA_SIDE_MAX);
	g.w = get_int(r, 0, MEDIA_SIDE_MAX);
	g.h = get_int(r, 0, MEDIA_SIDE_MAX);
	g.out_w = get_int(r, 0, MEDIA_SIDE_MAX);
	g.out_h = get_int(r, 0, MEDIA_SIDE_MAX);
	g.rotation = get_int(r, 0, 270);
	g.mirror = get_bool(r);
	g.gray = get_bool(r);
	g.bitonal = get_bool(r);
	g.png = get_bool(r);
	return g;
}

void question_write(struct buf *b, const struct question *q)
{
	put(b, (uint64_t)q->op, 4);
	put(b, q->number, 4);
	put(b, q->held, 4);
	put(b, q->out, 4);
	put(b, q->n_files, 4);
	put(b, (uint32_t)q->first, 4);
	put(b, (uint32_t)q->last, 4);
	put_str(b, str_of(q->lang), sizeof q->lang - 1);
	put_region(b, &q->region);
}

bool question_read(struct str bytes, struct question *ret)
{
	struct reader r = { .p = (const uint8_t *)bytes.s, .n = bytes.n };
	struct question q = { 0 };
	q.op = (enum op)get_int(&r, OP_FACTS, OP_END - 1);
	q.number = (uint32_t)get(&r, 4);
	q.held = get_bool(&r);
	q.out = get_bool(&r);
	q.n_files = (uint32_t)get_int(&r, 0, MEDIA_FILES_MAX);
	q.first = get_int(&r, 0, MEDIA_PAGES_MAX);
	q.last = get_int(&r, 0, MEDIA_PAGES_MAX);
	struct str lang = get_bytes(&r, sizeof q.lang - 1);
	memcpy(q.lang, lang.n ? lang.s : "", lang.n);
	q.region = get_region(&r);
	if (r.bad || r.at != r.n)
		return false;
	*ret = q;
	return true;
}

static void put_facts(struct buf *b, const struct media_facts *f)
{
	put(b, (uint64_t)f->kind, 4);
	put_str(b, str_of(f->mime), 60);
	put_str(b, str_of(f->pronom), 60);
	put_str(b, f->title, ANSWER_TEXT);
	put_str(b, f->creator, ANSWER_TEXT);
	put_str(b, f->language, ANSWER_TEXT);
	put_str(b, f->date, ANSWER_TEXT);
	put_str(b, f->damage, ANSWER_TEXT);
	put(b, f->n_pages, 4);
	for (size_t i = 0; i < f->n_pages; i++) {
		put(b, (uint32_t)f->pages[i].width, 4);
		put(b, (uint32_t)f->pages[i].height, 4);
		put(b, (uint32_t)f->pages[i].dpi, 4);
		put(b, f->pages[i].has_text, 4);
	}
}

static struct media_facts get_facts(struct reader *r)
{
	struct media_facts f = { .kind = (enum media_kind)get_int(r, MEDIA_PDF, MEDIA_TEXT) };
	f.mime = get_name(r);
	f.pronom = get_name(r);
	f.title = get_text(r, ANSWER_TEXT);
	f.creator = get_text(r, ANSWER_TEXT);
	f.language = get_text(r, ANSWER_TEXT);
	f.date = get_text(r, ANSWER_TEXT);
	f.damage = get_text(r, ANSWER_TEXT);
	f.n_pages = (size_t)get_int(r, 1, MEDIA_PAGES_MAX);
	if (r->bad || f.n_pages * 16 > r->n - r->at) {
		r->bad = true;
		return f;
	}
	f.pages = arena_array_of(r->c->mem, f.n_pages, struct media_page);
	for (size_t i = 0; i < f.n_pages; i++) {
		f.pages[i].width = get_int(r, 1, MEDIA_SIDE_MAX);
		f.pages[i].height = get_int(r, 1, MEDIA_SIDE_MAX);
		f.pages[i].dpi = get_int(r, 1, 100000);
		f.pages[i].has_text = get_bool(r);
	}
	return f;
}

static struct media_word clamped(struct media_word w)
{
	w.x = w.x > MEDIA_BOX ? MEDIA_BOX : w.x;
	w.y = w.y > MEDIA_BOX ? MEDIA_BOX : w.y;
	w.w = w.w > MEDIA_BOX - w.x ? (uint16_t)(MEDIA_BOX - w.x) : w.w;
	w.h = w.h > MEDIA_BOX - w.y ? (uint16_t)(MEDIA_BOX - w.y) : w.h;
	w.sure = w.sure > 100 ? 100 : w.sure;
	return w;
}

static void put_words(struct buf *b, const struct media_words *ws)
{
	size_t n = ws->n < MEDIA_WORDS_MAX ? ws->n : MEDIA_WORDS_MAX;
	put(b, (uint32_t)(ws->sure < 0 ? 0 : ws->sure > 100 ? 100 : ws->sure), 4);
	put_str(b, str_of(ws->lang), 60);
	put(b, n, 4);
	for (size_t i = 0; i < n; i++) {
		struct media_word w = clamped(ws->at[i]);
		put(b, w.x, 2);
		put(b, w.y, 2);
		put(b, w.w, 2);
		put(b, w.h, 2);
		put(b, w.sure, 1);
		put(b, (w.line_ends ? 1U : 0U) | (w.block_ends ? 2U : 0U), 1);
		put_str(b, w.text, MEDIA_WORD_BYTES);
	}
}

static struct media_word get_word(struct reader *r)
{
	struct media_word w = { .x = (uint16_t)get(r, 2) };
	w.y = (uint16_t)get(r, 2);
	w.w = (uint16_t)get(r, 2);
	w.h = (uint16_t)get(r, 2);
	w.sure = (uint8_t)get(r, 1);
	unsigned ends = (unsigned)get(r, 1);
	w.line_ends = ends & 1;
	w.block_ends = ends & 2;
	w.text = get_text(r, MEDIA_WORD_BYTES);
	if (w.x + w.w > MEDIA_BOX || w.y + w.h > MEDIA_BOX || w.sure > 100 || ends > 3 || !w.text.n)
		r->bad = true;
	return w;
}

static struct media_words get_words(struct reader *r)
{
	struct media_words ws = { .sure = get_int(r, 0, 100) };
	ws.lang = get_name(r);
	ws.n = (size_t)get_int(r, 0, MEDIA_WORDS_MAX);
	if (r->bad || ws.n * 14 > r->n - r->at) {
		r->bad = true;
		return ws;
	}
	ws.at = arena_array_of(r->c->mem, ws.n + 1, struct media_word);
	for (size_t i = 0; i < ws.n && !r->bad; i++)
		ws.at[i] = get_word(r);
	return ws;
}

void answer_write(struct buf *b, const struct answer *a)
{
	put(b, a->number, 4);
	put(b, (uint64_t)a->op, 4);
	put(b, a->held, 4);
	put(b, a->resident, 4);
	put(b, (uint64_t)a->err.kind, 4);
	if (a->err.kind != ERR_NONE) {
		put_str(b, str_of(a->err.text), ANSWER_TEXT);
		for (size_t i = 0; i < ERR_ARGS; i++)
			put_str(b, a->err.args[i], ANSWER_TEXT);
	} else if (a->op == OP_FACTS) {
		put_facts(b, &a->facts);
	} else if (a->op == OP_LAYER || a->op == OP_OCR) {
		put_words(b, &a->words);
	}
}

bool answer_read(struct ctx *c, struct str bytes, struct answer *ret)
{
	struct reader r = { .c = c, .p = (const uint8_t *)bytes.s, .n = bytes.n };
	struct answer a = { .number = (uint32_t)get(&r, 4) };
	a.op = (enum op)get_int(&r, OP_FACTS, OP_END - 1);
	a.held = get_bool(&r);
	a.resident = (uint32_t)get(&r, 4);
	a.err.kind = (enum err_kind)get_int(&r, ERR_NONE, ERR_INTERNAL);
	if (a.err.kind != ERR_NONE) {
		a.err.text = str_z(c->mem, get_text(&r, ANSWER_TEXT));
		for (size_t i = 0; i < ERR_ARGS; i++)
			a.err.args[i] = get_text(&r, ANSWER_TEXT);
	} else if (!r.bad && a.op == OP_FACTS) {
		a.facts = get_facts(&r);
	} else if (!r.bad && (a.op == OP_LAYER || a.op == OP_OCR)) {
		a.words = get_words(&r);
	}
	if (r.bad || r.at != r.n)
		return fail(c, ERR_REMOTE, "the decoder gave an answer that cannot be");
	*ret = a;
	return true;
}
