/*
 * plain - how a MARC record becomes a plain one: rules, a field each, and the ways to make a value.
 *
 * A table of rules is in the order of tags; a field is given to every rule of its tag.
 */
#ifndef KERUEN_FORMAT_PLAIN_H
#define KERUEN_FORMAT_PLAIN_H

#include "format/format_int.h"
#include "marc/marc.h"

struct making { /* a plain record under way */
	struct arena *mem;
	const struct marc *m;
	struct record *r;
	bool also;        /* what is put now stands there already, in another script */
	bool translation; /* it says that it is one */
};
struct rule;
typedef void way_fn(struct making *k, const struct rule *u, const struct marc_field *f);
struct rule {
	const char *tag;
	const char *subs; /* subfields it looks at; "" for what has none (IRBIS) */
	enum record_field field;
	way_fn *way;
};
extern const struct rule plain_rules_21[], plain_rules_family[],
	plain_rules_irbis[]; /* each ends with a NULL tag */
extern const size_t plain_rules_21_n, plain_rules_family_n, plain_rules_irbis_n;

/* Puts a value, unless it is empty or there already; what stands there then, or NULL. */
struct record_value *plain_put(struct making *k, enum record_field field, struct str value);
/* A value without control characters and the punctuation of ISBD. */
struct str plain_clean(struct making *k, struct str raw);
struct str plain_sub(struct making *k, const struct marc_field *f, char code);
bool plain_takes(const struct rule *u, char code);
/* "Т. 2", "Вып. 13", "Бірінші кітап": a title that says nothing but which part it is. */
bool plain_is_designation(struct making *k, struct str title);
/* "С. 5-7", "p. 12", "5 б." */
bool plain_is_pages(struct making *k, struct str s);
/* Sets title, set and part of a volume: of its own title, the set's, and what number it has. */
void plain_put_volume(struct making *k, struct str own, struct str set, struct str number,
		      bool says_nothing);
/* The first value of a field, to be changed; or NULL. Good until the next put. */
struct record_value *plain_find(struct making *k, enum record_field field);

/* Ways */
way_fn way_each, way_joined, way_note, way_heading, way_isbn, way_issn, way_languages, way_series,
	way_extent, way_class, way_bibno, way_place, way_publisher, way_date, way_keywords,
	way_link, way_title_21, way_person_21, way_body_21, way_person_subject_21, way_body_subject,
	way_places_21, way_host_21, way_uniform, way_variant_21, way_original_21, way_country_21,
	way_title_family, way_person, way_body, way_person_subject, way_set, way_host, way_original,
	way_original_title, way_variant, way_title_irbis, way_host_irbis, way_set_irbis,
	way_extent_irbis;

bool plain_is_unimarc(const struct marc *m);

/* What follows from the record as a whole: leader and coded fields. */
void plain_put_level(struct making *k);
void plain_put_carrier(struct making *k);
void plain_put_type(struct making *k);
void plain_put_coded(struct making *k);

#endif
