/* Fuzzes names: any bytes are parsed as a name, asked for word by word, and compared with themselves. */
#include "fuzz.h"
#include "text/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct arena *mem = arena_new(FUZZ_BUDGET);
	struct str in = { (const char *)bytes, n }, words[12];
	char keys[TEXT_NAME_KEYS][64], asks[TEXT_NAME_ASKS][64];
	size_t n_words = 0, n_keys = text_name_keys(in, keys);
	must(n_keys <= TEXT_NAME_KEYS);
	for (size_t i = 0; i < n_keys; i++)
		must(strlen(keys[i]) > 0 && strlen(keys[i]) < 64);
	struct text_walk walk;
	struct text_token t;
	text_walk_init(&walk, in);
	while (n_words < COUNT_OF(words) && text_walk_next(&walk, &t))
		words[n_words++] = str_copy(mem, t.exact);
	for (size_t i = 0; i < n_words; i++) {
		char key[128];
		size_t k = text_ocr_key(words[i], key);
		must(k == strlen(key) && k < sizeof(key));
		must(text_name_asks(words, n_words, i, asks) <= TEXT_NAME_ASKS);
	}
	int degree = text_names_meet(in, in), cut = text_names_meet(in, str_upto(in, n / 2));
	must(degree >= 0 && degree <= 100 && cut >= 0 && cut <= 100);
	arena_free(mem);
	return 0;
}
