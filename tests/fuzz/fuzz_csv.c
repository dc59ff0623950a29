/* Fuzzes lists of records, under a header that is known. */
#include "format/format.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const char *const heads[] = { "title,author,year\n", "название;автор;год;язык\n",
					     "атауы\tавторы\tфайл\n", "" };
	struct ctx c = { .mem = arena_new(FUZZ_BUDGET), .lang = "ru" };
	struct buf file;
	struct record_list l;
	struct str said;
	buf_init(&file, c.mem, 0);
	buf_add_z(&file, heads[n ? bytes[0] % COUNT_OF(heads) : 0]);
	buf_add_bytes(&file, bytes, n);
	if (records_read(&c, buf_str(&file), &l, &said)) {
		for (size_t i = 0; i < l.n; i++)
			must(l.at[i].raw.n > 0);
	}
	arena_free(c.mem);
	return 0;
}
