/*
 * marc - a MARC record: read from any container, in any dialect and encoding; mended; converted;
 * written.
 *
 * Containers: ISO 2709, MARCXML and MarcXchange (ISO 25577), the line format, the text exchange of
 * IRBIS64. Dialects: MARC 21, UNIMARC, RUSMARC, KAZMARC (unverified: docs/adr/0014), IRBIS64.
 * Container, dialect and encoding are found by looking; what a record says of itself is one vote.
 * Delimiters are believed before the directory. What is mended is counted by kind; what cannot be
 * is set aside with its place and a reason. No record is lost in silence.
 */
#ifndef KERUEN_MARC_H
#define KERUEN_MARC_H

#include "text/text.h"
#include "marc/codes.h"

/* Types */
enum marc_dialect { MARC_UNKNOWN, MARC_21, MARC_UNIMARC, MARC_RUSMARC, MARC_KAZMARC, MARC_IRBIS };
enum marc_container { MARC_ISO2709, MARC_XML, MARC_LINES, MARC_IRBIS_TEXT, MARC_CONTAINERS };
struct marc_sub {
	char code; /* 0: what stands before the first subfield (IRBIS) */
	struct str value;
};
struct marc_field {
	char tag[5]; /* "245"; four digits occur in IRBIS */
	char indicators[2];
	struct str control; /* of 00X; else s == NULL */
	struct marc_sub *subs;
	size_t n;
};
struct marc {
	char leader[25]; /* 24 bytes, always whole */
	enum marc_dialect dialect;
	struct marc_field *fields;
	size_t n, room;
};
enum marc_mend {                  /* what was wrong and mended */
		 MEND_LENGTH,     /* the leader's length was not the record's */
		 MEND_TERMINATOR, /* a terminator was missing */
		 MEND_DIRECTORY,  /* the directory did not fit the fields */
		 MEND_PADDING,    /* bytes between records: line ends, NULs, a mark of byte order */
		 MEND_LEADER,     /* a leader too long, too short, or with wrong signs */
		 MEND_INDICATORS, /* multibyte or missing indicators */
		 MEND_SUBFIELD, /* another sign typed for the subfield delimiter; codes in capitals */
		 MEND_CONTROL,    /* control characters in the text */
		 MEND_ENCODING,   /* the declared encoding was not that of the bytes */
		 MEND_TWICE,      /* encoded twice */
		 MEND_DECOMPOSED, /* letters taken apart (и + breve) */
		 MEND_ENTITIES,   /* &quot; &#x…; in the text */
		 MEND_LOST,       /* bytes that are in no encoding: U+FFFD stands for them */
		 MENDS
};
struct marc_options {
	int container;             /* enum marc_container; -1: by looking */
	enum marc_dialect dialect; /* MARC_UNKNOWN: by looking */
	const char *encoding;      /* marc_encodings; NULL: by looking, record by record */
};
struct marc_item {        /* one record of a file, mended or set aside */
	struct marc marc; /* in the arena that was given */
	struct str raw;   /* its bytes as they came */
	int64_t at;       /* where in the file they begin */
	int64_t number;   /* 1 … in the file */
	enum marc_container container;
	const char *encoding; /* as found, one of marc_encodings */
	uint32_t mends;       /* bits 1 << enum marc_mend */
	const char *reason;   /* message id: why it was set aside; NULL: it was read */
};
struct marc_reader; /* opaque: a walk through a file in bounded memory */

extern const char *const marc_encodings[];          /* "utf-8" "marc-8" "windows-1251" … NULL */
const char *marc_dialect_name(enum marc_dialect d); /* "marc21" "unimarc" "rusmarc" … */
bool marc_dialect_of(struct str name, enum marc_dialect *ret) MUST_USE;
const char *marc_container_name(enum marc_container k); /* "iso2709" "marcxml" "lines" "irbis" */
const char *marc_mend_name(enum marc_mend m);           /* message id: "wrong length of a record" */
const char *marc_mend_code(enum marc_mend m);           /* for machines: "length" */

/* Read */
bool marc_likely(struct str head); /* the beginning of a file: is it any of the containers? */
/* From where the descriptor's offset `at` points (0, or marc_item.at + raw.n of the last one done).
 * The descriptor stays the caller's. INVALID: no container we know. */
bool marc_open(struct ctx *c, int fd, int64_t at, const struct marc_options *o,
	       struct marc_reader **ret) MUST_USE; /* lives in c->mem */
/* The next one, in mem. *ret_there: false at the end. INTERNAL: the file cannot be read. */
bool marc_next(struct ctx *c, struct marc_reader *r, struct arena *mem, struct marc_item *ret,
	       bool *ret_there) MUST_USE;
/* The same bytes again: one record as it was kept. ret->reason tells where it cannot be read. */
void marc_again(struct arena *mem, struct str raw, const struct marc_options *o,
		struct marc_item *ret);

/* Look, and change */
const struct marc_field *marc_field(const struct marc *m, const char *tag); /* or NULL */
const struct marc_field *marc_field_next(const struct marc *m, const struct marc_field *f);
struct str marc_sub(const struct marc_field *f, char code); /* s == NULL where absent */
struct str marc_value(const struct marc *m, const char *tag, char code); /* code 0: control */
struct marc_field *marc_add(struct arena *mem, struct marc *m, const char *tag, char i1, char i2);
void marc_add_sub(struct arena *mem, struct marc_field *f, char code, struct str value);
void marc_add_control(struct arena *mem, struct marc *m, const char *tag, struct str value);
bool marc_same(const struct marc *a, const struct marc *b); /* field for field */

/* Write: UTF-8, NFC. RUSMARC and UNIMARC in XML stand in MarcXchange. */
/* LIMIT: over 99,999 bytes; a field over 9,999 is cut into repeated ones, *ret_cut (may be NULL)
 * says how many. */
bool marc_write_iso2709(struct ctx *c, const struct marc *m, struct buf *out,
			size_t *ret_cut) MUST_USE;
void marc_write_xml(const struct marc *m, struct buf *out); /* one <record>, no collection */
void marc_write_lines(const struct marc *m, struct buf *out);

/* Convert by the tables of src/marc/tables: what one dialect cannot say goes along in 886 or 887,
 * so that it comes back. To itself: a copy. */
void marc_convert(struct arena *mem, const struct marc *m, enum marc_dialect to, struct marc *ret);

/* What a format says of its fields: for the form of the cataloguer. */
struct marc_sub_rule {
	char code;
	bool repeats, needed;
	const char *name; /* message id */
	const char *list; /* of controlled values: "languages" "countries" "relators"; or NULL */
};
struct marc_rule {
	const char *tag;
	bool repeats, needed;
	const char *name, *help;          /* message ids */
	const char *indicators[2];        /* allowed signs, ' ' among them; NULL: any */
	const struct marc_sub_rule *subs; /* ends with code 0 */
};
const struct marc_rule *marc_rule(enum marc_dialect d, const char *tag); /* NULL: not known */
const struct marc_rule *marc_rules(enum marc_dialect d, size_t *ret_n);  /* by tag */
struct marc_fault {
	size_t field;     /* of the record; (size_t)-1: the whole record */
	char sub;         /* 0: the field as a whole */
	const char *what; /* message id, {0} the tag, {1} the subfield */
	const char *tag;  /* {0}: of the field, or of that which is missing */
};
size_t marc_check(const struct marc *m, struct marc_fault *ret, size_t max);

#endif
