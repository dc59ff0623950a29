/*
 * authority_int - what the files of authority share.
 *
 * Building: gather.c reads every title's names once into headings; group.c finds which headings are
 * one (person.c: of people); build.c writes them and their ids; map.c leaves a map for the index.
 */
#ifndef KERUEN_AUTHORITY_INT_H
#define KERUEN_AUTHORITY_INT_H

#include "authority/authority.h"

struct life { /* years; 0: unknown */
	int16_t born, died;
};
struct life life_of(struct str dates);
bool lives_differ(struct life a, struct life b);

struct heading { /* a name as records write it; the root of a group speaks for all of it */
	struct str name, dates;
	uint64_t hash;      /* name_hash */
	uint32_t by, about; /* titles */
	uint32_t parent;    /* in its group; itself: it is the root */
	uint32_t next;      /* of the group, in a ring */
	uint32_t imported;  /* number of the imported authority it belongs to, + 1 */
	uint32_t old;       /* number of the authority that had it before, + 1 */
	struct life life;
	uint8_t kind;
};
struct heading_pair {
	uint32_t a, b;
};
struct headings {
	struct arena *mem;
	struct heading *at;
	uint32_t n, cap;
	uint32_t *slots; /* number + 1, by hash */
	size_t n_slots;
	struct heading_pair *pairs; /* that records say are one */
	size_t n_pairs, cap_pairs;
	struct heading_pair *bans; /* that a person said are never one */
	size_t n_bans;
};
/* Of a name, however it is written with signs and capitals. */
uint64_t name_hash(struct arena *scratch, enum authority_kind kind, struct str name,
		   struct str dates);
uint64_t key_hash(enum authority_kind kind, struct str name, struct str dates); /* of sort keys */
void heading_pair_add(struct headings *h, uint32_t a, uint32_t b);
struct headings *headings_new(struct arena *mem);
uint32_t heading_add(struct headings *h, struct arena *scratch, enum authority_kind kind,
		     struct str name, struct str dates);
uint32_t heading_find(const struct headings *h, uint64_t hash); /* UINT32_MAX: none */
/* Every title's names; how many titles. */
bool headings_gather(struct ctx *c, struct headings *h, int64_t *ret_titles) MUST_USE;

/* group */
uint32_t group_root(struct headings *h, uint32_t i);
/* False where they must not be one: other dates, other imported authorities, a person's word. */
bool group_join(struct headings *h, uint32_t a, uint32_t b);
void group_force(struct headings *h, uint32_t a, uint32_t b); /* a person's word */
/* Looks for all that are one; text_places with the editor's lines. */
bool group_all(struct ctx *c, struct headings *h) MUST_USE;
/* Those of a sort that share a key, side by side. */
struct block {
	uint64_t key;
	uint32_t heading;
};
struct blocks {
	struct block *at;
	size_t n, cap;
};
void block_add(struct blocks *b, struct arena *mem, struct str key, uint32_t heading);
void block_sort(struct blocks *b);
void group_persons(struct headings *h);

/* map: what the index asks */
struct map_out;
bool map_new(struct ctx *c, struct map_out **ret) MUST_USE;
/* The names that follow are this one's. */
void map_authority(struct map_out *k, struct str id, struct str forms);
void map_name(struct map_out *k, uint64_t hash);
bool map_finish(struct ctx *c, struct map_out *k) MUST_USE;
/* From the tables alone. */
bool map_make(struct ctx *c) MUST_USE;

struct all_forms { /* a walk over every form of every authority, by authority */
	struct str id, form, dates;
	enum authority_kind kind;
	bool imported, imported_authority;
};
typedef bool form_fn(struct ctx *c, void *arg, const struct all_forms *f);
bool forms_walk(struct ctx *c, form_fn *each, void *arg) MUST_USE;

/* An authority goes; its id leads to another (empty: nowhere). In the caller's transaction. */
bool authority_give_up(struct ctx *c, struct str from, struct str to) MUST_USE;
bool authority_lock(struct ctx *c, int *ret_fd) MUST_USE;
/* As the forms of an authority stand in order. */
struct str form_sorted(struct arena *mem, struct str name);

#endif
