/*
 * compare - two records' facts, point by point; the sum decides unless a veto has.
 *
 * The points and the two thresholds were fitted on one half of the labelled pairs and are reported
 * on the other (docs/matching.md).
 */
#include "match/compare_int.h"

#include <stdlib.h>

enum { SURE = 65, DOUBTFUL = 45 };
enum { FEW_PAGES = 49 }; /* a leaflet has as many as the next one */

static void reason_add(struct match_result *r, struct match_reason reason)
{
	if (r->n < MATCH_REASONS)
		r->reasons[r->n++] = reason;
}

void pair_say(struct pair *p, const char *what, int points)
{
	reason_add(p->result, (struct match_reason){ .what = what, .points = points });
	p->result->score += points;
}

void pair_veto(struct pair *p, const char *what)
{
	reason_add(p->result, (struct match_reason){ .what = what, .veto = true });
}

void pair_doubt(struct pair *p, const char *what)
{
	p->cap = true;
	pair_say(p, what, 0);
}

static bool shares(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < m; j++)
			if (a[i] == b[j])
				return true;
	return false;
}

static bool shares_isbn(const struct match_facts *a, const struct match_facts *b)
{
	for (size_t i = 0; i < a->n_isbn; i++)
		for (size_t j = 0; j < b->n_isbn; j++)
			if (a->isbn[i] == b->isbn[j])
				return true;
	return false;
}

static void compare_agencies(struct pair *p)
{
	bool equal = false, other = false;
	for (size_t i = 0; i < p->a->n_control; i++) {
		for (size_t j = 0; j < p->b->n_control; j++) {
			const struct agency_number *x = &p->a->control[i], *y = &p->b->control[j];
			equal |= x->agency == y->agency && x->number == y->number;
			other |= x->agency == y->agency && x->number != y->number;
		}
	}
	if (equal) {
		pair_say(p, N_("the same number in a shared catalogue"), 50);
		p->kinds++;
		p->sure = p->named = true;
	} else if (other) {
		pair_say(p, N_("other numbers in a shared catalogue"), -15);
		p->other = true;
	}
}

static void compare_numbers(struct pair *p)
{
	const struct match_facts *a = p->a, *b = p->b;
	if (shares_isbn(a, b)) {
		pair_say(p, N_("the same ISBN"), 40);
		p->kinds++;
		p->named = true;
	} else if (shares(a->odd, a->n_odd, b->odd, b->n_odd)) {
		pair_say(p, N_("the same wrong ISBN"), 20);
		p->kinds++;
	} else if (a->n_isbn && b->n_isbn) {
		pair_say(p, N_("another ISBN"), -25);
		p->other = true;
	}
	if (shares(a->bibno, a->n_bibno, b->bibno, b->n_bibno)) {
		pair_say(p, N_("the same number in a national bibliography"), 40);
		p->kinds++;
		p->sure = p->named = true;
	} else if (a->n_bibno && b->n_bibno) {
		pair_say(p, N_("other numbers in a national bibliography"), -10);
		p->other = true;
	}
	if (shares(a->issn, a->n_issn, b->issn, b->n_issn)) {
		bool serial = a->level == LEVEL_SERIAL && b->level == LEVEL_SERIAL;
		pair_say(p, N_("the same ISSN"), serial ? 40 : 5);
		p->named |= serial;
		p->kinds++;
	}
	compare_agencies(p);
}

static void compare_titles(struct pair *p)
{
	if (!p->a->n_titles || !p->b->n_titles) {
		pair_doubt(p, N_("one of them has no title"));
		return;
	}
	struct likeness t = titles_meet(p->a, p->b);
	int full = t.letters >= 14 ? 40 : t.letters >= 8 ? 35 : 30;
	p->kinds += t.how >= TITLE_NEAR;
	switch (t.how) {
	case TITLE_SAME: pair_say(p, N_("the same title"), full); break;
	case TITLE_PROPER:
		pair_say(p, N_("the same title, one without a subtitle"), full - 4);
		break;
	case TITLE_NEAR: pair_say(p, N_("nearly the same title"), full - 6); break;
	case TITLE_SUBTITLE:
		pair_say(p, N_("the same title, another subtitle"), full - 12);
		p->cap = true;
		break;
	case TITLE_WORD:
		pair_say(p, N_("a title with another word"), full - 20);
		p->cap = true;
		break;
	case TITLE_SIMILAR:
		pair_say(p, N_("a similar title"), 5);
		p->cap = true;
		break;
	case TITLE_OTHER: pair_say(p, N_("another title"), -50); break;
	}
}

static bool initials_meet(const struct folded_name *x, const struct folded_name *y)
{
	for (int i = 0; i < 2; i++)
		if (x->initials[i] && y->initials[i] && x->initials[i] != y->initials[i])
			return false;
	return true;
}

enum name_how { NAME_OTHER, NAME_INITIALS, NAME_NEAR, NAME_FAMILY, NAME_SAME };

static bool mistyped(const struct folded_name *x, const struct folded_name *y)
{
	struct str a = { x->family, strnlen(x->family, FAMILY_MAX) },
		   b = { y->family, strnlen(y->family, FAMILY_MAX) };
	return a.n > 3 && b.n > 3 && alike(a, b) >= 75;
}

static enum name_how name_meets(const struct folded_name *x, const struct folded_name *y)
{
	bool told = x->initials[0] && y->initials[0];
	if (!shares(x->keys, x->n, y->keys, y->n))
		return mistyped(x, y) && initials_meet(x, y) ? NAME_NEAR : NAME_OTHER;
	if (!told)
		return NAME_FAMILY;
	return initials_meet(x, y) ? NAME_SAME : NAME_INITIALS;
}

static void compare_names(struct pair *p)
{
	const struct match_facts *a = p->a, *b = p->b;
	enum name_how best = NAME_OTHER;
	bool people = false, bodies = false, person = false; /* in both; of the best */
	for (size_t i = 0; i < a->n_names; i++)
		for (size_t j = 0; j < b->n_names; j++) {
			const struct folded_name *x = &a->names[i], *y = &b->names[j];
			enum name_how v = name_meets(x, y);
			person |= v >= NAME_NEAR && !x->body;
			best = v > best ? v : best;
			people |= !x->body && !y->body;
			bodies |= x->body && y->body;
		}
	if (best == NAME_OTHER && !people && !bodies)
		return;
	p->kinds += best >= NAME_FAMILY;
	switch (best) {
	case NAME_SAME: pair_say(p, N_("the same author"), 15); break;
	case NAME_FAMILY:
		if (person)
			pair_say(p, N_("the same author's family name"), 10);
		else
			pair_say(p, N_("the same corporate author"), 7);
		break;
	case NAME_NEAR: pair_say(p, N_("nearly the same author's name"), 5); break;
	case NAME_INITIALS: pair_say(p, N_("the family name with other initials"), -10); break;
	case NAME_OTHER:
		pair_say(p, people ? N_("another author") : N_("another corporate author"),
			 people ? -25 : -8);
		break;
	}
}

static bool is_serial(const struct pair *p)
{
	return p->a->level == LEVEL_SERIAL || p->b->level == LEVEL_SERIAL;
}

static void compare_years(struct pair *p)
{
	const struct match_facts *a = p->a, *b = p->b;
	if (!a->n_years || !b->n_years)
		return;
	bool equal = false;
	for (size_t i = 0; i < a->n_years; i++)
		for (size_t j = 0; j < b->n_years; j++)
			equal |= a->years[i] == b->years[j];
	p->kinds += equal;
	if (equal)
		pair_say(p, N_("the same year"), 15);
	else if (!is_serial(p))
		pair_say(p, N_("another year"), -15);
}

static void compare_extents(struct pair *p)
{
	unsigned a = p->a->pages, b = p->b->pages;
	if (!a || !b || is_serial(p))
		return;
	unsigned d = a > b ? a - b : b - a, most = a > b ? a : b;
	p->kinds += d == 0 && a >= FEW_PAGES;
	if (d == 0)
		pair_say(p, N_("the same number of pages"), a >= FEW_PAGES ? 15 : 8);
	else if (d <= 2 || d * 100 <= most * 3)
		pair_say(p, N_("nearly the same number of pages"), 6);
	else if (d * 10 > most)
		pair_say(p, N_("another number of pages"), -20);
}

/* A shortened word is the beginning of the other. */
static bool imprints_meet(const struct imprint_word *a, size_t n, const struct imprint_word *b,
			  size_t m)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < m; j++) {
			size_t least = a[i].n < b[j].n ? a[i].n : b[j].n;
			bool may = a[i].n == b[j].n || (a[i].shortened && a[i].n < b[j].n) ||
				   (b[j].shortened && b[j].n < a[i].n);
			if (may && !memcmp(a[i].s, b[j].s, least))
				return true;
		}
	return false;
}

static void compare_imprints(struct pair *p)
{
	const struct match_facts *a = p->a, *b = p->b;
	if (imprints_meet(a->publisher, a->n_publisher, b->publisher, b->n_publisher)) {
		pair_say(p, N_("the same publisher"), 8);
		p->kinds++;
	} else if (a->n_publisher && b->n_publisher) {
		pair_say(p, N_("another publisher"), -10);
	}
	if (imprints_meet(a->places, a->n_places, b->places, b->n_places))
		pair_say(p, N_("the same place"), 3);
	else if (a->n_places && b->n_places)
		pair_say(p, N_("another place"), -5);
	if (a->series && a->series == b->series) {
		bool other = a->series_number && b->series_number &&
			     a->series_number != b->series_number;
		pair_say(p, other ? N_("another number of the series") : N_("the same series"),
			 other ? -20 : 4);
	} else if (a->series && b->series)
		pair_say(p, N_("another series"), -4);
	if (a->edition && a->edition == b->edition)
		pair_say(p, N_("the same edition number"), 4);
	else if (a->edition_words && b->edition_words && a->edition_words != b->edition_words)
		pair_doubt(p, N_("other words on the edition"));
	if (a->type == TYPE_MAP && a->extent != b->extent && !p->sure)
		pair_doubt(p, N_("maps of one title may show other areas"));
	if ((a->edition_kind ^ b->edition_kind) & EDITION_REPRINT)
		pair_doubt(p, N_("only one of them is a reprint"));
}

static int order_of_reasons(const void *x, const void *y)
{
	const struct match_reason *a = x, *b = y;
	if (a->veto != b->veto)
		return a->veto ? -1 : 1;
	return abs(b->points) - abs(a->points);
}

static enum match_verdict verdict_of(const struct pair *p)
{
	int score = p->result->score;
	for (size_t i = 0; i < p->result->n; i++)
		if (p->result->reasons[i].veto)
			return MATCH_NO;
	if (score >= SURE && p->kinds >= 3 && (!p->cap || p->sure))
		return MATCH_YES;
	return score >= DOUBTFUL ? MATCH_DOUBT : MATCH_NO;
}

void match_compare(const struct match_facts *a, const struct match_facts *b,
		   struct match_result *ret)
{
	struct pair p = { .a = a, .b = b, .result = ret };
	*ret = (struct match_result){ .verdict = MATCH_NO };
	pair_vetoes(&p);
	compare_titles(&p);
	compare_numbers(&p);
	compare_names(&p);
	compare_years(&p);
	compare_extents(&p);
	compare_imprints(&p);
	ret->verdict = verdict_of(&p);
	ret->identified = p.named && !p.other;
	qsort(ret->reasons, ret->n, sizeof(ret->reasons[0]), order_of_reasons);
}
