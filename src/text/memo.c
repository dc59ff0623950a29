/*
 * memo - what was lately made of a word, so that the commonest words are worked out once.
 *
 * A table of fixed size in which a word has four places; what comes later takes the place of what
 * was not asked for last. It changes how long an answer takes, never the answer: the word itself is
 * kept and compared.
 */
#include "text/text_int.h"

enum { SETS = 1 << 14, WAYS = 4, BYTES = 248, WORD_MOST = 60 };

/* What was made of a word, of both kinds, stands side by side, for who asks for one asks for the
 * other; and as close to the word as can be, for memory comes in lines of 64 bytes. */
struct slot {
	uint16_t lang;            /* its two letters */
	uint8_t n_word;           /* 0: empty */
	uint8_t used;             /* of bytes */
	uint8_t n[MEMO_KINDS];    /* results of a kind; 0: not known */
	uint8_t from[MEMO_KINDS]; /* where they begin in bytes */
	char bytes[BYTES];        /* the word, then results: its length with a NUL, itself, NUL */
};
/* Looked at first, so that a word that is not there costs one line of the processor's cache. */
struct set {
	uint16_t tag[WAYS]; /* of the word's hash; 0: empty */
	uint8_t last, next; /* asked for last; to be taken over next */
};
/* One thread; after fork each process has its own. */
static struct slot slots[SETS][WAYS] __attribute__((aligned(64)));
static struct set sets[SETS];

static uint64_t mix(uint64_t h, uint64_t v)
{
	h = (h ^ v) * 0x9e3779b97f4a7c15u;
	return h ^ h >> 29;
}

/* A word that is of the right size for a slot. */
struct asked {
	struct str word;
	uint16_t lang, tag;
	size_t set;
};

static bool ask(struct str word, const char *lang, struct asked *ret)
{
	if (word.n == 0 || word.n > WORD_MOST || (lang[0] && lang[1] && lang[2]))
		return false;
	ret->word = word;
	ret->lang = (uint16_t)((uint8_t)lang[0] << 8 | (uint8_t)(lang[0] ? lang[1] : 0));
	uint64_t v, h = (uint64_t)word.n << 16 | ret->lang;
	size_t i = 0;
	for (; i + sizeof v <= word.n; i += sizeof v) {
		memcpy(&v, word.s + i, sizeof v);
		h = mix(h, v);
	}
	for (v = 0; i < word.n; i++)
		v = v << 8 | (uint8_t)word.s[i];
	h = mix(mix(h, v), 0);
	ret->set = h >> 20 & (SETS - 1);
	ret->tag = (uint16_t)(h >> 48 | 1);
	return true;
}

static struct slot *find(const struct asked *a)
{
	struct set *set = &sets[a->set];
	for (int way = 0; way < WAYS; way++) {
		struct slot *s = &slots[a->set][way];
		if (set->tag[way] == a->tag && s->n_word == a->word.n && s->lang == a->lang &&
		    !memcmp(s->bytes, a->word.s, a->word.n)) {
			set->last = (uint8_t)way;
			return s;
		}
	}
	return NULL;
}

static struct slot *take_over(const struct asked *a)
{
	struct set *set = &sets[a->set];
	uint8_t way = set->next == set->last ? (set->next + 1) % WAYS : set->next;
	struct slot *s = &slots[a->set][way];
	set->tag[way] = a->tag;
	set->last = way;
	set->next = (uint8_t)(way + 1) % WAYS;
	s->lang = a->lang;
	s->n_word = s->used = (uint8_t)a->word.n;
	memset(s->n, 0, sizeof s->n);
	memcpy(s->bytes, a->word.s, a->word.n);
	return s;
}

size_t memo_get(enum memo_kind kind, struct str word, const char *lang, char (*ret)[128])
{
	struct asked a;
	const struct slot *s = ask(word, lang, &a) ? find(&a) : NULL;
	if (!s)
		return 0;
	const char *made = s->bytes + s->from[kind];
	for (size_t i = 0; i < s->n[kind]; i++) {
		size_t n = (uint8_t)*made++;
		memcpy(ret[i], made, n);
		made += n;
	}
	return s->n[kind];
}

size_t memo_put(enum memo_kind kind, struct str word, const char *lang, char (*made)[128], size_t n)
{
	struct asked a;
	size_t bytes = 0;
	for (size_t i = 0; i < n; i++)
		bytes += strlen(made[i]) + 2;
	if (!ask(word, lang, &a) || a.word.n + bytes > BYTES)
		return n;
	struct slot *s = find(&a);
	if (!s)
		s = take_over(&a);
	if (s->n[kind] || s->used + bytes > BYTES)
		return n;
	s->n[kind] = (uint8_t)n;
	s->from[kind] = s->used;
	char *to = s->bytes + s->used;
	for (size_t i = 0; i < n; i++) {
		size_t k = strlen(made[i]) + 1;
		*to++ = (char)k;
		memcpy(to, made[i], k);
		to += k;
	}
	s->used = (uint8_t)(to - s->bytes);
	return n;
}
