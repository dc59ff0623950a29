/*
 * format - records and page text as they are written.
 *
 * Reads what partners send beside their files (MARC 21, UNIMARC and RUSMARC in ISO 2709 or XML,
 * Dublin Core XML, CSV or TSV lists) into one plain record, and keeps the bytes as they came.
 */
#ifndef KERUEN_FORMAT_H
#define KERUEN_FORMAT_H

#include "marc/marc.h"

/* Records */
enum record_field {
	RECORD_TITLE,
	RECORD_CREATOR,
	RECORD_CONTRIBUTOR,
	RECORD_PLACE,
	RECORD_PUBLISHER,
	RECORD_DATE,
	RECORD_LANGUAGE,
	RECORD_SUBJECT,
	RECORD_DESCRIPTION,
	RECORD_TYPE,
	RECORD_IDENTIFIER,
	RECORD_ISBN,
	RECORD_ISSN,
	RECORD_EXTENT,
	RECORD_SERIES,
	RECORD_RIGHTS,
	RECORD_FILE,           /* the file or folder it describes, as the sender names it */
	RECORD_PARALLEL,       /* the title in another language or script */
	RECORD_VARIANT,        /* another title it is known by */
	RECORD_RESPONSIBILITY, /* as printed */
	RECORD_EDITION,
	RECORD_PART,     /* its number and name within a set: "Т. 2. Проза" */
	RECORD_SET,      /* the set's title */
	RECORD_HOST,     /* the book or journal that an article stands in */
	RECORD_LEVEL,    /* "monograph" "part" "set" "serial" "article" */
	RECORD_CARRIER,  /* "print" "online" "disc" "microform" "manuscript" */
	RECORD_COUNTRY,  /* ISO 3166-1 alpha-2, capitals */
	RECORD_ORIGINAL, /* language it was translated from, ISO 639 */
	RECORD_ORIGINAL_TITLE,
	RECORD_UDC,
	RECORD_BBK,
	RECORD_DDC,
	RECORD_CLASS,          /* of another scheme: "rugasnti:16.21" */
	RECORD_BIBNO,          /* of a national bibliography or book chamber: "RU b98-1576" */
	RECORD_PLACE_SUBJECT,  /* what place it is about */
	RECORD_PERSON_SUBJECT, /* whom it is about */
	RECORD_GENRE,
	RECORD_AUDIENCE,
	RECORD_NOTE,
	RECORD_URL,
	RECORD_FIELDS
};
struct record_value {
	enum record_field field;
	struct str value; /* UTF-8, NFC, trimmed */
	/* of names, where known; else s == NULL */
	struct str role;  /* relator code of MARC: "aut" "edt" "trl" */
	struct str dates; /* of a life: "1799-1837" */
	struct str ref;   /* the sender's authority number */
	int64_t source;   /* of a title: the source record it was taken from; else 0 */
	bool body;        /* of names: a corporate body or a meeting */
	bool also;        /* the value before it once more, in another script (880) */
};
struct record {
	struct record_value *at;
	size_t n;
	struct str raw; /* the bytes as they came: one MARC record, one XML element, one row */
	const char *raw_format; /* "marc21", "unimarc", "marcxml", "dc", "csv" */
	const char *extension;  /* for keeping raw: "mrc", "xml", "tsv" */
};
struct record_list {
	struct record *at;
	size_t n;
};
const char *record_field_name(enum record_field f); /* "title" … for JSON and lists */
bool record_field_of(struct str name, enum record_field *ret);
struct str record_first(const struct record *r, enum record_field f); /* s == NULL where absent */
void record_add(struct arena *mem, struct record *r, enum record_field f, struct str value);
/* First year in a date: "[1934?]" → 1934; 0 where there is none. */
int record_year(struct str date);

/* Read a file of any size, record by record, in bounded memory: MARC in every container, Dublin
 * Core, lists with a header (CSV, TSV). Format and encoding are found by looking or forced. */
struct record_options {
	/* "iso2709" "marcxml" "lines" "irbis" "dc" "csv" "tsv"; NULL: look. record_again knows
	 * "json" too: record_to_json's text. */
	const char *format;
	const char *dialect;  /* "marc21" … ; NULL: look */
	const char *encoding; /* marc_encodings; NULL: look */
	struct str columns; /* of lists: "title=Название,date=Год"; empty: by their headers */
};
struct record_item {
	struct record record;    /* raw: the bytes as they came */
	const struct marc *marc; /* NULL where it is no MARC */
	struct str id;           /* control number, verbatim; empty where there is none */
	bool deleted;            /* leader status d */
	int64_t at, number;
	const char *format, *dialect, *encoding; /* as found; what record_again needs. Of a list
						  * the dialect says its columns. */
	uint32_t mends;                          /* bits 1 << enum marc_mend */
	const char *reason; /* message id: why it was set aside; NULL: it was read */
};
struct record_reader;
bool record_open(struct ctx *c, int fd, int64_t at, const struct record_options *o,
		 struct record_reader **ret) MUST_USE; /* INVALID: no format we know */
bool record_next(struct ctx *c, struct record_reader *r, struct arena *mem, struct record_item *ret,
		 bool *ret_there) MUST_USE;
/* The first row of a list, which names its columns; empty where there is none. */
struct str record_header(const struct record_reader *r);
/* One record again from the bytes that were kept, by the format, dialect and encoding found. */
bool record_again(struct ctx *c, struct str raw, const struct record_options *o,
		  struct record_item *ret) MUST_USE; /* INVALID */
/* The plain record of a MARC record in any dialect. */
void record_of_marc(struct arena *mem, const struct marc *m, struct record *ret);
/* What a MARC record says of copies: 852, 899, 910 of IRBIS, 995, 866. */
struct record_holding {
	struct str library; /* as written: a sigla, a code, a name; may be empty */
	struct str collection, call_number, barcode, volumes, note, link;
	int copies; /* 0: not told */
};
size_t record_holdings(struct arena *mem, const struct marc *m, struct record_holding **ret);

/* Give. XML pieces are one element with its namespaces; CSV a line. */
void record_to_mods(const struct record *r, struct buf *out);
void record_to_csv(const struct record *r, struct buf *out);
void record_csv_header(struct buf *out);

/* Read a small file of records at once, the format found by looking. *ret_complaints (may be NULL): one line for
 * each record that was mended or left out. INVALID: no format we know. */
bool records_read(struct ctx *c, struct str bytes, struct record_list *ret,
		  struct str *ret_complaints) MUST_USE;
/* A record as we keep it in the object: JSON, fields in order; and back. */
struct str record_to_json(struct arena *mem, const struct record *r);
bool record_from_json(struct ctx *c, struct str json, struct record *ret) MUST_USE;
/* As Dublin Core XML (oai_dc), for humans in fifty years. */
struct str record_to_dc(struct arena *mem, const struct record *r);

#endif
