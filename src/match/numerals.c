/*
 * numerals - the numbers in a title, each with what it counts: volume 2, grade 5, 1934.
 *
 * "5 кл.", "5-сынып" and "для пятого класса" are one; "Т. II", "кн. 3", "часть вторая" and
 * "екінші бөлім" too. What they took is marked, so that it does not count as words of the title.
 */
#include "match/match_int.h"

enum { VALUE_MAX = UINT16_MAX };

void numeral_add(struct match_facts *f, enum label label, unsigned value)
{
	size_t at = 0;
	if (label == LABEL_NONE || f->n_numerals == NUMERALS_MAX)
		return;
	for (; at < f->n_numerals; at++) {
		const struct numeral *x = &f->numerals[at];
		if (x->label == label && x->value == value)
			return;
		if (x->label > label || (x->label == label && x->value > value))
			break;
	}
	memmove(&f->numerals[at + 1], &f->numerals[at],
		(f->n_numerals - at) * sizeof(f->numerals[0]));
	f->numerals[at] = (struct numeral){ .label = (uint8_t)label, .value = (uint16_t)value };
	f->n_numerals++;
}

static unsigned arabic(struct str s)
{
	int64_t v;
	return str_to_int(s, 1, VALUE_MAX, &v) ? (unsigned)v : 0;
}

static bool in_capitals(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.s[i] < 'A' || s.s[i] > 'Z')
			return false;
	return s.n > 0;
}

/* What stands between two words. */
static struct str between(struct str text, const struct word *a, const struct word *b)
{
	size_t end = a->at + a->as_was.n;
	return b->at > end ? str_upto(str_from(text, end), b->at - end) : STR_NONE;
}

static bool joined(struct str text, const struct word *a, const struct word *b)
{
	struct str gap = between(text, a, b);
	return gap.n == 0 || str_is(gap, "-") || str_is(gap, "\xe2\x80\x93");
}

/* The ending of an ordinal: 5-го, 2-е, 5-ші, 2nd. */
static bool is_ending(struct str text, const struct word *number, const struct word *w)
{
	return number->digits && w->exact.n <= 10 && !w->digits && joined(text, number, w) &&
	       w->label == LABEL_NONE;
}

struct reading {
	struct str text;
	struct word *w;
	size_t n;
	enum label lone;
	struct match_facts *f;
};

static void take(struct reading *r, size_t at, enum label label, unsigned value)
{
	numeral_add(r->f, label, value);
	r->w[at].used = true;
}

/* More numbers of a range or list before `at`: "5-6 классы", "1, 2 части"; and after it. */
static void take_more(struct reading *r, size_t at, int step, enum label label)
{
	for (size_t i = at;;) {
		size_t next = i + (size_t)step;
		if (next >= r->n || r->w[next].used || !r->w[next].digits)
			return;
		const struct word *a = &r->w[step > 0 ? i : next], *b = &r->w[step > 0 ? next : i];
		struct str gap = between(r->text, a, b);
		bool list = joined(r->text, a, b) || str_is(gap, ", ") || str_is(gap, ",") ||
			    str_is(gap, "/");
		if (!list || r->w[next].number > 999)
			return;
		take(r, next, label, r->w[next].number);
		i = next;
	}
}

/* "в 3-х частях", "in 2 volumes": how many there are. */
static bool is_total(const struct reading *r, size_t number, size_t at, unsigned flags)
{
	if (flags & LABEL_TOTAL)
		return true;
	if (number == 0 || number > at)
		return false;
	struct str in = r->w[number - 1].exact;
	return str_is(in, "в") || str_is(in, "in") || str_is(in, "v") || str_is(in, "из") ||
	       str_is(in, "of");
}

/* The number before the label at `at`; false where there is none. */
static bool take_before(struct reading *r, size_t at, enum label label, unsigned flags)
{
	if (at == 0)
		return false;
	size_t i = at - 1;
	if (i > 0 && is_ending(r->text, &r->w[i - 1], &r->w[i]))
		i--;
	unsigned v = r->w[i].used ? 0 : r->w[i].number;
	struct str gap = between(r->text, &r->w[i], &r->w[i + 1]);
	if (v == 0 || v > 999 || gap.n > 4 || str_find_byte(gap, '.') < gap.n ||
	    str_find_byte(gap, ':') < gap.n)
		return false;
	/* "вторая часть" is a number; "Том первый" has taken its own already */
	bool total = is_total(r, i, at, flags);
	for (size_t k = i + 1; k < at; k++)
		r->w[k].used = true;
	r->w[at].used = true;
	take(r, i, total ? LABEL_COUNT : label, v);
	if (!total)
		take_more(r, i, -1, label);
	return true;
}

static bool take_after(struct reading *r, size_t at, enum label label)
{
	if (at + 1 >= r->n || r->w[at + 1].used)
		return false;
	const struct word *w = &r->w[at + 1];
	unsigned v = w->number;
	struct str gap = between(r->text, &r->w[at], w);
	if (v == 0 || gap.n > 5 || str_find_byte(gap, ')') < gap.n ||
	    str_find_byte(gap, '(') < gap.n)
		return false;
	r->w[at].used = true;
	take(r, at + 1, label, v);
	if (w->digits && at + 2 < r->n && is_ending(r->text, w, &r->w[at + 2]))
		r->w[at + 2].used = true;
	take_more(r, at + 1, 1, label);
	return true;
}

static void take_label(struct reading *r, size_t at)
{
	unsigned flags = r->w[at].flags;
	enum label label = r->w[at].label;
	if (label == LABEL_NONE || r->w[at].used)
		return;
	bool hyphened = at > 0 && joined(r->text, &r->w[at - 1], &r->w[at]) && r->w[at - 1].number;
	bool total = at > 1 && is_total(r, at - 1, at, flags) && r->w[at - 1].number;
	bool before_first = flags & LABEL_AFTER || hyphened || total || flags & LABEL_TOTAL;
	if (before_first)
		(void)(take_before(r, at, label, flags) || take_after(r, at, label));
	else
		(void)(take_after(r, at, label) || take_before(r, at, label, flags));
}

/* A number that nothing names. A Roman one must look it: in capitals, and one letter alone only
 * among Cyrillic words. */
static void take_lone(struct reading *r, size_t at, bool cyrillic)
{
	struct word *w = &r->w[at];
	unsigned v = w->digits ? w->number : 0;
	if (!v && in_capitals(w->as_was) && (w->exact.n > 1 || cyrillic))
		v = roman_value(w->exact);
	if (!v || w->used)
		return;
	bool year = w->exact.n == 4 && v >= 1400 && v <= 2099;
	take(r, at, year ? LABEL_YEAR : r->lone, v);
	if (at + 1 < r->n && is_ending(r->text, w, &r->w[at + 1]) &&
	    between(r->text, w, &r->w[at + 1]).n)
		r->w[at + 1].used = true;
}

void numerals_read(struct str text, struct word *w, size_t n, enum label lone,
		   struct match_facts *f)
{
	struct reading r = { .text = text, .w = w, .n = n, .lone = lone, .f = f };
	bool any = false;
	for (size_t i = 0; i < n; i++)
		any |= w[i].number > 0;
	if (!any)
		return;
	bool cyrillic = text_script(text) == SCRIPT_CYRILLIC;
	for (size_t i = 0; i < n; i++)
		take_label(&r, i);
	for (size_t i = 0; i < n; i++)
		take_lone(&r, i, cyrillic);
}

size_t words_of(struct arena *mem, struct str text, struct word w[TITLE_WORDS])
{
	struct text_walk walk;
	struct text_token t;
	size_t n = 0;
	text_walk_init(&walk, text);
	while (n < TITLE_WORDS && text_walk_next(&walk, &t)) {
		struct word *v = &w[n++];
		*v = (struct word){ .exact = str_copy(mem, t.exact),
				    .as_was = str_upto(str_from(text, t.at), t.n),
				    .at = t.at };
		v->number = arabic(v->exact);
		v->digits = v->number > 0;
		if (!v->number && (v->exact.n > 1 || in_capitals(v->as_was)))
			v->number = roman_value(v->exact);
		v->number = v->number ? v->number : number_of_word(v->exact);
		v->label = v->digits ? LABEL_NONE : label_of(v->exact, &v->flags);
	}
	return n;
}
