/* Fuzzes words of pages and kept records: what is read is written and read back the same. */
#include "words/words.h"
#include "fuzz.h"

static void page(struct ctx *c, struct str lines)
{
	struct page_words w, back;
	struct buf out;
	if (!words_read_page(c, lines, &w))
		return;
	size_t *at = arena_array_of(c->mem, w.n + 1, size_t);
	struct str text = words_text(c->mem, &w, at);
	must(w.n == 0 || at[w.n - 1] < text.n);
	buf_init(&out, c->mem, 0);
	words_write_page(&out, 1, &w);
	must(words_read_page(c, buf_str(&out), &back));
	must(back.n == w.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct ctx c = { .mem = arena_new(FUZZ_BUDGET) };
	struct str in = { (const char *)bytes, n }, *pages;
	struct record r;
	size_t n_pages;
	page(&c, in);
	if (words_cut(&c, in, &pages, &n_pages)) {
		for (size_t i = 0; i < n_pages && i < 100; i++)
			page(&c, pages[i]);
	}
	if (record_from_json(&c, in, &r))
		must(record_to_json(c.mem, &r).n > 0);
	arena_free(c.mem);
	return 0;
}
