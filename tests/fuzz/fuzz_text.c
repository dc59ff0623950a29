/* Fuzzes text: any bytes decode, any text is walked, stemmed, keyed, read
 * and told the language of. */
#include "fuzz.h"
#include "text/text.h"

static void walk(struct str text)
{
	static const char *const langs[] = { "kk", "ky", "ru", "en", "" };
	struct text_walk w;
	struct text_token t;
	char stems[TEXT_STEMS][128], keys[TEXT_KEYS][128], readings[TEXT_READINGS][128];
	size_t end = 0, turn = 0;
	text_walk_init(&w, text);
	while (text_walk_next(&w, &t)) {
		must(t.n > 0 && t.at >= end && t.at + t.n <= text.n);
		must(t.exact.n <= 120);
		end = t.at + t.n;
		const char *lang = langs[turn++ % COUNT_OF(langs)];
		size_t n = text_stems(t.exact, lang, stems);
		must(n <= TEXT_STEMS);
		for (size_t i = 0; i < n; i++)
			must(strlen(stems[i]) < 128);
		n = text_keys(t.exact, lang, keys);
		must(n > 0 && n <= TEXT_KEYS);
		for (size_t i = 0; i < n; i++)
			must(keys[i][0] != '\0' && strlen(keys[i]) < 128);
		n = text_readings(t.exact, lang, readings);
		must(n > 0 && n <= TEXT_READINGS);
		for (size_t i = 0; i < n; i++)
			must(readings[i][0] != '\0' && strlen(readings[i]) < 128);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct ctx c = { .mem = arena_new(FUZZ_BUDGET), .lang = "kk" };
	struct str in = { (const char *)bytes, n }, text;
	int sure;
	walk(in);
	text_language(in, &sure);
	text_language_kin(in, NULL);
	char across[128];
	if (text_across(str_upto(in, n / 2), str_from(in, n / 2), across))
		must(strlen(across) <= 120);
	text_lower(c.mem, in);
	text_date(c.mem, "ru", in);
	text_language_name(c.mem, "kk", in);
	if (text_decode(&c, in, &text, NULL)) {
		must(text_is_utf8(text) || text.n == 0);
		walk(text);
		text_language(text, NULL);
	}
	arena_free(c.mem);
	return 0;
}
