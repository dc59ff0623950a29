/*
 * A record in another dialect. Fields go by the rows of the tables, or by a handler of their own;
 * what the other dialect cannot say goes along in 886 and takes its place again on the way back.
 */
#include "marc/convert.h"

static const char *source_name(enum marc_dialect d)
{
	return d == MARC_IRBIS ? "irbis64" : marc_dialect_name(d);
}

void convert_carry(struct converting *k, const struct marc_field *f)
{
	struct marc_field *to = marc_add(k->mem, k->to, "886", f->control.s ? '1' : '2', ' ');
	marc_add_sub(k->mem, to, '2', str_of(k->source));
	marc_add_sub(k->mem, to, 'a', str_of(f->tag));
	if (f->control.s) {
		marc_add_sub(k->mem, to, 'b', f->control);
		return;
	}
	marc_add_sub(k->mem, to, 'b', str_copy(k->mem, (struct str){ f->indicators, 2 }));
	for (size_t i = 0; i < f->n; i++)
		marc_add_sub(k->mem, to, f->subs[i].code ? f->subs[i].code : 'a', f->subs[i].value);
}

struct str convert_trim(struct str s)
{
	s = str_trim(s);
	while (s.n && strchr(",;:/= ", s.s[s.n - 1]))
		s = str_upto(s, s.n - 1);
	if (s.n > 1 && s.s[s.n - 1] == '+' && s.s[s.n - 2] == ' ')
		s = str_upto(s, s.n - 2);
	while (s.n && strchr(",;:/= ", s.s[0]))
		s = str_from(s, 1);
	return s;
}

struct str convert_stop(struct str s)
{
	size_t letters = 0;
	s = convert_trim(s);
	for (size_t i = s.n - (s.n > 0); i > 0 && !strchr(" .", s.s[i - 1]); i--)
		letters += ((unsigned char)s.s[i - 1] & 0xC0) != 0x80;
	bool ends = s.n > 1 && s.s[s.n - 1] == '.' &&
		    (letters > 4 || strchr("0123456789)]", s.s[s.n - 2]));
	return ends ? str_upto(s, s.n - 1) : s;
}

void convert_add(struct converting *k, struct marc_field *f, char sign, char code, struct str value)
{
	if (value.n == 0)
		return;
	if (f->n && sign != ' ') {
		struct marc_sub *last = &f->subs[f->n - 1];
		const char *blank = sign == ',' || sign == '.' ? "" : " ";
		bool there = last->value.n && last->value.s[last->value.n - 1] == sign;
		if (!there)
			last->value = str_print(k->mem, "%.*s%s%c", STR_ARGS(last->value), blank,
						sign);
	}
	marc_add_sub(k->mem, f, code, value);
}

bool convert_pairs(struct converting *k, const struct marc_field *f, const char *pairs, bool back,
		   struct marc_field *to)
{
	bool all = true;
	for (size_t i = 0; i < f->n; i++) {
		const char *p = pairs;
		while (*p && p[back] != f->subs[i].code)
			p += 2;
		if (*p)
			marc_add_sub(k->mem, to, p[!back], f->subs[i].value);
		else
			all = false;
	}
	return all;
}

static const struct handler *handler_of(const struct handler *h, const char *tag)
{
	for (; h->tag; h++) {
		if (!strcmp(h->tag, tag))
			return h;
	}
	return NULL;
}

static const struct cross *row_of(const struct converting *k, const struct marc_field *f)
{
	bool to_21 = k->to->dialect == MARC_21;
	for (const struct cross *row = marc_crosses; row->family; row++) {
		if ((row->flags & (to_21 ? CROSS_TO_FAMILY : CROSS_TO_21)) ||
		    strcmp(to_21 ? row->family : row->m21, f->tag) != 0)
			continue;
		return row;
	}
	return NULL;
}

static bool is_foreign(const struct marc_field *f, enum marc_dialect to)
{
	if (strcmp(f->tag, "886") != 0)
		return false;
	struct str source = marc_sub(f, '2');
	enum marc_dialect d;
	if (!marc_dialect_of(source, &d))
		return false;
	return d == to || (marc_is_family(d) && marc_is_family(to));
}

static void copy_field(struct arena *mem, const struct marc_field *f, struct marc *to)
{
	struct marc_field *made = marc_add(mem, to, f->tag, f->indicators[0], f->indicators[1]);
	made->control = f->control;
	for (size_t i = 0; i < f->n; i++)
		marc_add_sub(mem, made, f->subs[i].code, f->subs[i].value);
}

/* False: not all of it could be said. */
static bool convert_field(struct converting *k, const struct handler *handlers,
			  const struct marc_field *f)
{
	if (!strcmp(f->tag, "001") || !strcmp(f->tag, "005")) {
		marc_add_control(k->mem, k->to, f->tag, f->control);
		return true;
	}
	if (!strcmp(f->tag, "886")) { /* of a third dialect: it goes along as it is */
		copy_field(k->mem, f, k->to);
		return true;
	}
	const struct handler *h = handler_of(handlers, f->tag);
	if (h)
		return h->convert(k, f);
	const struct cross *row = k->from->dialect == MARC_IRBIS ? NULL : row_of(k, f);
	return row && convert_row(k, row, f);
}

static bool alike(struct str a, struct str b)
{
	a = convert_stop(a);
	b = convert_stop(b);
	size_t n = a.n < b.n ? a.n : b.n;
	return n && (a.n == b.n || n > 8) && !memcmp(a.s, b.s, n);
}

/* Of a field that two are made into: the tag under which it came back. */
static bool same_tag(const struct converting *k, const char *there, const char *made)
{
	static const char *const aliases[][2] = {
		{ "711", "712" }, { "701", "702" }, { "462", "461" },
		{ "463", "461" }, { "111", "110" }, { "710", "712" },
	};
	bool to_21 = k->to->dialect == MARC_21;
	if (!strcmp(there, made))
		return true;
	for (size_t i = 0; i < COUNT_OF(aliases); i++) {
		if (!strcmp(aliases[i][0], made) && !strcmp(aliases[i][1], there))
			return true;
	}
	for (const struct cross *row = marc_crosses; row->family; row++) {
		if (strcmp(to_21 ? row->m21 : row->family, made) != 0 ||
		    !(row->flags & (to_21 ? CROSS_TO_FAMILY : CROSS_TO_21)))
			continue;
		for (const struct cross *back = marc_crosses; back->family; back++) {
			if (!strcmp(to_21 ? back->family : back->m21,
				    to_21 ? row->family : row->m21) &&
			    !strcmp(to_21 ? back->m21 : back->family, there))
				return true;
		}
	}
	return false;
}

/* How many values of a field that came along stand in one that was made. */
static size_t likeness(const struct marc_field *there, const struct marc_field *made)
{
	size_t n = 0;
	if (made->control.s ||
	    (made->tag[0] == '1' && made->tag[1] < '2')) /* coded: there is one */
		return 1;
	for (size_t i = 0; i < made->n; i++) {
		for (size_t j = 0; j < there->n; j++)
			n += alike(there->subs[j].value, made->subs[i].value);
	}
	return n;
}

static bool read_foreign(struct converting *k, const struct marc_field *f, struct marc_field *ret)
{
	struct str tag = STR_NONE, content = STR_NONE;
	size_t i = 0;
	for (; i < f->n && i < 3; i++) {
		if (f->subs[i].code == 'a')
			tag = f->subs[i].value;
		if (f->subs[i].code == 'b')
			content = f->subs[i].value;
	}
	*ret = (struct marc_field){ .indicators = { ' ', ' ' } };
	if (tag.n != 3)
		return false;
	memcpy(ret->tag, tag.s, 3);
	if (f->indicators[0] == '1') {
		ret->control = content.s ? content : STR("");
		return true;
	}
	for (size_t j = 0; j < 2 && j < content.n; j++)
		ret->indicators[j] = content.s[j];
	for (; i < f->n; i++)
		marc_add_sub(k->mem, ret, f->subs[i].code, f->subs[i].value);
	return true;
}

/* A field that came along takes the place of what was made of its likeness, or is added. */
static void restore(struct converting *k, const struct marc_field *foreign, size_t n, bool *taken)
{
	struct marc_field made;
	size_t best = n, most = 0;
	if (!read_foreign(k, foreign, &made))
		return;
	for (size_t j = 0; j < n; j++) {
		const struct marc_field *there = &k->to->fields[j];
		size_t like = taken[j] || !same_tag(k, there->tag, made.tag)
				      ? 0
				      : likeness(there, &made);
		if (like > most) {
			most = like;
			best = j;
		}
	}
	if (best < n)
		taken[best] = true;
	struct marc_field *to = best < n ? &k->to->fields[best]
					 : marc_add(k->mem, k->to, made.tag, ' ', ' ');
	*to = made;
}

static void restore_all(struct converting *k)
{
	size_t n = k->to->n;
	bool *taken = arena_array_of(k->mem, n + 1, bool);
	for (size_t i = 0; i < k->from->n; i++) {
		if (is_foreign(&k->from->fields[i], k->to->dialect))
			restore(k, &k->from->fields[i], n, taken);
	}
}

/* By tag, in the order they had. */
static void sort_fields(struct marc *m)
{
	for (size_t i = 1; i < m->n; i++) {
		struct marc_field f = m->fields[i];
		size_t j = i;
		for (; j > 0 && strcmp(m->fields[j - 1].tag, f.tag) > 0; j--)
			m->fields[j] = m->fields[j - 1];
		m->fields[j] = f;
	}
}

/* The nth subfield of that code. */
static const struct marc_sub *nth(const struct marc_field *f, char code, size_t n)
{
	for (size_t i = 0; i < f->n; i++) {
		if (f->subs[i].code == code && n-- == 0)
			return &f->subs[i];
	}
	return NULL;
}

/* The same content: signs of ISBD, and the order of subfields of different codes, tell nothing. */
static bool same_content(const struct marc_field *a, const struct marc_field *b)
{
	if (strcmp(a->tag, b->tag) != 0 || memcmp(a->indicators, b->indicators, 2) != 0 ||
	    a->n != b->n || !str_same(a->control, b->control))
		return false;
	for (size_t i = 0; i < a->n; i++) {
		size_t before = 0;
		for (size_t j = 0; j < i; j++)
			before += a->subs[j].code == a->subs[i].code;
		const struct marc_sub *other = nth(b, a->subs[i].code, before);
		if (!other || !str_same(convert_stop(a->subs[i].value), convert_stop(other->value)))
			return false;
	}
	return true;
}

static void convert_all(struct converting *k)
{
	enum marc_dialect to = k->to->dialect;
	bool irbis = k->from->dialect == MARC_IRBIS;
	const struct handler *handlers = to == MARC_21 ? marc_to_21
					 : irbis       ? marc_of_irbis
						       : marc_to_family;
	memcpy(k->to->leader, k->from->leader, sizeof(k->to->leader));
	if (to == MARC_21)
		convert_head_to_21(k);
	else if (irbis)
		convert_head_of_irbis(k);
	else
		convert_head_to_family(k);
	for (size_t i = 0; i < k->from->n; i++) {
		if (!is_foreign(&k->from->fields[i], to))
			k->carried[i] = !convert_field(k, handlers, &k->from->fields[i]);
	}
}

/* Codes that were made of those which come back. */
static bool follows(const struct converting *k, const struct marc_field *f)
{
	bool coded = !strcmp(f->tag, "008") || !strcmp(f->tag, "040") || !strcmp(f->tag, "801") ||
		     !strcmp(f->tag, "100");
	return coded && f->indicators[0] != '1' && k->came_from_there;
}

/* Carries what would not come back, as converting it back tells. */
static void carry_rest(struct converting *k)
{
	struct marc again = { .dialect = k->from->dialect };
	struct converting back = { .mem = k->mem, .from = k->to, .to = &again, .source = "" };
	if (k->from->dialect != MARC_IRBIS) {
		back.carried = arena_array_of(k->mem, k->to->n + 1, bool);
		convert_all(&back);
	}
	for (size_t i = 0; i < k->from->n; i++) {
		const struct marc_field *f = &k->from->fields[i];
		bool comes_back = k->from->dialect == MARC_IRBIS && !k->carried[i];
		for (size_t j = 0; j < again.n && !comes_back; j++)
			comes_back = same_content(f, &again.fields[j]);
		if (!comes_back && !is_foreign(f, k->to->dialect) && !follows(k, f))
			convert_carry(k, f);
	}
}

static void convert_between(struct arena *mem, const struct marc *m, enum marc_dialect to,
			    struct marc *ret)
{
	struct converting k = {
		.mem = mem, .from = m, .to = ret, .source = source_name(m->dialect)
	};
	k.carried = arena_array_of(mem, m->n + 1, bool);
	ret->dialect = to;
	for (size_t i = 0; i < m->n; i++)
		k.came_from_there |= is_foreign(&m->fields[i], to);
	convert_all(&k);
	carry_rest(&k);
	restore_all(&k);
	sort_fields(ret);
}

static void copy(struct arena *mem, const struct marc *m, struct marc *ret)
{
	for (size_t i = 0; i < m->n; i++)
		copy_field(mem, &m->fields[i], ret);
	memcpy(ret->leader, m->leader, sizeof(ret->leader));
}

void marc_convert(struct arena *mem, const struct marc *m, enum marc_dialect to, struct marc *ret)
{
	struct marc middle = { 0 };
	*ret = (struct marc){ .dialect = to };
	if (m->dialect == to || (marc_is_family(m->dialect) && marc_is_family(to)) ||
	    to == MARC_IRBIS || m->dialect == MARC_UNKNOWN) {
		copy(mem, m, ret);
		ret->dialect = to == MARC_IRBIS ? m->dialect : to;
	} else if (m->dialect == MARC_IRBIS && to == MARC_21) {
		convert_between(mem, m, MARC_RUSMARC, &middle);
		convert_between(mem, &middle, to, ret);
	} else {
		convert_between(mem, m, to, ret);
	}
}
