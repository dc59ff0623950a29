/*
 * convert - what the conversions share: rows of tables, and the record that is being made.
 */
#ifndef KERUEN_MARC_CONVERT_H
#define KERUEN_MARC_CONVERT_H

#include "marc/marc_int.h"
#include "marc/write_int.h"

struct converting {
	struct arena *mem;
	const struct marc *from;
	struct marc *to;
	const char *source;   /* what 886 $2 calls the dialect that it comes from */
	bool *carried;        /* of each field: not all of it could be said */
	bool came_from_there; /* it has fields that go back to the dialect it is going to */
};

/* A row says which subfields of a field of the family of UNIMARC are which of MARC 21. Of `subs` each
 * two signs are a pair, UNIMARC's first. `signs` has, for each pair, the sign of ISBD that stands
 * before it in MARC 21, or a blank. */
struct cross {
	const char *family, *m21;
	const char *subs, *signs;
	const char *ind_family, *ind_21; /* what it gets; '=': as it was */
	int flags;
};
enum {
	CROSS_TO_21 = 1,     /* only this way: another row leads back */
	CROSS_TO_FAMILY = 2, /* only this way */
	CROSS_PARTS = 4,     /* repeated $a of UNIMARC are one of MARC 21, joined by " -- " */
	CROSS_CARRIED = 8,   /* the other one says less: the field goes along too */
	CROSS_SUBJECT = 16,  /* $2 of MARC 21 stands for its second indicator */
};
extern const struct cross marc_crosses[]; /* ends with a NULL family */

/* Each converts a field that the tables cannot; false: it says more than was converted. */
typedef bool convert_fn(struct converting *k, const struct marc_field *f);
struct handler {
	const char *tag;
	convert_fn *convert;
};
extern const struct handler marc_to_21[], marc_to_family[],
	marc_of_irbis[]; /* end with a NULL tag */

/* What only the record as a whole tells: leader and coded fields. */
void convert_head_to_21(struct converting *k);
void convert_head_to_family(struct converting *k);
void convert_head_of_irbis(struct converting *k);

/* A field by its row. */
bool convert_row(struct converting *k, const struct cross *row, const struct marc_field *f);
/* The field of another dialect goes along in 886, so that it comes back. */
void convert_carry(struct converting *k, const struct marc_field *f);

/* Text */
struct str convert_trim(struct str s); /* without the signs of ISBD at its ends */
struct str convert_stop(struct str s); /* nor a full stop that ends an area, not an abbreviation */
/* The value, with a sign of ISBD (" :") put at the end of what stands before it in f. */
void convert_add(struct converting *k, struct marc_field *f, char sign, char code,
		 struct str value);
struct str convert_person_21(struct converting *k,
			     const struct marc_field *f); /* "Surname, Names" */
/* "Surname, Names" into $a, $b and $g. */
void convert_person_family(struct converting *k, struct marc_field *to, struct str name);
/* The same subfields, as the pairs say; false: there are others. */
bool convert_pairs(struct converting *k, const struct marc_field *f, const char *pairs, bool back,
		   struct marc_field *to);

#endif
