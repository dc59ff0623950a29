/*
 * bench_words - words a second through folding and stemming, on running text from standard input.
 *
 *   bench-words LANG [stems] < TEXT     prints one line of JSON; stems: without folding
 * Counted is the processor time of this process, without the walk: the text once, when nothing of
 * it is remembered; then again and again, the fastest turn, for what else the machine does slows the
 * others.
 */
#include "text/text.h"

#include <float.h>
#include <malloc.h>
#include <time.h>

enum { TEXT_MOST = 256 << 20, AGAIN_S = 2 };

struct bench {
	const char *lang;
	bool fold;
	struct str text;
	size_t words, checked; /* checked keeps the work from being thought away */
};

static double cpu_seconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double smaller(double a, double b)
{
	return a < b ? a : b;
}

static void take_word(struct bench *b, struct str word)
{
	char stems[TEXT_STEMS][128], keys[TEXT_KEYS][128];
	if (b->fold)
		b->checked += text_keys(word, b->lang, keys) + (unsigned char)keys[0][0];
	size_t n = text_stems(word, b->lang, stems);
	for (size_t i = 0; i < n; i++)
		b->checked += (unsigned char)stems[i][0];
	b->words++;
}

static void take_text(struct bench *b)
{
	struct text_walk walk;
	struct text_token token;
	text_walk_init(&walk, b->text);
	while (text_walk_next(&walk, &token))
		take_word(b, token.exact);
}

/* What walking alone takes is not counted. */
static double walk_seconds(struct bench *b)
{
	double began = cpu_seconds();
	struct text_walk walk;
	struct text_token token;
	text_walk_init(&walk, b->text);
	while (text_walk_next(&walk, &token)) {
		b->checked += token.exact.n;
		b->words++;
	}
	return cpu_seconds() - began;
}

static struct str read_all(struct ctx *c)
{
	struct buf in;
	char block[1 << 16];
	size_t n;
	buf_init(&in, c->mem, TEXT_MOST);
	while ((n = fread(block, 1, sizeof block, stdin)) > 0)
		buf_add(&in, (struct str){ block, n });
	return buf_str(&in);
}

int main(int argc, char **argv)
{
	struct ctx c = { .mem = arena_new(0) };
	struct bench b = { .lang = argc > 1 ? argv[1] : "",
			   .fold = argc < 3,
			   .text = read_all(&c) };
	double walked = walk_seconds(&b), took = DBL_MAX;
	size_t words = b.words;
	double began = cpu_seconds();
	take_text(&b);
	double once = cpu_seconds() - began - walked;
	size_t before = mallinfo2().uordblks;
	for (double start = cpu_seconds(); cpu_seconds() - start < AGAIN_S;) {
		walked = smaller(walked, walk_seconds(&b));
		began = cpu_seconds();
		take_text(&b);
		took = smaller(took, cpu_seconds() - began);
	}
	printf("{\"words\":%zu,\"words_per_s\":%.0f,\"once_per_s\":%.0f,\"allocated\":%zu,"
	       "\"check\":%zu}\n",
	       words, (double)words / (took - walked), (double)words / once,
	       mallinfo2().uordblks - before, b.checked);
	arena_free(c.mem);
	return 0;
}
