/*
 * index_int - what the files of the room share.
 *
 * The way in: put.c loads a title, feed.c turns it into terms with the help of vocabulary.c,
 * pages.c writes the table of pages. The way out: query.c understands what was typed, search.c
 * asks, best.c finds the page, facets.c counts, suggest.c mends, passage.c shows.
 *
 * Terms: a word as it stands (lower case) bears no prefix; Z before a stem, only where the stem
 * differs from the word. Words of a record's field stand a second time behind the field's prefix.
 */
#ifndef KERUEN_INDEX_INT_H
#define KERUEN_INDEX_INT_H

#include "index/fts.h"
#include "index/index.h"
#include "index/keys.h"

/* The form of what is kept in DIR/index-N: one more whenever an index made before is not to be read
 * or added to any longer. It stands at the head of the file of places. */
enum { INDEX_FORM = 4 };

/* Prefixes */
#define TERM_STEM      "Z" /* of a word in its language's spelling of today; else see stem_signs */
#define TERM_TITLE     "S"
#define TERM_AUTHOR    "A"
#define TERM_SUBJECT   "XS"
#define TERM_PLACE     "XG"
#define TERM_PERSON    "XN" /* whom it is about */
#define TERM_PUBLISHER "XB"
#define TERM_NAME      "AN" /* and a key of text_name_keys: a person, however spelt */
#define TERM_ID        "Q"
#define TERM_LANGUAGE  "XL:"
#define TERM_KIND      "XK:"
#define TERM_LEVEL     "XV:"
#define TERM_PARTNER   "XP:" /* who holds it; one of each */
#define TERM_CARRIER   "XM:"
#define TERM_COUNTRY   "XY:"
#define TERM_DIGITAL   "XD:"  /* it has a digital copy */
#define TERM_NUMBER    "XI:"  /* ISBN of 13 digits, ISSN, number of a bibliography: bare */
#define TERM_UDC       "XCU:" /* a class, see classes.c */
#define TERM_BBK       "XCB:"
#define TERM_DDC       "XCD:"
#define TERM_BY        "XA:" /* an authority's id */
#define TERM_ABOUT     "XT:"
#define TERM_HEADING   "H" /* and a letter of heading_signs, see heading.c */

enum index_slot {
	SLOT_LANGUAGE,
	SLOT_KIND,
	SLOT_LEVEL,
	SLOT_PARTNER,
	SLOT_YEAR_UP,   /* four digits; 9999 where unknown, so that it comes last */
	SLOT_YEAR_DOWN, /* four digits; none where unknown, so that it comes last */
	SLOT_CARRIER,
	SLOT_COUNTRY,
	SLOT_PLACES, /* where the title's block stands in the file of places: u64, big-endian */
};
enum {
	QUERY_WORDS = 32,  /* of one query; what follows is left out */
	MEET_KEYS = 64,    /* of one query word */
	QUERY_FILTERS = 8, /* of a kind, of one query */
	WORD_STEMS = 12,   /* of one query word, over the languages it may belong to */
	WORD_TERMS = 40,   /* of the index that one query word stands for */
	GAP = 100,         /* between positions of fields and documents: no phrase crosses it */
	PAGES_COUNTED = 1000,
};

/* term: a word as it stands in the index, a byte a letter */
struct str term_pack(struct arena *mem, struct str word);
struct str term_unpack(struct arena *mem, struct str term);
size_t letters_in(struct str utf8);
/* Stems of words that are spelt otherwise, so that they can be told from inflected ones. */
enum stem_kind { STEM_TODAY, STEM_LATIN, STEM_ARABIC, STEM_OLD, STEM_KINDS };
extern const char *const stem_signs[STEM_KINDS]; /* what stands before a stem: Z, Yl, Ya, Yc */
/* How a word is spelt, which in that language has that stem. */
enum stem_kind stem_kind_of(struct str word, struct str stem, const char *lang);
size_t stem_sign_length(struct str term); /* 0: it is a word */

/* vocabulary: the words of a run, each known by a number */
enum { WORD_HEAD = 16, WORDS_AT_ONCE = 64 };
struct term { /* what each occurrence touches stands in the first 64 bytes, one line of the cache */
	_Alignas(64) char head[WORD_HEAD]; /* of the text: most words are told apart by it alone */
	uint16_t text_n;
	bool word;
	int8_t lang;    /* of the stems below; -1: none yet */
	uint8_t keyed;  /* a bit a language: its keys are noted */
	uint32_t noted; /* within the title at hand: the latest struct noted of it; 0 for none */
	uint32_t dealt; /* likewise, + 1, among its terms; 0: not yet */
	uint32_t stems[TEXT_STEMS + 1]; /* a count and term numbers, in the language first met */
	uint32_t **other;               /* by language, likewise; NULL until asked */
	uint32_t *parts;                /* of a word with hyphens, likewise; NULL for none */
	const char *text;               /* prefix and all */
	struct str packed;              /* the same as it stands in the index */
	uint64_t key;                   /* the packed one's first 8 bytes, for sorting */
	uint64_t hash;                  /* the packed one's places_hash */
};
struct vocabulary_slot {
	uint32_t hash;
	uint32_t number; /* + 1; 0: free */
};
struct vocabulary {
	struct arena *mem;
	struct term *at;
	uint32_t n, cap;
	struct vocabulary_slot *slots;
	uint32_t n_slots;
	struct keys_out keys;
	bool without_keys;
};
struct vocabulary *vocabulary_new(void);
void vocabulary_free(struct vocabulary *v);
uint32_t vocabulary_term(struct vocabulary *v, struct str text, bool word);
/* Many words at once, quicker; up to WORDS_AT_ONCE. */
void vocabulary_words(struct vocabulary *v, const struct str *texts, size_t n, uint32_t *ret);
/* The stem terms of a word in a language: [0] is how many, then their numbers. */
const uint32_t *vocabulary_stems(struct vocabulary *v, uint32_t word, int lang);
/* The word was met where recognition was not sure: it may be another. */
void vocabulary_doubt(struct vocabulary *v, uint32_t word);
bool vocabulary_is_large(const struct vocabulary *v); /* time to begin another */
int language_number(const char *lang);      /* 0 for none, else 1… as in text_languages */
const char *language_of_number(int number); /* "" for none */

/* pages: the table of pages, part of the title's block */
struct page_table_doc {
	struct str id;
	size_t n_pages;
	const uint32_t *first; /* position of each page's first word; n_pages + 1 of them */
	const uint32_t *text;  /* where each page begins in the title's text; likewise */
	const uint8_t *langs;  /* language_number of each page */
};
struct page_table {
	struct str title;
	struct page_table_doc *at;
	size_t n;
};
void page_table_write(struct buf *out, const struct page_table *t);
/* The table as it stands in bytes, which it goes on pointing into; they begin at a multiple of 4. */
bool page_table_of(struct ctx *c, struct str bytes, struct page_table *ret) MUST_USE;
/* Which page holds a position: the document's number and the page (1…); false for the record. */
bool page_table_find(const struct page_table *t, uint32_t at, size_t *ret_doc, int *ret_page);

/* places: where each word of a title stands, and the text it stands in */
enum { TEXT_STEP = 16 }; /* positions from one mark to the next */
enum { TEXT_MARK_BITS = 29, TEXT_MARK_AT = (1 << TEXT_MARK_BITS) - 1 };
struct place_list {
	uint64_t hash; /* places_hash of the packed term */
	const uint32_t *at;
	uint32_t n;
};
struct title_text {
	struct str text; /* of all pages, one after another */
	/* Of every sixteenth position from the first page's on: where the word that stands there or
	 * next begins, and in the bits above how many positions further it stands (7: or more). */
	const uint32_t *marks;
	uint32_t n_marks;
};
struct places_out { /* the file being written; path is NULL when closed */
	int fd;
	uint64_t at;
	const char *path;
};
struct places_map {
	const unsigned char *map;
	size_t n;
	struct places_map *older; /* what was read from it is good until places_close */
};
struct places { /* the file being read */
	int fd;
	size_t n; /* of the file, as far as is known */
	struct places_map *map;
};
struct title_places { /* one title's block, borrowed until places_close */
	const unsigned char *block;
	size_t n;
	struct str page_table;
	uint32_t n_slots;
	struct title_text text;
};
uint64_t places_hash(struct str packed);
struct str places_block(struct arena *mem, struct str page_table, const struct place_list *lists,
			size_t n, const struct title_text *text);
/* CONFLICT: a file of another form of index, INDEX_FORM. */
bool places_out_open(struct ctx *c, const char *path, struct places_out *ret) MUST_USE;
bool places_append(struct ctx *c, struct places_out *out, struct str block,
		   uint64_t *ret_at) MUST_USE;
bool places_out_sync(struct ctx *c, struct places_out *out) MUST_USE;
void places_out_close(struct places_out *out);
bool places_open(struct ctx *c, const char *path, struct places *ret) MUST_USE; /* CONFLICT */
void places_close(struct places *p);
bool places_at(struct ctx *c, struct places *p, uint64_t at, struct title_places *ret) MUST_USE;
/* Up to max positions of a word, in order. */
size_t places_find(const struct title_places *t, uint64_t hash, uint32_t *ret, size_t max);
/* How many there are, in all; never more than the block has bytes. */
size_t places_count(const struct title_places *t, uint64_t hash);
struct place_cursor { /* one after another, only forwards */
	const unsigned char *p, *end;
	uint32_t at, left;
};
bool places_begin(const struct title_places *t, uint64_t hash, struct place_cursor *ret);
/* How many there are from this one on; never more than the block has bytes. */
size_t places_left(const struct place_cursor *k);
/* On to the first at or after `at`; false where there is none. */
bool place_from(struct place_cursor *k, uint32_t at);
/* Ask for memory that will be looked at soon: of a word's slot, then of its list. */
void places_ahead(const struct title_places *t, uint64_t hash);
void places_list_ahead(const struct title_places *t, uint64_t hash);

/* writer: the engine's index and the places beside it, changed together */
struct writer {
	struct fts_writer *fts;
	struct places_out places;
	const char *changes; /* path of the list of documents that changed; NULL while building */
	int changes_fd;
};
bool writer_changed(struct ctx *c, struct writer *w, uint32_t doc) MUST_USE;
bool writer_remove(struct ctx *c, struct writer *w, struct str id_term) MUST_USE;
bool changes_open(struct ctx *c, struct writer *w, const char *folder) MUST_USE;
void changes_close(struct writer *w);

/* deal: where each word of the title at hand stands, sorted by term */
enum { NO_STEMS = -1 };
struct noted {          /* a word in a language */
	uint32_t term;  /* its number */
	uint32_t n;     /* how often */
	uint32_t extra; /* weight besides */
	uint32_t other; /* the same word in another language; 0 for none */
	int lang;       /* NO_STEMS: a term that has none */
};
struct note { /* a place in the text, in order */
	uint32_t noted, at;
};
struct notes {
	struct vocabulary *words;
	struct noted *noted; /* from 1 */
	size_t n_noted, cap_noted;
	struct note *at;
	size_t n, cap;
};
struct dealt { /* a term of the title */
	struct str packed;
	uint64_t hash; /* its places_hash */
	uint32_t weight;
	uint32_t n;
	const uint32_t *at; /* its positions */
};
/* By the bytes of the packed terms. Call notes_clear before more is noted. */
struct dealt *deal(struct arena *mem, struct notes *notes, size_t *ret_n);
void notes_clear(struct notes *notes);

/* feed: one title after another, made into documents of the index */
struct feed;
struct feed_facts {
	struct str id, language, kind, level, carrier, country;
	struct str holders; /* partners' numbers, in order: "3 17" */
	int year;
};
struct feed *feed_new(struct ctx *c); /* ends with c->mem, or feed_free */
void feed_free(struct feed *f);
void feed_begin(struct feed *f, const struct feed_facts *facts);
/* Words of the record. prefix may be NULL; weight is added to each word's count. */
void feed_field(struct feed *f, const char *prefix, uint32_t weight, struct str text);
/* The same words behind a second prefix. */
void feed_field_twice(struct feed *f, const char *prefix, const char *second, uint32_t weight,
		      struct str text);
/* A term that stands for itself: a filter, a heading. */
void feed_term(struct feed *f, const char *prefix, struct str value);
/* Who wrote it, or had a part in it: found however the name is spelt. */
void feed_name(struct feed *f, struct str name);
void feed_document(struct feed *f, struct str id);
void feed_page(struct feed *f, struct str text, const char *lang);
/* A word of a page that recognition was not sure of: it is found by what it may have been. */
void feed_doubt(struct feed *f, struct str word);
/* Writes what was noted of new words to the folder's keys, and forgets the words where they have
 * become many: between titles, from time to time. */
bool feed_rest(struct ctx *c, struct feed *f, const char *folder) MUST_USE;
bool feed_is_tired(const struct feed *f); /* has many words: time to rest */
void feed_without_keys(struct feed *f);   /* for measuring what they cost */
size_t feed_bytes(const struct feed *f);  /* of text since feed_new */
bool feed_end(struct ctx *c, struct feed *f, struct writer *w) MUST_USE;

/* describe: what a title's record says, fed */
void feed_record(struct ctx *c, struct feed *f, const struct title *t, const struct record *r);

/* heading: how a heading stands in the index: where it sorts, then as it is written */
enum { HEADING_KEY = 100 };
/* At the front of every term of headings that sort alike. */
struct str heading_start(struct arena *mem, enum index_by by, struct str form);
struct str heading_term(struct arena *mem, enum index_by by, struct str form);
struct str heading_form(struct arena *mem, struct str term); /* back again */
struct str heading_prefix(struct arena *mem, enum index_by by);
size_t heading_key_end(struct str term); /* where in the term its key ends */

/* classes: the terms under which a class is found, and those of a class that was asked for */
enum { CLASS_LEVELS = 3 };                  /* signs of which every start is a term */
extern const char *const class_prefixes[3]; /* UDC, BBK, DDC */
struct str class_key(struct arena *mem, struct str text);
struct str class_order(struct arena *mem, struct str text); /* how classes sort */
/* A number as it is looked up; empty where there is none in it. */
struct str number_key(struct arena *mem, struct str value);
struct str bare_number(struct arena *mem, struct str value); /* digits; empty for none of ISO's */
void feed_class(struct ctx *c, struct feed *f, const char *prefix, struct str text);

/* build: an index made beside in parts, packed, and put in place by one rename */
struct build;
bool build_new(struct ctx *c, struct build **ret) MUST_USE;
/* The feed and writer for the next title; may begin another part. */
bool build_next(struct ctx *c, struct build *b, struct feed **ret_feed,
		struct writer **ret) MUST_USE;
bool build_finish(struct ctx *c, struct build *b) MUST_USE;
const char *index_path(struct ctx *c); /* DIR/index, a link to the index in use */
bool index_lock(struct ctx *c, int *ret_fd) MUST_USE;
/* An error met on memory of its own, in c's. */
void hand_on_error(struct ctx *c, const struct ctx *own);

/* query: what was typed, understood */
enum word_kind { WORD_PLAIN, WORD_PHRASE, WORD_START };
enum { PART_WHOLE = 255 };
struct word_term { /* a term of the index that answers a word */
	struct str term;
	uint64_t hash;   /* its places_hash */
	struct str text; /* the word or stem, without what stands before it in the index */
	enum index_way way;
	uint8_t part; /* of a phrase: which of its words it answers; PART_WHOLE: all of them */
	bool stem;
	uint32_t docs;
};
struct word { /* one thing asked for: a word, a phrase, or the start of words */
	enum word_kind kind;
	const char *prefix; /* of the field it must stand in; NULL for anywhere */
	bool unwanted;
	bool typed;        /* only as it was typed */
	bool joined;       /* a phrase typed as one word, 22.11.1934: it may be inflected */
	bool light;        /* as small as "and": need not be there, and weighs little */
	size_t at, n;      /* where it stands in the query */
	struct str *exact; /* the word; of a phrase each of its words; of a start its letters */
	size_t n_exact;
	struct str whole; /* of a joined phrase: all of it as one word; may be empty */
	struct str stems[WORD_STEMS];
	uint8_t stem_kinds[WORD_STEMS]; /* how the word itself is spelt that has this stem */
	size_t n_stems;
	struct word_term terms[WORD_TERMS]; /* what the index has of it, the closest first */
	size_t n_terms;
	uint32_t docs; /* in how many titles the commonest of them stands */
	double weight; /* what it says beside other words: 0..1, rare words more */
};
struct year_span {
	int from, to; /* 0: open */
	bool unwanted;
};
struct asked_language {
	struct str code;
	bool unwanted;
};
struct asked_class {
	struct str key;
	const char *prefix; /* NULL: in any of them */
	bool unwanted;
	struct str *terms; /* that the index has of it */
	size_t n_terms;
};
struct asked_number {
	struct str value;
	bool unwanted;
};
struct handle;
struct index_terms {
	struct str query;
	struct word at[QUERY_WORDS];
	size_t n;
	bool any; /* not all of the words were found together: any of them counts */
	struct asked_language languages[QUERY_FILTERS]; /* any of them */
	size_t n_languages;
	struct year_span years[QUERY_FILTERS]; /* any of them */
	size_t n_years;
	struct asked_class classes[QUERY_FILTERS]; /* each of them */
	size_t n_classes;
	struct asked_number numbers[QUERY_FILTERS]; /* any of them */
	size_t n_numbers;
	struct str *headings; /* terms of the heading that must be there */
	size_t n_headings;
};
/* Is this word to be found on pages? */
bool word_on_pages(const struct word *w);
/* Must a title have it? Not where it is light, unless there is nothing else. */
bool word_needed(const struct index_terms *t, const struct word *w);
/* Does a page answer by it, and is it marked there? */
bool word_counts(const struct index_terms *t, const struct word *w);
bool query_parse(struct ctx *c, struct str text, const char *lang,
		 struct index_terms *ret) MUST_USE;
/* Nothing but what was typed. */
void query_as_typed(struct index_terms *t);
/* Those it may be in, by its script; ends with NULL. */
const char *const *word_languages(struct str word);
/* A word that is too common in its language to tell titles apart. */
bool word_is_light(struct str word);

/* asked: fields and filters by the names that readers give them */
struct asked { /* what stands before a word */
	bool unwanted, typed;
	const char *prefix;
};
enum asked_kind { ASKED_NOTHING, ASKED_FIELD, ASKED_FILTER };
/* Takes "field:" off a chunk. ASKED_FILTER: the value went into t, and nothing is left to find. */
bool is_asked_name(struct ctx *c, struct str chunk); /* with the colon, and nothing after it */
enum asked_kind take_asked(struct ctx *c, struct index_terms *t, struct asked *asked,
			   struct str *chunk);

/* also: other names of the places that a query names */
struct also {
	size_t at, n;      /* words[at] to words[at + n - 1] name a place */
	struct str *names; /* its other names, words parted by spaces */
	size_t n_names;
};
/* In c->mem; how many, at most max. */
size_t also_known(struct ctx *c, const struct str *words, size_t n, struct also *ret, size_t max);

/* meet: what else the library has that sounds like a word */
enum { MEET_STRICT, MEET_LOOSE, MEET_LOOSEST, MEETS };
struct sounds { /* the keys of a word, or of its stems, in the languages it may be in */
	struct str at[MEET_KEYS];
	size_t n;
};
void meet_word(struct arena *mem, struct str word, struct sounds *ret);
void meet_stems(struct arena *mem, struct str word, struct sounds *ret);
/* Told of each term (packed) that has one of the keys, as strict as that. */
void meet_find(const struct keys *k, enum key_kind kind, const struct sounds *m, int how,
	       keys_word_fn *each, void *arg);

/* named: what the places and people are called besides that a query may name */
enum { QUERY_PLACES = 8, OTHER_NAMES = 48 };
struct asked_names { /* of a query, word by word */
	struct str words[QUERY_WORDS];
	size_t n;
	struct also also[QUERY_PLACES];
	size_t n_also;
};
struct other_name {
	const char *sign; /* what stands before it in the index: "", TERM_STEM or TERM_NAME */
	struct str text;
};
struct other_names { /* the likeliest first */
	struct other_name at[OTHER_NAMES];
	size_t n;
};
void title_names_read(struct ctx *c, const struct index_terms *t, struct asked_names *ret);
void names_of_place(struct ctx *c, const struct asked_names *names, size_t word,
		    struct other_names *ret);
void names_of_person(struct ctx *c, const struct asked_names *names, size_t word,
		     struct other_names *ret);

/* expand: looks up what the index has of each word */
bool query_expand(struct ctx *c, struct handle *h, struct index_terms *t) MUST_USE;
/* What the filters of the query stand for. */
bool query_expand_filters(struct ctx *c, struct handle *h, const struct index_query *q,
			  struct index_terms *t) MUST_USE;
/* And, where any of the words count, the words that begin alike. */
bool query_expand_kindred(struct ctx *c, struct handle *h, struct index_terms *t) MUST_USE;
/* ask: the engine's query */
const struct fts_query *query_build(struct ctx *c, const struct index_terms *t,
				    const struct index_query *q);
/* One word in one way, to count its titles. */
const struct fts_query *query_of_way(struct ctx *c, const struct word *w, enum index_way way);
extern const double way_worth[WAYS]; /* what a word is worth that was met this way */

/* answer: a word of a page against a word asked for */
struct seen_word {
	struct str exact;
	const char *lang; /* of its page; may be NULL */
	bool stemmed;
	size_t n;
	char stems[TEXT_STEMS][128];
};
bool word_answers(const struct word *w, struct seen_word *seen);

/* handle: the one open index of this process */
struct column { /* a facet's value of every document: numbers of values */
	uint32_t *of;
	struct str *values; /* [0] is none */
	size_t n_values, cap;
	uint32_t *slots; /* numbers of values by their hash */
	size_t n_slots;
};
enum {
	COLUMN_LANGUAGE,
	COLUMN_KIND,
	COLUMN_LEVEL,
	COLUMN_HOLDERS, /* sets of partners, as in feed_facts */
	COLUMN_YEAR,
	COLUMN_CARRIER,
	COLUMN_COUNTRY,
	COLUMNS
};
struct handle {
	struct fts *fts;
	struct places places;
	struct keys keys;
	uint64_t *blocks;  /* of each document, + 1; 0 for none */
	struct arena *mem; /* of the columns */
	struct arena *sets_mem;
	struct column columns[COLUMNS];
	uint16_t *years;   /* of each document; 0: unknown */
	struct sets *sets; /* of common terms, see count.c; NULL until asked */
	uint32_t n_docs;   /* the columns go so far */
	size_t room;       /* of documents, in the columns */
	bool has_columns;
	bool stale;       /* the index has changed since they were read */
	size_t change_at; /* in the list of changes: what stands before it is in the columns */
	uint64_t device, inode;
	const char *path;
	int64_t process;
};
/* Open and up to date; ABSENT where there is no index yet. */
bool handle_get(struct ctx *c, struct handle **ret) MUST_USE;
void handle_drop(struct handle *h); /* after trouble: the next handle_get opens anew */

/* After an error: shall it be asked again? The index may have changed while it was read (BUSY). */
enum { INDEX_TRIES = 6 };
bool index_again(struct ctx *c, int tried);

/* One title's places; ABSENT where it has none. */
bool handle_places(struct ctx *c, struct handle *h, uint32_t doc,
		   struct title_places *ret) MUST_USE;
/* Asks for its memory, to be at hand soon. */
void handle_places_ahead(struct handle *h, uint32_t doc);
bool columns_read(struct ctx *c, struct handle *h) MUST_USE;

/* facets */
struct facet_count {
	const struct handle *handle;
	int64_t total;
	int64_t *counts[COLUMNS];
};
void facets_begin(struct ctx *c, struct handle *h, struct facet_count *ret);
void facets_count(struct facet_count *f, uint32_t doc);
void facets_end(struct ctx *c, const struct facet_count *f, struct index_result *ret);

/* best: where on its pages a title holds the words */
struct place {
	uint32_t at;
	uint8_t word, way;
	uint8_t length; /* a phrase takes a position a word */
};
struct found { /* in order */
	struct place *at;
	size_t n;
};
struct best {
	double score; /* 0..1: how many of the words, how close */
	int page, n_pages;
	size_t doc;         /* in the table */
	struct found found; /* on the best page, in the scratch arena */
};
void best_page(struct arena *scratch, const struct index_terms *t,
	       const struct title_places *places, const struct page_table *pages, struct best *ret);
void best_pages(struct arena *mem, const struct index_terms *t, const struct title_places *places,
		const struct page_table *pages, size_t document, struct index_page_hits *ret);

/* phrase: what the engine cannot tell */
bool has_phrases(const struct index_terms *t);
/* Does a title hold the phrases in order, and unwanted ones not at all? */
bool phrases_hold(const struct index_terms *t, const struct title_places *places);
/* The same of many: a bit for each that does. */
bool phrases_check(struct ctx *c, struct handle *h, const struct index_terms *t,
		   const uint32_t *docs, size_t n, uint64_t *ret_hold) MUST_USE;

/* count: every title that answers a query of the engine, phrases aside, as a bit a document */
bool query_titles(struct ctx *c, struct handle *h, const struct fts_query *q,
		  uint64_t **ret) MUST_USE;
size_t titles_in(struct arena *mem, const struct handle *h, const uint64_t *set, uint32_t **ret);

/* quote: the passage of a hit's best page; false where it has none */
bool quote(struct ctx *c, const struct title_places *places, const struct page_table *table,
	   const struct best *b, struct index_passage *ret);

/* suggest */
bool suggest(struct ctx *c, struct fts *f, const struct index_terms *t, struct str *ret) MUST_USE;

#endif
