/*
 * err - who works, and what went wrong.
 *
 * A function that can fail returns bool, marked MUST_USE; false means c->err is set. Callers act
 * on the kind, never on the text. The text is a message id: a whole English sentence with places
 * {0}, {1} … for its arguments, marked for translation by standing in fail() or N_(), and put into
 * the reader's language only at the edge (text_say). Wording: lower case, no full stop,
 * "could not" (may work next time) or "cannot" (never will), the object's kind and name,
 * never the C function.
 */
#ifndef KERUEN_BASE_ERR_H
#define KERUEN_BASE_ERR_H

#include "base/arena.h"

enum err_kind {
	ERR_NONE,
	ERR_ABSENT,   /* there is no such thing */
	ERR_DENIED,   /* there is, and you may not */
	ERR_INVALID,  /* what came in is wrong */
	ERR_CONFLICT, /* it is right, but clashes with what is there */
	ERR_LIMIT,    /* too large, too many, too long */
	ERR_BUSY,     /* try again later */
	ERR_REMOTE,   /* somebody else's service failed */
	ERR_INTERNAL, /* ours: disk, engine, a broken promise */
};

enum { ERR_ARGS = 3 };

struct err {
	enum err_kind kind;
	const char *text;          /* message id, a literal */
	struct str args[ERR_ARGS]; /* {0} {1} {2}; in ctx->mem */
};

struct db;
struct store;

/* One unit of work: a request, a verb, a job. Everything it takes from mem ends with it. */
struct ctx {
	struct arena *mem;
	struct err err;
	const char *dir;     /* the library's directory, absolute */
	struct db *db;       /* NULL until opened */
	struct store *store; /* NULL until opened */
	const char *lang;    /* of the reader: "kk", "ru", "ky" or "en" */
};

/* Sets c->err and returns false. Up to three arguments after the text, each const char *. */
#define fail(c, kind, ...) fail_args((c), (kind), __VA_ARGS__, NULL)
bool fail_args(struct ctx *c, enum err_kind kind, const char *text, ...) __attribute__((sentinel));
/* The same with errno's words as the last argument. */
bool fail_errno(struct ctx *c, const char *text, const char *arg);
/* Forgets the error, for a caller that has dealt with it. */
void err_clear(struct ctx *c);
/* The error in English, one line, for logs. */
struct str err_english(struct arena *mem, const struct err *e);
const char *err_kind_name(enum err_kind kind);
/* Fills {0} … of a sentence. */
struct str err_fill(struct arena *mem, struct str text, const struct str *args, size_t n);

/* Marks a literal for translation without doing anything to it. */
#define N_(literal) literal

/* A promise of the program itself was broken: says where, and ends the process, always. */
#define must(cond) ((cond) ? (void)0 : must_failed(#cond, __FILE__, __LINE__))
void must_failed(const char *cond, const char *file, int line) __attribute__((noreturn));

#endif
