/*
 * veto - differences that nothing outvotes: another volume, class, year, language, carrier.
 */
#include "match/compare_int.h"

static bool shares(const uint16_t *a, size_t n, const uint16_t *b, size_t m)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < m; j++)
			if (a[i] == b[j])
				return true;
	return false;
}

static bool shares_hash(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < m; j++)
			if (a[i] == b[j])
				return true;
	return false;
}

/* The values of one label, in order. */
struct values {
	uint16_t at[NUMERALS_MAX];
	size_t n;
};

static struct values values_of(const struct match_facts *f, unsigned labels)
{
	struct values v = { .n = 0 };
	for (size_t i = 0; i < f->n_numerals; i++)
		if (labels & 1u << f->numerals[i].label)
			v.at[v.n++] = f->numerals[i].value;
	return v;
}

static bool has_value(const struct values *v, unsigned value)
{
	for (size_t i = 0; i < v->n; i++)
		if (v->at[i] == value)
			return true;
	return false;
}

static size_t missing(const struct values *a, const struct values *b)
{
	size_t n = 0;
	for (size_t i = 0; i < a->n; i++)
		n += !has_value(b, a->at[i]);
	return n;
}

static bool same(const struct values *a, const struct values *b)
{
	return !missing(a, b) && !missing(b, a);
}

static const unsigned STEPS = 1u << LABEL_VOLUME | 1u << LABEL_PART | 1u << LABEL_BOOK |
			      1u << LABEL_ISSUE;

/* What one side says under a label that the other side does not use. */
static struct values left_over(const struct match_facts *f, const struct match_facts *other,
			       unsigned labels)
{
	struct values v = { .n = 0 };
	for (size_t i = 0; i < f->n_numerals; i++) {
		unsigned label = 1u << f->numerals[i].label;
		struct values theirs = values_of(other, label);
		if (labels & label && theirs.n == 0)
			v.at[v.n++] = f->numerals[i].value;
	}
	return v;
}

/* Under the same label: unequal is another one. */
static void veto_label(struct pair *p, enum label label, const char *what)
{
	struct values a = values_of(p->a, 1u << label), b = values_of(p->b, 1u << label);
	if (a.n && b.n && !same(&a, &b))
		pair_veto(p, what);
}

/* One library's volume 2 is another's part 2, or a bare 2 behind the title. */
static void veto_steps(struct pair *p)
{
	static const enum label steps[] = { LABEL_VOLUME, LABEL_PART, LABEL_BOOK, LABEL_ISSUE };
	for (size_t i = 0; i < COUNT_OF(steps); i++)
		veto_label(p, steps[i], N_("another part of the set"));
	unsigned any = STEPS | 1u << LABEL_BARE;
	struct values a = left_over(p->a, p->b, any), b = left_over(p->b, p->a, any);
	struct values a_steps = left_over(p->a, p->b, STEPS),
		      b_steps = left_over(p->b, p->a, STEPS);
	if (a_steps.n == 0 && b_steps.n == 0)
		return;
	if (same(&a, &b))
		return;
	if (a.n && b.n && missing(&a, &b) && missing(&b, &a))
		pair_veto(p, N_("another part of the set"));
	else
		pair_doubt(p, N_("only one of them names a part"));
}

/* "В 3 т." in one and "в 4 т." in the other: another edition of the set, or a mistake. */
static void doubt_totals(struct pair *p)
{
	struct values a = values_of(p->a, 1u << LABEL_COUNT),
		      b = values_of(p->b, 1u << LABEL_COUNT);
	if (a.n && b.n && missing(&a, &b) && missing(&b, &a))
		pair_doubt(p, N_("sets of another number of parts"));
}

static void veto_grades(struct pair *p)
{
	veto_label(p, LABEL_GRADE, N_("for another class"));
	veto_label(p, LABEL_COURSE, N_("for another year of study"));
	struct values a = values_of(p->a, 1u << LABEL_GRADE | 1u << LABEL_COURSE),
		      b = values_of(p->b, 1u << LABEL_GRADE | 1u << LABEL_COURSE);
	struct values bare_a = values_of(p->a, 1u << LABEL_BARE),
		      bare_b = values_of(p->b, 1u << LABEL_BARE);
	bool told = (a.n && b.n) || (a.n == 0 && b.n == 0);
	if (told || (a.n && same(&a, &bare_b)) || (b.n && same(&b, &bare_a)))
		return;
	pair_doubt(p, N_("only one of them names a class"));
}

static bool published_in(const struct match_facts *f, unsigned year)
{
	for (size_t i = 0; i < f->n_years; i++)
		if (f->years[i] == year)
			return true;
	return false;
}

/* Years in a title count, but not the year of publication said again. */
static struct values title_years(const struct match_facts *f, const struct match_facts *other)
{
	struct values v = { .n = 0 };
	for (size_t i = 0; i < f->n_numerals; i++) {
		const struct numeral *x = &f->numerals[i];
		if (x->label == LABEL_YEAR && !published_in(f, x->value) &&
		    !published_in(other, x->value))
			v.at[v.n++] = x->value;
	}
	return v;
}

static void veto_bare(struct pair *p)
{
	struct values years_a = title_years(p->a, p->b), years_b = title_years(p->b, p->a);
	struct values all_a = values_of(p->a, 1u << LABEL_YEAR),
		      all_b = values_of(p->b, 1u << LABEL_YEAR);
	if (all_a.n && all_b.n && missing(&all_a, &all_b) && missing(&all_b, &all_a))
		pair_veto(p, N_("another year in the title"));
	else if (!same(&all_a, &all_b) && (missing(&years_a, &all_b) || missing(&years_b, &all_a)))
		pair_doubt(p, N_("a year in only one of the titles"));
	struct values a = values_of(p->a, 1u << LABEL_BARE), b = values_of(p->b, 1u << LABEL_BARE);
	if (missing(&a, &b) && missing(&b, &a))
		pair_veto(p, N_("another number in the title"));
	else if (!same(&a, &b)) {
		struct values steps_a = values_of(p->a, STEPS | 1u << LABEL_GRADE),
			      steps_b = values_of(p->b, STEPS | 1u << LABEL_GRADE);
		if (missing(&a, &b) && missing(&a, &steps_b))
			pair_doubt(p, N_("a number in only one of the titles"));
		else if (missing(&b, &a) && missing(&b, &steps_a))
			pair_doubt(p, N_("a number in only one of the titles"));
	}
}

static bool is_set(const struct match_facts *f)
{
	return f->level == LEVEL_SET;
}

static int apart(unsigned a, unsigned b)
{
	return a > b ? (int)(a - b) : (int)(b - a);
}

static void veto_years(struct pair *p)
{
	const struct match_facts *a = p->a, *b = p->b;
	if (!a->n_years || !b->n_years || a->level == LEVEL_SERIAL || b->level == LEVEL_SERIAL)
		return;
	int least = 9999;
	for (size_t i = 0; i < a->n_years; i++)
		for (size_t j = 0; j < b->n_years; j++)
			least = apart(a->years[i], b->years[j]) < least
					? apart(a->years[i], b->years[j])
					: least;
	if (least > 1 && (is_set(a) || is_set(b)))
		pair_doubt(p, N_("sets of other years"));
	else if (least > 1)
		pair_veto(p, N_("published in another year"));
}

/* A book that is one of a set may be called a book or a part of a set. */
static bool levels_fit(uint8_t a, uint8_t b)
{
	bool book_a = a == LEVEL_MONOGRAPH || a == LEVEL_PART,
	     book_b = b == LEVEL_MONOGRAPH || b == LEVEL_PART;
	bool set = (a == LEVEL_SET && b == LEVEL_MONOGRAPH) ||
		   (b == LEVEL_SET && a == LEVEL_MONOGRAPH);
	return !a || !b || a == b || (book_a && book_b) || set;
}

static void veto_kinds(struct pair *p)
{
	const struct match_facts *a = p->a, *b = p->b;
	if (a->type && b->type && a->type != b->type)
		pair_veto(p, N_("another kind of document"));
	if (!levels_fit(a->level, b->level))
		pair_veto(p, N_("a whole and its part, or a book and a serial"));
	else if (a->level != b->level && (a->level == LEVEL_SET || b->level == LEVEL_SET))
		pair_doubt(p, N_("only one of them is a set"));
	if (a->carrier && b->carrier && !(a->carrier & b->carrier))
		pair_veto(p, N_("another form: printed, online, on disc or film"));
	else if (!a->carrier != !b->carrier && (a->carrier | b->carrier) != CARRIER_PRINT)
		pair_doubt(p, N_("only one of them says that it is online, on disc or film"));
	if (a->host && b->host && a->host != b->host && a->level == LEVEL_ARTICLE)
		pair_doubt(p, N_("they stand in works with other titles"));
}

static void veto_languages(struct pair *p)
{
	const struct match_facts *a = p->a, *b = p->b;
	if (a->n_languages && b->n_languages &&
	    !shares(a->languages, a->n_languages, b->languages, b->n_languages))
		pair_veto(p, N_("in another language"));
	if (a->n_originals && b->n_originals &&
	    !shares(a->originals, a->n_originals, b->originals, b->n_originals))
		pair_veto(p, N_("translated from another language"));
}

static void veto_numbers(struct pair *p)
{
	const struct match_facts *a = p->a, *b = p->b;
	bool serials = a->level == LEVEL_SERIAL || b->level == LEVEL_SERIAL;
	if (serials && a->n_issn && b->n_issn &&
	    !shares_hash(a->issn, a->n_issn, b->issn, b->n_issn))
		pair_veto(p, N_("another ISSN"));
	if (a->edition && b->edition && a->edition != b->edition)
		pair_veto(p, N_("another edition"));
}

void pair_vetoes(struct pair *p)
{
	veto_steps(p);
	doubt_totals(p);
	veto_grades(p);
	veto_bare(p);
	veto_years(p);
	veto_kinds(p);
	veto_languages(p);
	veto_numbers(p);
}
