/*
 * ocr - the words of a page, read by Tesseract.
 *
 * One model for all Cyrillic was measured better than one a language; English has its own. A page
 * that the Cyrillic model hardly believes is read again as English, or with both models at once.
 * Models stay loaded from page to page. Tesseract is meant to run on one thread: OMP_THREAD_LIMIT=1
 * stands in the environment that the decoder is started with.
 */
#include <sys/stat.h>
#include <tesseract/capi.h>
#include <leptonica/allheaders.h>

#include "media/image_int.h"
#include "media/ocr_int.h"

enum {
	PAGE_MS = 100000, /* of recognition, for all tries at a page */
	SOME_WEAK = 5,    /* percent of a page: it may hold two scripts */
	ALL_WEAK = 40,    /* it is in another script altogether */
	NOT_READ = 50,    /* mean confidence of a page that may lie the wrong way round */
	TURN_MS = 15000,  /* of each try at it turned */
	TURNED_WORDS = 3, /* and what it must say then, how surely, to be believed */
	TURNED_SURE = 45,
};

static struct model {
	const char *name, *also; /* as tesseract calls it; "also" where it lies in "script" */
	const char *lang;        /* "" where the model says nothing of the language */
	TessBaseAPI *api;        /* once it was needed */
} models[] = {
	{ "Cyrillic", "script/Cyrillic", "", NULL },
	{ "eng", NULL, "en", NULL },
	{ "Cyrillic+eng", "script/Cyrillic+eng", "", NULL },
};
enum { CYRILLIC, ENGLISH, BOTH };

const char *tesseract_folder(void)
{
	static const char *const known[] = { "/usr/share/tesseract-ocr/5/tessdata",
					     "/usr/share/tesseract-ocr/4.00/tessdata",
					     "/usr/share/tessdata" };
	const char *told = getenv("TESSDATA_PREFIX");
	struct stat st;
	if (told)
		return told;
	for (size_t i = 0; i < COUNT_OF(known); i++)
		if (stat(known[i], &st) == 0 && S_ISDIR(st.st_mode))
			return known[i];
	return known[0];
}

/* Tesseract opens its message file at its first message and keeps it: that has to happen before the
 * sandbox closes, so a model is asked for that cannot exist. */
void ocr_warm(void)
{
	TessBaseAPI *api = TessBaseAPICreate();
	TessBaseAPISetVariable(api, "debug_file", "/dev/null");
	if (TessBaseAPIInit2(api, tesseract_folder(), "no such model", OEM_LSTM_ONLY) == 0)
		TessBaseAPIEnd(api);
	TessBaseAPIDelete(api);
	setMsgSeverity(L_SEVERITY_NONE);
}

static bool model_ready(struct ctx *c, struct model *m)
{
	if (m->api)
		return true;
	TessBaseAPI *api = TessBaseAPICreate();
	TessBaseAPISetVariable(api, "debug_file", "/dev/null");
	if (TessBaseAPIInit2(api, tesseract_folder(), m->name, OEM_LSTM_ONLY) != 0 &&
	    (!m->also || TessBaseAPIInit2(api, tesseract_folder(), m->also, OEM_LSTM_ONLY) != 0)) {
		TessBaseAPIDelete(api);
		return fail(c, ERR_INTERNAL, "the recognition model {0} is not installed", m->name);
	}
	TessBaseAPISetPageSegMode(api, PSM_AUTO);
	m->api = api;
	return true;
}

static bool recognise(struct ctx *c, const struct ocr_sheet *s, struct model *m, int ms,
		      struct ocr_reading *ret)
{
	struct ocr_reading w = { .words.lang = m->lang };
	if (!model_ready(c, m))
		return false;
	TessBaseAPISetImage2(m->api, s->pix);
	TessBaseAPISetSourceResolution(m->api, s->dpi);
	ETEXT_DESC *monitor = TessMonitorCreate();
	TessMonitorSetDeadlineMSecs(monitor, ms);
	clock_t before = clock();
	int bad = TessBaseAPIRecognize(m->api, monitor);
	TessMonitorDelete(monitor);
	TessResultIterator *i = bad ? NULL : TessBaseAPIGetIterator(m->api);
	ocr_take_words(c, s, i, &w);
	TessResultIteratorDelete(i);
	TessBaseAPIClear(m->api);
	if ((clock() - before) / (CLOCKS_PER_SEC / 1000) >= ms)
		return fail(c, ERR_LIMIT, "recognising the page took too long");
	if (bad)
		return fail(c, ERR_INVALID, "the page could not be recognised");
	*ret = w;
	return true;
}

/* Letters, each counted by how sure its word is. */
static uint64_t weight(const struct media_words *w)
{
	uint64_t sum = 0;
	for (size_t i = 0; i < w->n; i++)
		if (w->at[i].sure > 30)
			sum += (uint64_t)(w->at[i].sure - 30) * w->at[i].text.n;
	return sum;
}

/* How many of a hundred bytes stand in words that are hardly believed. */
static int weak_share(const struct media_words *w)
{
	uint64_t weak = 0, all = 0;
	for (size_t i = 0; i < w->n; i++) {
		all += w->at[i].text.n;
		weak += w->at[i].sure < OCR_WEAK ? w->at[i].text.n : 0;
	}
	return all ? (int)(weak * 100 / all) : 0;
}

static bool any_weak(const struct media_words *w)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->at[i].sure < OCR_WEAK)
			return true;
	return false;
}

static bool read_again(struct ctx *c, const struct ocr_sheet *s, struct model *m,
		       struct ocr_reading *best)
{
	struct ocr_reading w;
	if (!recognise(c, s, m, PAGE_MS / 3, &w))
		return false;
	if (weight(&w.words) > weight(&best->words))
		*best = w;
	return true;
}

/* Latin text comes out of the Cyrillic model as words that it hardly believes: a page of them is
 * read as English, a page with some of them with both models (which costs half as much again), and
 * of a page with a few these alone. */
static bool read_page(struct ctx *c, const struct raster *r, const char *lang,
		      struct media_words *ret)
{
	struct ocr_sheet s = { 0 };
	struct ocr_reading w;
	bool english = str_is(str_of(lang), "en");
	if (!ocr_sheet_of(c, r, &s) ||
	    !recognise(c, &s, &models[english ? ENGLISH : CYRILLIC], PAGE_MS / 3, &w))
		return false;
	if (!english && weak_share(&w.words) > ALL_WEAK && !read_again(c, &s, &models[ENGLISH], &w))
		return false;
	if (weak_share(&w.words) > SOME_WEAK && !read_again(c, &s, &models[BOTH], &w))
		return false;
	*ret = w.words;
	if (english || !any_weak(&w.words))
		return true;
	if (!model_ready(c, &models[ENGLISH]))
		return false;
	ocr_insets(c, &s, models[ENGLISH].api, &w);
	*ret = w.words;
	return true;
}

/* From the page as it was turned for reading (as TIFF 6.0 numbers orientations) to the page. */
static void box_turn_back(struct media_word *w, int orientation)
{
	uint16_t x = w->x, y = w->y, wide = w->w, high = w->h;
	bool lying = orientation != 3;
	w->w = lying ? high : wide;
	w->h = lying ? wide : high;
	w->x = orientation == 6 ? y : (uint16_t)(MEDIA_BOX - (lying ? y + high : x + wide));
	w->y = orientation == 8 ? x : (uint16_t)(MEDIA_BOX - (lying ? x + wide : y + high));
}

/* The orientation in which the page says most; 1 where none says enough. */
static bool best_turn(struct ctx *c, const struct raster *r, bool english,
		      const struct media_words *as_it_lies, int *ret)
{
	static const int orientations[] = { 3, 6, 8 };
	uint64_t most = 2 * weight(as_it_lies);
	int best = 1;
	for (size_t k = 0; k < COUNT_OF(orientations); k++) {
		struct ocr_sheet s = { 0 };
		struct raster turned = *r;
		struct ocr_reading read;
		if (!raster_orient(c, &turned, orientations[k], &turned) ||
		    !ocr_sheet_of(c, &turned, &s) ||
		    !recognise(c, &s, &models[english ? ENGLISH : CYRILLIC], TURN_MS, &read))
			return false;
		struct media_words w = read.words;
		if (w.n < TURNED_WORDS || w.sure < TURNED_SURE || weight(&w) <= most)
			continue;
		most = weight(&w);
		best = orientations[k];
	}
	*ret = best;
	return true;
}

/* A page that was scanned upside down or lying is hardly believed: it is read as it should lie. */
static bool read_turned(struct ctx *c, const struct raster *r, const char *lang,
			struct media_words *best)
{
	struct raster turned = *r;
	struct media_words w = { 0 };
	int turn;
	if (!best_turn(c, r, str_is(str_of(lang), "en"), best, &turn))
		return false;
	if (turn == 1)
		return true;
	if (!raster_orient(c, &turned, turn, &turned) || !read_page(c, &turned, lang, &w))
		return false;
	for (size_t i = 0; i < w.n; i++)
		box_turn_back(&w.at[i], turn);
	*best = w;
	return true;
}

bool ocr_page(struct ctx *c, const struct raster *r, const char *lang, struct media_words *ret)
{
	struct media_words w = { 0 };
	clock_t began = clock();
	if (!read_page(c, r, lang, &w))
		return false;
	if (w.sure < NOT_READ && (clock() - began) / CLOCKS_PER_SEC < TURN_MS / 1000 &&
	    !read_turned(c, r, lang, &w))
		err_clear(c); /* the page as it lies stands */
	ocr_repair(c, &w);
	*ret = w;
	return true;
}
