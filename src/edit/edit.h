/*
 * edit - cataloguers change records together: taken, edited, given back, undone.
 *
 * A change is always of a source record that was made here (by_hand); to mend one that a partner
 * sent, it is taken first: copied into a record of the cataloguer's own partner that stands beside
 * it in the same title and is believed before it. Who saves says which version he began with: if
 * another has saved since, nothing is overwritten and both are shown.
 */
#ifndef KERUEN_EDIT_H
#define KERUEN_EDIT_H

#include "account/account.h"
#include "cluster/cluster.h"
#include "marc/marc.h"

/* Types */
enum { EDIT_TEXT_MAX = 1 << 19 }; /* bytes of a record as lines */
struct edit_kind {                /* what a blank record may be of */
	const char *code;         /* "book" "serial" "article" … */
	const char *name;         /* message id */
};
struct edit_change {
	int64_t source;  /* what is changed; 0: a new one */
	int version;     /* the one it began from; 0 for a new one */
	int64_t partner; /* whose a new one is; 0: the cataloguer's own */
	int64_t beside;  /* a new one: the source record it was taken from; 0: none */
	const struct marc *marc;
	struct str note; /* what the cataloguer says of it; may be empty */
};
enum edit_sign { EDIT_KEPT, EDIT_GONE, EDIT_CAME };
struct edit_line { /* of a difference: a field as text */
	enum edit_sign sign;
	struct str text;
};
struct edit_difference {
	struct edit_line *at;
	size_t n;
};
struct edit_choice {             /* of a coded position: ends with a NULL code */
	const char *code, *name; /* name: message id */
};
struct edit_position { /* of a field whose places have meanings: leader, 008, 100 $a */
	int at, n;
	const char *name;                  /* message id */
	const struct edit_choice *choices; /* NULL: as typed */
	const char *list;                  /* "languages" "countries", as marc_sub_rule; or NULL */
};

/* Begin */
extern const struct edit_kind edit_kinds[]; /* ends with a NULL code */
/* An empty record of a kind, coded fields filled as far as they are known. INVALID: no such kind,
 * or a dialect that is not written here. */
bool edit_blank(struct ctx *c, enum marc_dialect d, const char *kind, const struct partner *p,
		struct marc *ret) MUST_USE; /* p: who describes; may be NULL */
/* A record of somebody else's (agency: who that is) as one to begin with, in a dialect: converted
 * where its own differs; its control number becomes one of another system (035), its holdings stay
 * behind. */
bool edit_taken(struct ctx *c, const struct marc *m, struct str agency, enum marc_dialect d,
		struct marc *ret) MUST_USE;

/* Change: in a transaction of its own; DENIED: edit_may says no */
/* May this person change that record; and may he make records for that partner? */
bool edit_may(struct ctx *c, const struct account *who, const struct source *s) MUST_USE;
bool edit_may_for(struct ctx *c, const struct account *who, int64_t partner) MUST_USE;
/* CONFLICT: another has saved since. INVALID: what must be there is not, or nothing at all.
 * *ret: the source record now. Nothing changed: no new version. */
bool edit_save(struct ctx *c, const struct account *who, const struct edit_change *e,
	       struct source *ret) MUST_USE;
/* Makes an earlier version the present one, as a new version. CONFLICT as above. */
bool edit_take_back(struct ctx *c, const struct account *who, int64_t source, int version,
		    int number, struct source *ret) MUST_USE;
/* Withdraws it, with a reason, as a version that can be taken back. INVALID: no reason given. */
bool edit_withdraw(struct ctx *c, const struct account *who, int64_t source, int version,
		   struct str why, struct source *ret) MUST_USE;

/* Holdings of a library as its own cataloguers write them; the title's holders follow. id 0: a new
 * one. DENIED: another library's. */
bool edit_holding_put(struct ctx *c, const struct account *who, struct str title,
		      struct holding *h) MUST_USE;
bool edit_holding_remove(struct ctx *c, const struct account *who, struct str title,
			 int64_t id) MUST_USE;

/* Look */
/* The record of a source as MARC, whatever it came in: INVALID where it is no MARC. */
bool edit_marc(struct ctx *c, const struct source *s, struct marc *ret) MUST_USE;
bool edit_version_marc(struct ctx *c, const struct source_version *v, struct marc *ret) MUST_USE;
/* Our own records that were changed last, of a partner (0: of all). */
bool edit_latest(struct ctx *c, int64_t partner, int n, struct source_list *ret) MUST_USE;
/* Field by field: those that repeat are matched with one another. */
bool edit_differ(struct ctx *c, const struct marc *a, const struct marc *b,
		 struct edit_difference *ret) MUST_USE;

/* Text: a record as lines that a person may write, and back without loss:
 *
 *	LDR 00000nam#a2200000#i#4500
 *	245 10 $a Title $b with a $$ sign
 *
 * '#' stands for a blank in the leader, 006 to 008 and indicators; "$$" for a dollar in the text. */
struct str edit_text(struct arena *mem, const struct marc *m);
struct str edit_field_text(struct arena *mem, const struct marc_field *f);
bool edit_parse(struct ctx *c, struct str text, enum marc_dialect d,
		struct marc *ret) MUST_USE; /* INVALID: which line, and why; LIMIT */

/* Tags: three digits or capitals, or the four digits of IRBIS; 00X have no indicators. */
bool edit_tag_valid(struct str tag);
bool edit_tag_is_control(const char *tag);
/* Without subfields and fields that say nothing. */
void edit_clean(struct arena *mem, const struct marc *m, struct marc *ret);

/* Coded fields: positions of "LDR" or a tag (subfield 0: of a control field), for this record;
 * NULL where they have none. */
const struct edit_position *edit_positions(const struct marc *m, const char *tag, char sub,
					   size_t *ret_n);
/* How long such a field is: 24, 36 or 40. */
size_t edit_coded_length(const struct marc *m, const char *tag);

#endif
