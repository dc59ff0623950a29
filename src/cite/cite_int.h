/*
 * cite_int - a record taken apart for citing, and what the styles share.
 */
#ifndef KERUEN_CITE_INT_H
#define KERUEN_CITE_INT_H

#include "cite/cite.h"

enum { NAMES_MOST = 30 };

struct cited_name {
	struct str family; /* or the whole, where it has no parts */
	struct str given; /* as written: "Мухтар Омарханович", "М. О."; may be empty */
	struct str initials; /* "М. О."; may be empty */
};
struct cited_names {
	struct cited_name at[NAMES_MOST];
	size_t n;
};
/* What a citation is made of; texts that are not there are empty. */
struct cited {
	const struct record *record;
	struct str title, subtitle; /* of the part too: "Собрание сочинений. Т. 2" */
	struct cited_names authors, editors, translators;
	struct str responsibility, edition, place, publisher, date, extent, series;
	struct str host, issue; /* of an article: where it stands, in which number */
	struct str isbn, issn, language, url;
	int year, pages;
	bool article, serial, online;
	const char *
		kind; /* of title_kind's words, by the record's type: "map", "sound"; "" for text */
	int64_t now;
};

void cited_of(struct arena *mem, const struct record *r, struct str address, int64_t now,
	      struct cited *ret);
/* "Ауэзов М. О." with what stands between family name and initials */
void cite_add_name(struct buf *b, const struct cited_name *n, const char *between);
/* Of an article, without what comes before its host: "Жұлдыз. 1986. № 5. С. 5–7" */
void cite_add_host(struct buf *b, const struct cited *x, const char *between);
/* The day as "25.11.2026". */
void cite_add_day(struct buf *b, int64_t when);
/* A full stop, unless one is there. */
void cite_stop(struct buf *b);

struct str cite_gost5(struct arena *mem, const struct cited *x);
struct str cite_gost100(struct arena *mem, const struct cited *x);
struct str cite_apa(struct arena *mem, const struct cited *x);
struct str cite_bibtex(struct arena *mem, const struct cited *x);
struct str cite_ris(struct arena *mem, const struct cited *x);
struct str cite_csl(struct arena *mem, const struct cited *x);

#endif
