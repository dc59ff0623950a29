/* Memory with a lifetime: chunks that are freed at once, and clean-ups that go with them. */
#include "base/base.h"

#include <stdarg.h>

enum { CHUNK_MIN = 16 * 1024, CHUNK_MAX = 1024 * 1024, ALIGN = 16 };

struct chunk {
	struct chunk *next; /* older */
	size_t size, used;  /* of the bytes behind the header */
	_Alignas(ALIGN) char bytes[];
};

struct ending {
	struct ending *next; /* older */
	void (*fn)(void *);
	void *arg;
};

struct arena {
	struct chunk *newest;
	struct ending *endings;
	size_t budget, used;
};

static void die_of_memory(void)
{
	fputs("keruen: out of memory\n", stderr);
	abort();
}

static struct chunk *chunk_new(size_t size)
{
	if (size > SIZE_MAX - sizeof(struct chunk))
		die_of_memory();
	struct chunk *k = malloc(sizeof *k + size);
	if (!k)
		die_of_memory();
	k->next = NULL;
	k->size = size;
	k->used = 0;
	return k;
}

struct arena *arena_new(size_t budget)
{
	struct arena *a = calloc(1, sizeof *a);
	if (!a)
		die_of_memory();
	a->budget = budget;
	return a;
}

static void run_endings(struct arena *a)
{
	while (a->endings) {
		struct ending *e = a->endings;
		a->endings = e->next;
		e->fn(e->arg);
	}
}

void arena_reset(struct arena *a)
{
	run_endings(a);
	struct chunk *keep = NULL;
	while (a->newest) {
		struct chunk *k = a->newest;
		a->newest = k->next;
#ifndef KERUEN_ARENA_DEBUG
		if (!k->next && k->size <= CHUNK_MAX) {
			keep = k;
			keep->used = 0;
			break;
		}
#endif
		free(k);
	}
	a->newest = keep;
	a->used = 0;
}

void arena_free(struct arena *a)
{
	if (!a)
		return;
	arena_reset(a);
	free(a->newest);
	free(a);
}

void arena_on_end(struct arena *a, void (*fn)(void *), void *arg)
{
	struct ending *e = arena_new_of(a, struct ending);
	*e = (struct ending){ .next = a->endings, .fn = fn, .arg = arg };
	a->endings = e;
}

size_t arena_used(const struct arena *a)
{
	return a->used;
}

/* Chunks double up to CHUNK_MAX; what is larger gets one of its own size. */
static struct chunk *chunk_for(struct arena *a, size_t bytes)
{
	struct chunk *k = a->newest;
	if (k && k->size - k->used >= bytes)
		return k;
	size_t size = k ? k->size * 2 : CHUNK_MIN;
	if (size > CHUNK_MAX)
		size = CHUNK_MAX;
#ifdef KERUEN_ARENA_DEBUG
	size = bytes;
#endif
	struct chunk *fresh = chunk_new(size > bytes ? size : bytes);
	fresh->next = a->newest;
	a->newest = fresh;
	return fresh;
}

static void count(struct arena *a, size_t bytes)
{
	a->used += bytes;
	must(!a->budget || a->used <= a->budget);
}

static size_t rounded(size_t bytes)
{
	if (bytes > SIZE_MAX / 2)
		die_of_memory();
	return bytes ? (bytes + ALIGN - 1) & ~(size_t)(ALIGN - 1) : ALIGN;
}

static void *take_raw(struct arena *a, size_t bytes)
{
	bytes = rounded(bytes);
	count(a, bytes);
	struct chunk *k = chunk_for(a, bytes);
	void *p = k->bytes + k->used;
	k->used += bytes;
	return p;
}

void *arena_take(struct arena *a, size_t bytes)
{
	return memset(take_raw(a, bytes), 0, bytes);
}

void *arena_take_array(struct arena *a, size_t n, size_t each)
{
	size_t bytes;
	if (__builtin_mul_overflow(n, each, &bytes))
		die_of_memory();
	return arena_take(a, bytes);
}

void *arena_grow(struct arena *a, void *p, size_t n, size_t more)
{
	must(more > n); /* the new length, not what is added: a caller who mixes them up overruns */
	struct chunk *k = a->newest;
	size_t old = rounded(n), now = rounded(more);
	bool last = k && p && k->used >= old && (char *)p == k->bytes + k->used - old;
	if (last && k->size - k->used >= now - old) {
		count(a, now - old);
		k->used += now - old;
	} else if (last && k->used == old) { /* alone in its chunk: the chunk itself may grow */
		count(a, now - old);
		a->newest = realloc(k, sizeof *k + now);
		if (!a->newest)
			die_of_memory();
		a->newest->size = a->newest->used = now;
		p = a->newest->bytes;
	} else {
		void *fresh = take_raw(a, more);
		if (n)
			memcpy(fresh, p, n);
		p = fresh;
	}
	memset((char *)p + n, 0, more - n);
	return p;
}

struct str str_copy(struct arena *a, struct str s)
{
	return (struct str){ str_z(a, s), s.n };
}

char *str_z(struct arena *a, struct str s)
{
	char *p = take_raw(a, s.n + 1);
	if (s.n)
		memcpy(p, s.s, s.n);
	p[s.n] = 0;
	return p;
}

struct str str_print(struct arena *a, const char *fmt, ...)
{
	va_list ap, again;
	must(fmt); /* said, or gcc 12 follows the sanitizers' own null checks to a warning */
	va_start(ap, fmt);
	va_copy(again, ap);
	/* mostly it fits where the next bytes are taken from: then it is printed once */
	struct chunk *k = a->newest;
	size_t room = k ? k->size - k->used : 0;
	int n = vsnprintf(room ? k->bytes + k->used : NULL, room, fmt, ap);
	va_end(ap);
	must(n >= 0);
	char *p = take_raw(a, (size_t)n + 1);
	if (rounded((size_t)n + 1) > room)
		vsnprintf(p, (size_t)n + 1, fmt, again);
	va_end(again);
	return (struct str){ p, (size_t)n };
}

struct str str_join(struct arena *a, const struct str *parts, size_t n, struct str between)
{
	struct buf b;
	buf_init(&b, a, 0);
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_add(&b, between);
		buf_add(&b, parts[i]);
	}
	return buf_str(&b);
}

struct str str_lower_ascii(struct arena *a, struct str s)
{
	char *p = str_z(a, s);
	for (size_t i = 0; i < s.n; i++)
		if (p[i] >= 'A' && p[i] <= 'Z')
			p[i] = (char)(p[i] + 32);
	return (struct str){ p, s.n };
}
