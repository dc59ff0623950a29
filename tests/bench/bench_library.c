/*
 * bench_library - fills a library with titles that have text, for measuring its result page.
 *
 *	bench-library DIR CORPUS TITLES MEGABYTES
 * DIR: a library made by `keruen init`; CORPUS: made by make_corpus, whose words are dealt out anew,
 * as often as they stand there. Objects, catalogue and page tables are what `keruen deposit` and
 * recognition leave, in two versions; their processes and flushing to disc are left out, which would
 * take most of an hour. The same arguments make the same library.
 */
#include "dossier/dossier.h"
#include "library/library.h"

#include <unistd.h>

enum { PAGE_WORDS = 280, LINE_WORDS = 9, PARTNERS = 40, AT_ONCE = 500, FILE_MOST = 64 << 20 };

/* Nothing here must outlive a power cut: flushing is what the machine does least of. */
int syncfs(int fd)
{
	return 0;
}
int fsync(int fd)
{
	return 0;
}

struct words { /* of one language, as they follow one another in the corpus */
	const char *lang;
	struct str *at;
	size_t n, cap;
};
struct making {
	struct words words[4];
	size_t titles, bytes; /* wanted */
	uint64_t random;
};

static uint32_t drawn(struct making *m, uint32_t below)
{
	m->random = m->random * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((m->random >> 32) * below >> 32);
}

static void take_words(struct ctx *c, struct words *w, struct str text)
{
	size_t from = 0;
	for (size_t i = 0; i <= text.n; i++) {
		if (i < text.n && (unsigned char)text.s[i] > ' ')
			continue;
		if (i > from) {
			if (w->n == w->cap) {
				size_t more = w->cap ? w->cap * 2 : 1 << 16;
				w->at = arena_grow(c->mem, w->at, w->cap * sizeof(*w->at),
						   more * sizeof(*w->at));
				w->cap = more;
			}
			w->at[w->n++] = (struct str){ text.s + from, i - from };
		}
		from = i + 1;
	}
}

static bool read_corpus(struct ctx *c, const char *corpus, struct making *m)
{
	struct file_list files;
	if (!folder_list(c, corpus, &files))
		return false;
	for (size_t i = 0; i < 4; i++)
		m->words[i].lang = text_languages[i];
	for (size_t i = 0; i < files.n; i++) {
		struct str file, head;
		const char *path = path_join(c->mem, corpus, str_z(c->mem, files.at[i].name));
		if (!file_read(c, path, FILE_MOST, &file) || !str_next(&file, '\n', &head))
			return false;
		for (size_t k = 0; k < 4; k++)
			if (str_starts(head, m->words[k].lang))
				take_words(c, &m->words[k], file);
	}
	return true;
}

/* One word in fifty with two letters changed about, as recognition errs: vocabularies never end. */
static struct str next_word(struct ctx *c, struct making *m, const struct words *w)
{
	struct str word = w->at[drawn(m, (uint32_t)w->n)];
	if (drawn(m, 50) || word.n < 10)
		return word;
	size_t at = 0, next;
	for (uint32_t skip = drawn(m, 3); skip > 0; skip--)
		text_next(word, &at);
	next = at;
	text_next(word, &next);
	size_t end = next;
	text_next(word, &end);
	return str_print(c->mem, "%.*s%.*s%.*s%.*s", (int)at, word.s, (int)(end - next),
			 word.s + next, (int)(next - at), word.s + at, (int)(word.n - end),
			 word.s + end);
}

static struct str plain_words(struct ctx *c, struct making *m, const struct words *w, size_t n)
{
	struct buf b;
	buf_init(&b, c->mem, 0);
	for (size_t i = 0; i < n; i++) {
		struct str word = w->at[drawn(m, (uint32_t)w->n)];
		while (word.n && (word.s[word.n - 1] == '.' || word.s[word.n - 1] == ','))
			word.n--;
		if (i)
			buf_add_char(&b, ' ');
		buf_add(&b, word);
	}
	return buf_str(&b);
}

static void write_page(struct ctx *c, struct making *m, const struct words *w, int number,
		       struct buf *words, struct buf *text, struct document_page *ret)
{
	struct page_word at[PAGE_WORDS];
	struct page_words page = { at, PAGE_WORDS, "layer", w->lang, 96 };
	for (size_t i = 0; i < PAGE_WORDS; i++) {
		size_t line = i / LINE_WORDS, column = i % LINE_WORDS;
		at[i] = (struct page_word){
			.x = (uint16_t)(900 + column * 900),
			.y = (uint16_t)(700 + line * 260),
			.w = 800,
			.h = 180,
			.sure = 96,
			.line_ends = column + 1 == LINE_WORDS,
			.block_ends = line % 8 == 7 && column + 1 == LINE_WORDS,
			.text = next_word(c, m, w),
		};
		buf_add(text, at[i].text);
		buf_add_char(text, at[i].line_ends ? '\n' : ' ');
	}
	uint32_t from = (uint32_t)words->n;
	words_write_page(words, number, &page);
	*ret = (struct document_page){
		.width = 1654,
		.height = 2339,
		.dpi = 200,
		.words_at = from,
		.words_n = (uint32_t)words->n - from,
		.sure = 96,
		.source = 'l',
	};
	snprintf(ret->lang, sizeof(ret->lang), "%s", w->lang);
}

/* Most titles are short and some are books; the rest of the bytes over the rest of the titles. */
static size_t pages_of(struct making *m, size_t written, size_t number)
{
	static const uint32_t tenths[] = { 1, 2, 3, 4, 5, 7, 9, 12, 17, 40 };
	size_t each = (m->bytes > written ? m->bytes - written : 0) / (m->titles - number);
	size_t page = PAGE_WORDS * 11, pages = each / page * tenths[drawn(m, 10)] / 10;
	return pages ? pages : 1;
}

static void make_record(struct ctx *c, struct making *m, const struct words *w, size_t number,
			struct record *ret)
{
	struct record r = { 0 };
	record_add(c->mem, &r, RECORD_TITLE, plain_words(c, m, w, 2 + drawn(m, 6)));
	record_add(c->mem, &r, RECORD_CREATOR, plain_words(c, m, w, 2));
	record_add(c->mem, &r, RECORD_DATE, str_print(c->mem, "%u", 1860 + drawn(m, 165)));
	record_add(c->mem, &r, RECORD_LANGUAGE, str_of(w->lang));
	record_add(c->mem, &r, RECORD_SUBJECT, plain_words(c, m, w, 1 + drawn(m, 2)));
	record_add(c->mem, &r, RECORD_TYPE, drawn(m, 7) ? STR("book") : STR("newspaper"));
	record_add(c->mem, &r, RECORD_IDENTIFIER, str_print(c->mem, "bench-%zu", number));
	r.raw = record_to_json(c->mem, &r);
	r.raw_format = "csv";
	r.extension = "tsv";
	*ret = r;
}

static struct dossier dossier_of(struct ctx *c, struct making *m, const struct words *w,
				 size_t number, struct str text)
{
	static const enum access_level levels[] = { LEVEL_OPEN, LEVEL_OPEN, LEVEL_READ,
						    LEVEL_EXCERPT };
	struct dossier x = { .digest = store_digest(c->mem, text) };
	struct dossier_file *file = arena_new_of(c->mem, struct dossier_file);
	*file = (struct dossier_file){ STR("original/book.txt"), x.digest, (int64_t)text.n };
	x.files = file;
	x.n_files = 1;
	x.pronom = STR("x-fmt/111");
	uint32_t partner = drawn(m, PARTNERS);
	x.partner.code = str_print(c->mem, "library-%u", partner);
	for (size_t i = 0; i < 4; i++)
		x.partner.name[i] = str_print(c->mem, "Library number %u", partner);
	x.document = (struct document){
		.id = catalog_id_of(c->mem, x.digest),
		.kind = STR("text"),
		.mime = STR("text/plain"),
		.file_name = STR("book.txt"),
		.size = (int64_t)text.n,
		.n_files = 1,
		.terms = { .level = levels[number % COUNT_OF(levels)], .excerpt_pages = 24 },
		.state = DOCUMENT_READY,
		.language = str_of(w->lang),
		.deposited = when_now(),
	};
	make_record(c, m, w, number, &x.record);
	dossier_title(c->mem, &x, false);
	return x;
}

static bool keep(struct ctx *c, const struct dossier *x, struct str text, struct str words)
{
	struct store_draft *first, *second;
	struct store_note note = { STR("bench"), STR("keruen"), STR("") };
	return store_draft_new(c, &first) &&
	       store_draft_add_bytes(c, first, STR("original/book.txt"), text) &&
	       dossier_put(c, first, x) && store_create(c, first, x->document.id, &note) &&
	       store_draft_new(c, &second) &&
	       store_draft_add_bytes(c, second, STR("text/words.tsv"), words) &&
	       store_draft_add_bytes(c, second, STR("text/text.txt"), text) &&
	       store_draft_add_bytes(c, second, STR("events/events.jsonl"), STR("{}\n")) &&
	       store_update(c, second, x->document.id, &note);
}

/* As dossier_register, but without jobs: the index is built of all at once. */
static bool add_to_catalog(struct ctx *c, struct dossier *x)
{
	struct partner p;
	if (!partner_by_code(c, x->partner.code, &p)) {
		err_clear(c);
		if (!partner_add(c, &x->partner, &p.id))
			return false;
	}
	x->title.partner = x->document.partner = p.id;
	return title_put(c, &x->title) && document_add(c, &x->document, &x->pages);
}

static bool make_title(struct ctx *c, struct making *m, size_t number, size_t *written)
{
	static const size_t by_hundred[] = { 20, 85, 90, 100 }; /* kk ru ky en, as make_corpus */
	size_t lang = 0, pages = pages_of(m, *written, number);
	for (uint32_t at = drawn(m, 100); at >= by_hundred[lang];)
		lang++;
	const struct words *w = &m->words[lang];
	struct buf words, text;
	buf_init(&words, c->mem, 0);
	buf_init(&text, c->mem, 0);
	words_write_head(&words);
	struct document_pages table = { arena_array_of(c->mem, pages, struct document_page),
					pages };
	for (size_t i = 0; i < pages; i++)
		write_page(c, m, w, (int)i + 1, &words, &text, &table.at[i]);
	*written += text.n;
	struct dossier x = dossier_of(c, m, w, number, buf_str(&text));
	x.pages = table;
	x.document.n_pages = (int)pages;
	return keep(c, &x, buf_str(&text), buf_str(&words)) && add_to_catalog(c, &x);
}

static bool make_all(struct ctx *c, struct making *m, size_t *ret_written)
{
	size_t written = 0;
	for (size_t i = 0; i < m->titles; i++) {
		struct ctx own = *c;
		own.mem = arena_new(0);
		bool ok = (i % AT_ONCE || db_begin(&own)) && make_title(&own, m, i, &written) &&
			  ((i + 1) % AT_ONCE || db_commit(&own));
		if (!ok)
			return fail(c, own.err.kind, "could not make title {0}: {1}",
				    str_print(c->mem, "%zu", i).s,
				    str_z(c->mem, err_english(c->mem, &own.err)));
		arena_free(own.mem);
	}
	*ret_written = written;
	return m->titles % AT_ONCE == 0 || db_commit(c);
}

int main(int argc, char **argv)
{
	int64_t titles, megabytes;
	if (argc != 5 || !str_to_int(str_of(argv[3]), 1, 1000000, &titles) ||
	    !str_to_int(str_of(argv[4]), 1, 100000, &megabytes))
		return 2;
	struct ctx c = { .mem = arena_new(0), .dir = argv[1], .lang = "en" };
	struct making m = { .titles = (size_t)titles, .bytes = (size_t)megabytes * 1000000 };
	size_t written = 0;
	if (!library_open(&c) || !read_corpus(&c, argv[2], &m) || !make_all(&c, &m, &written)) {
		struct str why = err_english(c.mem, &c.err);
		fprintf(stderr, "%.*s\n", STR_ARGS(why));
		return 3;
	}
	printf("{\"titles\":%lld,\"mb\":%.1f}\n", (long long)titles, (double)written / 1e6);
	library_close(&c);
	arena_free(c.mem);
	return 0;
}
