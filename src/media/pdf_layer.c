/*
 * The words a PDF brings: MuPDF's structured text, cut at white space, in its order.
 *
 * Ligatures come expanded; soft hyphens stay, for a search joins what they part; base letters and
 * combining marks are composed (NFC), as everywhere behind this room.
 */
#include "media/pdf_int.h"
#include "text/text.h"

#include <math.h>

struct layering {
	struct mu *m;
	int page;
	struct arena *mem;
	struct media_words ws;
	size_t room;
	fz_rect bound;
	struct buf word;
	fz_rect box;
};

static uint16_t part(float at, float from, float to)
{
	float p = (at - from) / (to - from) * MEDIA_BOX;
	return (uint16_t)lroundf(fminf(fmaxf(p, 0), MEDIA_BOX));
}

static void end_word(struct layering *l)
{
	struct str text = buf_str(&l->word);
	fz_rect box = fz_intersect_rect(l->box, l->bound);
	if (text.n && !fz_is_empty_rect(box) && l->ws.n < MEDIA_WORDS_MAX) {
		if (l->ws.n == l->room) {
			l->ws.at = arena_grow(l->mem, l->ws.at, l->room * sizeof *l->ws.at,
					      (l->room * 2 + 256) * sizeof *l->ws.at);
			l->room = l->room * 2 + 256;
		}
		struct media_word *w = &l->ws.at[l->ws.n++];
		*w = (struct media_word){ .sure = 100, .text = text_nfc(l->mem, text) };
		w->text = str_copy(l->mem, w->text);
		w->x = part(box.x0, l->bound.x0, l->bound.x1);
		w->y = part(box.y0, l->bound.y0, l->bound.y1);
		w->w = (uint16_t)(part(box.x1, l->bound.x0, l->bound.x1) - w->x);
		w->h = (uint16_t)(part(box.y1, l->bound.y0, l->bound.y1) - w->y);
	}
	buf_clear(&l->word);
	l->box = fz_empty_rect;
}

/* Unicode's White_Space, what of it can stand in a line, and what no text holds */
static bool parts_words(int u)
{
	return u <= ' ' || (u >= 0x7F && u <= 0xA0) || u == 0x1680 ||
	       (u >= 0x2000 && u <= 0x200B) || u == 0x2028 || u == 0x2029 || u == 0x202F ||
	       u == 0x205F || u == 0x3000 || u == 0xFEFF;
}

static void add_char(struct layering *l, const fz_stext_char *ch)
{
	if (parts_words(ch->c)) {
		end_word(l);
		return;
	}
	if (l->word.n + 4 > MEDIA_WORD_BYTES)
		return;
	buf_add_utf8(&l->word, (uint32_t)ch->c);
	fz_rect box = fz_rect_from_quad(ch->quad);
	l->box = fz_is_empty_rect(l->box) ? box : fz_union_rect(l->box, box);
}

static void walk_text(struct layering *l, const fz_stext_page *text)
{
	for (const fz_stext_block *b = text->first_block; b; b = b->next) {
		if (b->type != FZ_STEXT_BLOCK_TEXT)
			continue;
		size_t before_block = l->ws.n;
		for (const fz_stext_line *line = b->u.t.first_line; line; line = line->next) {
			size_t before = l->ws.n;
			for (const fz_stext_char *ch = line->first_char; ch; ch = ch->next)
				add_char(l, ch);
			end_word(l);
			if (l->ws.n > before)
				l->ws.at[l->ws.n - 1].line_ends = true;
		}
		if (l->ws.n > before_block)
			l->ws.at[l->ws.n - 1].block_ends = true;
	}
}

static void run_text(fz_context *fz, fz_page *page, fz_stext_page *text)
{
	const fz_stext_options options = { .flags = FZ_STEXT_MEDIABOX_CLIP };
	fz_device *dev = fz_new_stext_device(fz, text, &options);
	fz_try(fz)
	{
		fz_run_page(fz, page, dev, fz_identity, NULL);
		fz_close_device(fz, dev);
	}
	fz_always(fz) fz_drop_device(fz, dev);
	fz_catch(fz)
	{
		if (fz_caught(fz) == FZ_ERROR_MEMORY || fz_caught(fz) == FZ_ERROR_REPAIRED)
			fz_rethrow(fz);
	}
}

static void layer_page(fz_context *fz, struct layering *l, fz_page *page)
{
	l->bound = fz_bound_page(fz, page);
	fz_stext_page *text = fz_new_stext_page(fz, l->bound);
	fz_try(fz)
	{
		run_text(fz, page, text);
		walk_text(l, text);
	}
	fz_always(fz) fz_drop_stext_page(fz, text);
	fz_catch(fz) fz_rethrow(fz);
}

static void layer_work(fz_context *fz, void *arg)
{
	struct layering *l = arg;
	l->ws.n = 0;
	buf_clear(&l->word);
	l->box = fz_empty_rect;
	fz_page *page = (fz_page *)pdf_load_page(fz, l->m->pdf, l->page - 1);
	fz_try(fz) layer_page(fz, l, page);
	fz_always(fz) fz_drop_page(fz, page);
	fz_catch(fz) fz_rethrow(fz);
}

bool mu_layer(struct ctx *c, void *doc, int page, struct media_words *ret)
{
	struct layering l = { .m = doc, .page = page, .mem = c->mem };
	buf_init(&l.word, c->mem, MEDIA_WORD_BYTES + 8);
	if (!mu_try(c, l.m->fz, layer_work, &l, "the text of the page cannot be read"))
		return false;
	l.ws.sure = 100;
	l.ws.lang = "";
	*ret = l.ws;
	return true;
}
