/*
 * The plain record of a MARC record: each field by the rules of its dialect, fields in another
 * script (880 of MARC 21) right after those they repeat, then what the record says as a whole.
 */
#include "format/plain.h"

/* Cataloguers' brackets open in one subfield and close in another: what does not pair here goes. */
static struct str without_odd_brackets(struct making *k, struct str s)
{
	size_t opens = 0, closes = 0, from_left = 0;
	if (!memchr(s.s, '[', s.n) && !memchr(s.s, ']', s.n))
		return s;
	for (size_t i = 0; i < s.n; i++) { /* how many of each have no partner */
		if (s.s[i] == '[')
			opens++;
		else if (s.s[i] == ']' && opens)
			opens--;
		else if (s.s[i] == ']')
			closes++;
	}
	if (opens + closes == 0)
		return s;
	char *to = arena_take(k->mem, s.n + 1);
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) { /* the first of those that open, the first that close */
		bool drop = (s.s[i] == '[' && opens && opens--) ||
			    (s.s[i] == ']' && from_left < closes && ++from_left);
		if (!drop)
			to[n++] = s.s[i];
	}
	return isbd_trim((struct str){ to, n });
}

struct record_value *plain_put(struct making *k, enum record_field field, struct str value)
{
	struct record *r = k->r;
	if (field != RECORD_URL && field != RECORD_FILE && value.n)
		value = without_odd_brackets(k, value);
	if (value.n == 0 || r->n >= VALUES_MAX)
		return NULL;
	for (size_t i = 0; i < r->n; i++) {
		if (r->at[i].field == field && str_same(r->at[i].value, value))
			return &r->at[i];
	}
	record_add(k->mem, r, field, value);
	r->at[r->n - 1].also = k->also;
	return &r->at[r->n - 1];
}

struct record_value *plain_find(struct making *k, enum record_field field)
{
	for (size_t i = 0; i < k->r->n; i++) {
		if (k->r->at[i].field == field)
			return &k->r->at[i];
	}
	return NULL;
}

struct str plain_clean(struct making *k, struct str raw)
{
	return isbd_trim(value_clean(k->mem, raw));
}

struct str plain_sub(struct making *k, const struct marc_field *f, char code)
{
	return plain_clean(k, marc_sub(f, code));
}

bool plain_takes(const struct rule *u, char code)
{
	return code ? strchr(u->subs, code) != NULL : *u->subs == 0;
}

/* Tags of IRBIS may be short: "10" is 010. */
static void full_tag(const char *tag, char ret[5])
{
	size_t n = strlen(tag);
	memcpy(ret, "000", 4);
	memcpy(n < 3 ? ret + 3 - n : ret, tag, n < 3 ? n : n + 1);
}

static void apply(struct making *k, const struct rule *rules, size_t n, const char *tag,
		  const struct marc_field *f)
{
	size_t low = 0, high = n;
	while (low < high) { /* the first rule of this tag */
		size_t middle = (low + high) / 2;
		if (strcmp(rules[middle].tag, tag) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < n && !strcmp(rules[low].tag, tag); low++)
		rules[low].way(k, &rules[low], f);
}

/* $6 of a field "880-02" and of its double "245-02/(N" (MARC 21, Appendix A). */
static bool links(struct str six, const char *tag, struct str number)
{
	return six.n >= 6 && str_starts(six, tag) && six.s[3] == '-' &&
	       !memcmp(six.s + 4, number.s, 2) && memcmp(number.s, "00", 2) != 0;
}

/* Fields 880 that repeat f in another script; taken[i] is set for each. */
static void apply_doubles(struct making *k, const struct marc_field *f, bool *taken)
{
	struct str six = marc_sub(f, '6');
	if (six.n < 6 || !str_starts(six, "880-"))
		return;
	k->also = true;
	for (size_t i = 0; i < k->m->n; i++) {
		const struct marc_field *other = &k->m->fields[i];
		if (strcmp(other->tag, "880") != 0 ||
		    !links(marc_sub(other, '6'), f->tag, str_from(six, 4)))
			continue;
		taken[i] = true;
		apply(k, plain_rules_21, plain_rules_21_n, f->tag, other);
	}
	k->also = false;
}

/* An 880 that repeats nothing: what it says is said nowhere else. */
static void apply_alone(struct making *k, const struct marc_field *f)
{
	struct str six = marc_sub(f, '6');
	char tag[4] = "";
	if (six.n < 3)
		return;
	memcpy(tag, six.s, 3);
	k->also = marc_field(k->m, tag) != NULL;
	apply(k, plain_rules_21, plain_rules_21_n, tag, f);
	k->also = false;
}

static void make_21(struct making *k)
{
	bool *taken = arena_array_of(k->mem, k->m->n, bool);
	struct str ind = { marc_field(k->m, "041") ? marc_field(k->m, "041")->indicators : "", 1 };
	k->translation = ind.s[0] == '1';
	for (size_t i = 0; i < k->m->n; i++) {
		const struct marc_field *f = &k->m->fields[i];
		if (!strcmp(f->tag, "880"))
			continue;
		apply(k, plain_rules_21, plain_rules_21_n, f->tag, f);
		apply_doubles(k, f, taken);
	}
	for (size_t i = 0; i < k->m->n; i++) {
		if (!strcmp(k->m->fields[i].tag, "880") && !taken[i])
			apply_alone(k, &k->m->fields[i]);
	}
}

static void make_family(struct making *k)
{
	const struct marc_field *f101 = marc_field(k->m, "101");
	k->translation = f101 && (f101->indicators[0] == '1' || f101->indicators[0] == '2');
	for (size_t i = 0; i < k->m->n; i++)
		apply(k, plain_rules_family, plain_rules_family_n, k->m->fields[i].tag,
		      &k->m->fields[i]);
}

static void make_irbis(struct making *k)
{
	char tag[5];
	for (size_t i = 0; i < k->m->n; i++) {
		full_tag(k->m->fields[i].tag, tag);
		apply(k, plain_rules_irbis, plain_rules_irbis_n, tag, &k->m->fields[i]);
	}
}

/* Of a record that does not say: UNIMARC or MARC 21 by the fields it has. */
bool plain_is_unimarc(const struct marc *m)
{
	const struct marc_field *f200 = marc_field(m, "200"), *f008 = marc_field(m, "008");
	int votes = 0;
	votes += f200 && marc_sub(f200, 'a').n ? 3 : 0;
	votes -= marc_field(m, "245") ? 4 : 0;
	votes += marc_field(m, "801") ? 2 : 0;
	/* 100 $a holds 36 places that begin with a date in UNIMARC, a name in MARC 21 */
	struct str coded = marc_value(m, "100", 'a');
	int64_t date;
	votes += coded.n >= 30 && str_to_int(str_upto(coded, 8), 0, 99999999, &date) ? 3 : 0;
	votes -= f008 && f008->control.n >= 38 ? 2 : 0;
	votes += m->leader[23] == ' ' ? 1 : 0;
	return votes > 0;
}

/* The record's own number, the last of the names its file may have. */
static void put_control(struct making *k)
{
	struct str id = value_clean(k->mem, marc_value(k->m, "001", 0));
	plain_put(k, RECORD_IDENTIFIER, id);
	plain_put(k, RECORD_FILE, id);
}

void record_of_marc(struct arena *mem, const struct marc *m, struct record *ret)
{
	struct making k = { .mem = mem, .m = m, .r = ret };
	bool family = m->dialect == MARC_UNKNOWN ? plain_is_unimarc(m) : m->dialect != MARC_21;
	if (m->dialect == MARC_IRBIS)
		make_irbis(&k);
	else if (family)
		make_family(&k);
	else
		make_21(&k);
	plain_put_coded(&k);
	plain_put_type(&k);
	plain_put_level(&k);
	plain_put_carrier(&k);
	put_control(&k);
}
