/* Fuzzes records of MARC and XML: what is read can be kept and read again. */
#include "format/format.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct ctx c = { .mem = arena_new(FUZZ_BUDGET), .lang = "en" };
	struct record_list l;
	struct str said;
	if (records_read(&c, (struct str){ (const char *)bytes, n }, &l, &said)) {
		for (size_t i = 0; i < l.n && i < 50; i++) {
			struct record back;
			must(record_from_json(&c, record_to_json(c.mem, &l.at[i]), &back));
			must(back.n == l.at[i].n);
			must(record_to_dc(c.mem, &l.at[i]).n > 0);
			record_year(record_first(&l.at[i], RECORD_DATE));
		}
	}
	arena_free(c.mem);
	return 0;
}
