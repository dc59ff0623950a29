/* Kinds by their bytes, of any bytes. */
#include "media/media_int.h"

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	const char *mime, *pronom;
	enum media_kind k = kind_of_bytes(p, n, &mime, &pronom);
	must(mime && pronom && media_kind_name(k));
	must(k != MEDIA_NONE || !*pronom);
	kind_refused_bytes(p, n);
	return 0;
}
