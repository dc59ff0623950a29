/* Fuzzes places: any bytes are an editor's list of names, and a reader's words. */
#include "fuzz.h"
#include "text/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct ctx c = { .mem = arena_new(FUZZ_BUDGET), .lang = "kk" };
	struct str in = { (const char *)bytes, n }, words[12];
	struct text_places *places;
	struct text_walk walk;
	struct text_token t;
	size_t n_words = 0;
	text_walk_init(&walk, in);
	while (n_words < COUNT_OF(words) && text_walk_next(&walk, &t))
		words[n_words++] = str_copy(c.mem, t.exact);
	if (text_places_read(&c, in, &places)) {
		struct text_place_names found;
		text_places_find(places, words, n_words, &found);
		must(found.n <= TEXT_PLACE_NAMES && found.n_words <= n_words);
		must(found.n_words > 0 || found.n == 0);
	}
	arena_free(c.mem);
	return 0;
}
