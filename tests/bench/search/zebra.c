/*
 * zebra - the same queries put to Zebra, within this process: bench-zebra CONFIG QUERIES ROUNDS
 *
 * Ranked by relevance, the ten best by number; a line a query: kind, hits, microseconds (the median
 * of ROUNDS).
 */
#include <idzebra/api.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS_MOST = 100, BEST = 10 };

static long long now_us(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long long)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static int by_number(const void *a, const void *b)
{
	const long long *x = a, *y = b;
	return *x < *y ? -1 : *x > *y;
}

/* Every word must be there; a phrase's side by side. */
static void write_pqf(const char *kind, char *words, char *to, size_t room)
{
	const char *use = !strcmp(kind, "author") ? "1003" : !strcmp(kind, "isbn") ? "7" : "1016";
	size_t n = 0;
	if (!strcmp(kind, "phrase")) {
		snprintf(to, room, "@attr 2=102 @attr 1=%s @attr 4=1 \"%s\"", use, words);
		return;
	}
	char *at[64];
	for (char *w = strtok_r(words, " ", &words); w && n < 64; w = strtok_r(NULL, " ", &words))
		at[n++] = w;
	size_t used = (size_t)snprintf(to, room, "@attr 2=102 ");
	for (size_t i = 1; i < n; i++)
		used += (size_t)snprintf(to + used, room - used, "@and ");
	for (size_t i = 0; i < n; i++)
		used += (size_t)snprintf(to + used, room - used, "@attr 1=%s @attr 4=2 \"%s\" ",
					 use, at[i]);
}

static long long ask(ZebraHandle zh, const char *pqf, zint *ret_hits)
{
	static zint positions[BEST] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };
	long long from = now_us();
	if (zebra_search_PQF(zh, pqf, "default", ret_hits) != ZEBRA_OK)
		fprintf(stderr, "bench-zebra: %s\n", pqf);
	int n = *ret_hits < BEST ? (int)*ret_hits : BEST;
	ZebraMetaRecord *best = n ? zebra_meta_records_create(zh, "default", n, positions) : NULL;
	if (best)
		zebra_meta_records_destroy(zh, best, n);
	return now_us() - from;
}

int main(int argc, char **argv)
{
	char line[4096], pqf[8192];
	if (argc != 4)
		return 2;
	int rounds = (int)strtol(argv[3], NULL, 10);
	ZebraService zs = zebra_start(argv[1]);
	ZebraHandle zh = zebra_open(zs, 0);
	FILE *in = fopen(argv[2], "r");
	if (!zh || !in || rounds < 1 || rounds > ROUNDS_MOST ||
	    zebra_select_database(zh, "Default") != ZEBRA_OK)
		return 3;
	while (fgets(line, sizeof(line), in)) {
		long long took[ROUNDS_MOST];
		zint hits = 0;
		char *words = strchr(line, '\t');
		*words++ = '\0';
		words[strcspn(words, "\n")] = '\0';
		write_pqf(line, words, pqf, sizeof(pqf));
		for (int i = 0; i < rounds; i++)
			took[i] = ask(zh, pqf, &hits);
		qsort(took, (size_t)rounds, sizeof(*took), by_number);
		printf("%s\t%lld\t%lld\n", line, (long long)hits, took[rounds / 2]);
	}
	zebra_close(zh);
	zebra_stop(zs);
	return 0;
}
