/* Two records beside one another: the fields in a cataloguer's order, the words that differ marked. */
#include "web/staff.h"

enum { WORDS_MOST = 400, VALUES_MOST = 40 };

static const struct {
	enum record_field field;
	const char *name;
} shown[] = {
	{ RECORD_TITLE, N_("Title") },
	{ RECORD_PARALLEL, N_("Parallel title") },
	{ RECORD_VARIANT, N_("Other title") },
	{ RECORD_RESPONSIBILITY, N_("Responsibility") },
	{ RECORD_CREATOR, N_("Author") },
	{ RECORD_CONTRIBUTOR, N_("With") },
	{ RECORD_PART, N_("Part") },
	{ RECORD_SET, N_("Multivolume set") },
	{ RECORD_HOST, N_("Published in") },
	{ RECORD_EDITION, N_("Edition") },
	{ RECORD_PLACE, N_("Place") },
	{ RECORD_PUBLISHER, N_("Publisher") },
	{ RECORD_DATE, N_("Date") },
	{ RECORD_EXTENT, N_("Extent") },
	{ RECORD_SERIES, N_("Series") },
	{ RECORD_ISBN, "ISBN" },
	{ RECORD_ISSN, "ISSN" },
	{ RECORD_BIBNO, N_("Bibliography number") },
	{ RECORD_LANGUAGE, N_("Language") },
	{ RECORD_ORIGINAL, N_("Translated from") },
	{ RECORD_ORIGINAL_TITLE, N_("Original title") },
	{ RECORD_COUNTRY, N_("Country") },
	{ RECORD_LEVEL, N_("Level") },
	{ RECORD_TYPE, N_("Kind") },
	{ RECORD_CARRIER, N_("Carrier") },
	{ RECORD_UDC, N_("UDC") },
	{ RECORD_BBK, N_("BBK") },
	{ RECORD_DDC, N_("DDC") },
	{ RECORD_CLASS, N_("Other class") },
	{ RECORD_SUBJECT, N_("Subjects") },
	{ RECORD_PLACE_SUBJECT, N_("About the place") },
	{ RECORD_PERSON_SUBJECT, N_("About the person") },
	{ RECORD_GENRE, N_("Genre") },
	{ RECORD_AUDIENCE, N_("Intended readers") },
	{ RECORD_DESCRIPTION, N_("Summary") },
	{ RECORD_NOTE, N_("Notes") },
	{ RECORD_IDENTIFIER, N_("Identifier") },
	{ RECORD_URL, N_("Link") },
};

struct word {
	struct str as, key; /* as written; as compared: lower case, without signs around */
	bool line;          /* a value begins here */
	bool common;        /* stands in the other record too, in the same order */
};
struct words {
	struct word *at;
	size_t n;
};

/* -- words --------------------------------------------------------------------------------------- */

/* Signs around a word are how a format writes, not what it says. */
static struct str bare(struct arena *mem, struct str s)
{
	static const char *const signs[] = { ",", ".", ";", ":", "/", "(", ")", "[", "]", "\"",
					     "«", "»", "„", "“", "”", "–", "—", "-", "=" };
	struct str before = STR_NONE;
	while (s.n != before.n || s.s != before.s) {
		before = s;
		for (size_t i = 0; i < COUNT_OF(signs); i++) {
			size_t n = strlen(signs[i]);
			if (s.n >= n && str_starts(s, signs[i]))
				s = str_from(s, n);
			if (s.n >= n && str_ends(s, signs[i]))
				s = str_upto(s, s.n - n);
		}
	}
	return text_lower(mem, s);
}

static void add_words(struct arena *mem, struct words *w, struct str value)
{
	struct str word;
	bool first = true;
	while (w->n < WORDS_MOST && str_next(&value, ' ', &word)) {
		if (!word.n)
			continue;
		w->at[w->n++] = (struct word){ .as = word, .key = bare(mem, word), .line = first };
		w->at[w->n - 1].common = w->at[w->n - 1].key.n == 0; /* signs alone */
		first = false;
	}
}

static struct words words_of(struct web_request *r, const struct record *x, enum record_field f)
{
	struct arena *mem = r->c->mem;
	struct words w = { arena_array_of(mem, WORDS_MOST, struct word), 0 };
	size_t values = 0;
	for (size_t i = 0; i < x->n && values < VALUES_MOST; i++) {
		struct str value = x->at[i].value;
		if (x->at[i].field != f)
			continue;
		if (f == RECORD_LANGUAGE || f == RECORD_ORIGINAL)
			value = text_language_name(mem, r->c->lang, value);
		add_words(mem, &w, value);
		values++;
	}
	return w;
}

/* The longest common run of words, in order (Hunt and Szymanski's problem, by the plain table). */
static void find_common(struct arena *mem, struct words *a, struct words *b)
{
	size_t across = b->n + 1;
	uint16_t *best = arena_array_of(mem, (a->n + 1) * across, uint16_t);
	for (size_t i = a->n; i-- > 0;)
		for (size_t k = b->n; k-- > 0;) {
			uint16_t down = best[(i + 1) * across + k];
			uint16_t right = best[i * across + k + 1];
			bool same = str_same(a->at[i].key, b->at[k].key);
			uint16_t both = best[(i + 1) * across + k + 1];
			best[i * across + k] = same           ? (uint16_t)(both + 1)
					       : down > right ? down
							      : right;
		}
	for (size_t i = 0, k = 0; i < a->n && k < b->n;) {
		if (str_same(a->at[i].key, b->at[k].key)) {
			a->at[i++].common = b->at[k++].common = true;
			continue;
		}
		if (best[(i + 1) * across + k] >= best[i * across + k + 1])
			i++;
		else
			k++;
	}
}

/* -- rows ---------------------------------------------------------------------------------------- */

static struct html marked(struct arena *mem, const struct words *w, bool mark)
{
	struct buf b;
	bool open = false;
	buf_init(&b, mem, 0);
	for (size_t i = 0; i < w->n; i++) {
		bool differs = mark && !w->at[i].common;
		if (open && (!differs || w->at[i].line)) {
			buf_add_z(&b, "</mark>");
			open = false;
		}
		if (i)
			buf_add_z(&b, w->at[i].line ? "<br>" : " ");
		if (differs && !open)
			buf_add_z(&b, "<mark>");
		open = differs;
		buf_add_html(&b, w->at[i].as);
	}
	if (open)
		buf_add_z(&b, "</mark>");
	return (struct html){ buf_str(&b) };
}

static bool all_common(const struct words *w)
{
	for (size_t i = 0; i < w->n; i++)
		if (!w->at[i].common)
			return false;
	return true;
}

struct view_compared_list compare_records(struct web_request *r, const struct record *a,
					  const struct record *b)
{
	struct arena *mem = r->c->mem;
	struct view_compared_list list = {
		arena_array_of(mem, COUNT_OF(shown), struct view_compared), 0
	};
	for (size_t i = 0; i < COUNT_OF(shown); i++) {
		struct words wa = words_of(r, a, shown[i].field);
		struct words wb = words_of(r, b, shown[i].field);
		if (!wa.n && !wb.n)
			continue;
		bool lone = !wa.n || !wb.n;
		find_common(mem, &wa, &wb);
		list.at[list.n++] = (struct view_compared){
			.name = shown[i].name,
			.a = marked(mem, &wa, !lone),
			.b = marked(mem, &wb, !lone),
			.differs = !lone && !(all_common(&wa) && all_common(&wb)),
			.lone = lone,
		};
	}
	return list;
}
