/*
 * marc_int - what the files of this room share.
 */
#ifndef KERUEN_MARC_INT_H
#define KERUEN_MARC_INT_H

#include "marc/marc.h"

/* Limits on foreign files */
enum {
	MARC_BYTES_MAX = 8 << 20, /* of one record */
	MARC_FIELDS_MAX = 20000,  /* of one record */
	SUBS_LEAST = 4,           /* room for subfields, doubled as they come */
};
enum { END_RECORD = 0x1D, END_FIELD = 0x1E, DELIMITER = 0x1F, LEADER = 24, ENTRY = 12 };

/* In the order of marc_encodings */
enum marc_encoding {
	ENC_UTF8,
	ENC_MARC8,
	ENC_1251,
	ENC_KOI8R,
	ENC_866,
	ENC_8859_5,
	ENC_KZ1048,
	ENC_PT154,
	ENC_1252,
	ENC_5426,
	ENCODINGS
};

/* What the records of a file were so far: the next one's likeliest reading where it says little. */
struct marc_prior {
	uint32_t encodings[ENCODINGS]; /* of records with letters past ASCII, but for UTF-8 */
	uint32_t dialects[MARC_IRBIS + 1];
};
/* One record being read. */
struct marc_reading {
	struct arena *mem;
	const struct marc_options *o;
	const struct marc_prior *prior; /* NULL: it is read by itself */
	struct marc_item *item;
	enum marc_encoding encoding;
	struct str declared; /* the encoding that 100 $a of UNIMARC says, or empty */
	bool high;           /* it has letters past ASCII */
	bool plain;          /* nothing in its text needs a look: values are its bytes */
	bool by_table; /* its letters are of a charset of one byte each, and no more is to be done */
	bool escaped;  /* its text has the entities of XML */
};
/* Where the next record of a container stands in what there is of a file. */
struct marc_frame {
	size_t skip, n; /* bytes before it, its own; n 0: none yet, after those skipped */
	uint32_t mends;
	const char *reason; /* it is none that can be read */
};

/* The containers, each a line of marc_ways. */
struct marc_way {
	bool (*likely)(struct str head);
	/* False: more bytes are needed to tell; at the end of the file there are none to come. */
	bool (*frame)(struct str have, bool end, struct marc_frame *ret);
	void (*read)(struct marc_reading *g, struct str raw);
};
extern const struct marc_way marc_ways[MARC_CONTAINERS];

bool iso2709_likely(struct str head);
bool iso2709_frame(struct str have, bool end, struct marc_frame *ret);
void iso2709_read(struct marc_reading *g, struct str raw);
bool xml_likely(struct str head);
bool xml_frame(struct str have, bool end, struct marc_frame *ret);
void xml_read(struct marc_reading *g, struct str raw);
bool lines_likely(struct str head);
bool lines_frame(struct str have, bool end, struct marc_frame *ret);
void lines_read(struct marc_reading *g, struct str raw);
bool irbis_likely(struct str head);
bool irbis_frame(struct str have, bool end, struct marc_frame *ret);
void irbis_read(struct marc_reading *g, struct str raw);

/* Sets a record aside with a reason, the first one given. */
void marc_aside(struct marc_reading *g, const char *reason);
void marc_mended(struct marc_reading *g, enum marc_mend m);
/* MAB2 says so in its leader ("M2.0"); its tags mean other things: set aside. */
bool marc_is_mab(struct marc_reading *g, const char *leader);
/* A leader of whatever length put into 24 places. */
void marc_leader(struct marc_reading *g, struct str bytes);

/* A tag of letters and digits, "?" for any other sign. */
void marc_tag(struct marc_reading *g, struct str s, char ret[5]);
/* The text of a field under its tag goes into the record, its indicators and subfields found. */
void marc_read_field(struct marc_reading *g, const char *tag, struct str s);
/* Subfields opened by a sign and their codes, into f; what stands before the first gets code 0. */
void marc_read_subs(struct marc_reading *g, struct marc_field *f, struct str s, char sign);

/* Finds the encoding of a record's text; declared: what 100 $a/26-29 of UNIMARC says, or empty. */
void marc_text_begin(struct marc_reading *g, struct str text, struct str declared);
/* When its dialect is known: did it say another encoding? */
void marc_text_end(struct marc_reading *g);
/* A value in UTF-8, NFC, mended; its bytes themselves where they are that already. */
struct str marc_text(struct marc_reading *g, struct str value);
/* What the beginning of a file says of its encoding. */
void marc_prior_of(struct str head, struct marc_prior *ret);
bool marc_encoding_of(const char *name, enum marc_encoding *ret);

/* MARC-8 (ANSEL, Cyrillic escapes) to UTF-8; total. */
struct str marc8_decode(struct arena *mem, struct str bytes);
/* Has its escapes, or bytes over 0x7F that are mostly its diacritics before letters; fewer of them
 * will do where the file's other records are usually so. */
bool marc8_escapes(struct str bytes);
bool marc8_likely(struct str bytes, bool usual);
/* ISO 5426, the extended Latin of UNIMARC before Unicode, to UTF-8; total. */
struct str iso5426_decode(struct arena *mem, struct str bytes);

/* What a record is by its own fields and by those before it. */
enum marc_dialect marc_dialect_find(const struct marc *m, const struct marc_prior *prior);

/* Room for that many fields in all. */
void marc_fields_room(struct arena *mem, struct marc *m, size_t room);
/* Room for n subfields as marc_add_sub reckons it: the next power of two, at least SUBS_LEAST. */
size_t marc_subs_room(size_t n);

#endif
