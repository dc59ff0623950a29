/*
 * rules - what a format says of its fields, and where a record is not as it says.
 */
#include "marc/rules_int.h"
#include "marc/write_int.h"

const struct marc_rule *marc_rules(enum marc_dialect d, size_t *ret_n)
{
	bool is_21 = d == MARC_21, is_family = marc_is_family(d);
	*ret_n = is_21 ? marc_rules_21_n : is_family ? marc_rules_unimarc_n : 0;
	return is_21 ? marc_rules_21 : is_family ? marc_rules_unimarc : NULL;
}

const struct marc_rule *marc_rule(enum marc_dialect d, const char *tag)
{
	size_t low = 0, high;
	const struct marc_rule *rules = marc_rules(d, &high);
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = strcmp(rules[middle].tag, tag);
		if (order == 0)
			return &rules[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

struct checking {
	const struct marc *m;
	struct marc_fault *at;
	size_t n, max;
};

static void tell(struct checking *k, size_t field, char sub, const char *what)
{
	if (k->n < k->max)
		k->at[k->n++] = (struct marc_fault){ field, sub, what, k->m->fields[field].tag };
}

static const struct marc_sub_rule *sub_rule(const struct marc_rule *r, char code)
{
	for (const struct marc_sub_rule *s = r->subs; s && s->code; s++) {
		if (s->code == code)
			return s;
	}
	return NULL;
}

/* 008 has 40 signs, 100 $a of UNIMARC 36 (their manuals). */
static void check_length(struct checking *k, size_t i, struct str v)
{
	const struct marc_field *f = &k->m->fields[i];
	if (k->m->dialect == MARC_21 && !strcmp(f->tag, "008") && v.n != 40)
		tell(k, i, 0, N_("field {0} must have 40 signs"));
	if (k->m->dialect != MARC_21 && !strcmp(f->tag, "100") && v.n != 36)
		tell(k, i, 'a', N_("subfield {1} of field {0} must have 36 signs"));
}

static bool in_list(const char *list, struct str v)
{
	if (!strcmp(list, "languages"))
		return *marc_language_t(v) || str_is(v, "mul") || str_is(v, "und");
	if (!strcmp(list, "countries"))
		return marc_country_is(v) || str_same_nocase(v, STR("XX"));
	return *marc_relator(v) || str_is(v, "000");
}

static void check_value(struct checking *k, size_t i, const struct marc_sub_rule *rule,
			const struct marc_sub *s)
{
	const struct marc_field *f = &k->m->fields[i];
	bool is_21 = k->m->dialect == MARC_21;
	struct str v = str_trim(s->value);
	if (v.n == 0) {
		tell(k, i, s->code, N_("subfield {1} of field {0} is empty"));
		return;
	}
	struct str word = str_upto(v, str_find_byte(v, ' '));
	bool joined = v.n > 3 && v.n % 3 == 0; /* "rusengkaz" of old records */
	if (rule->list && !joined && !in_list(rule->list, v))
		tell(k, i, s->code,
		     N_("the code in subfield {1} of field {0} is in no list of codes"));
	if (s->code != 'a')
		return;
	if (!strcmp(f->tag, is_21 ? "020" : "010") && !marc_isbn_is(word))
		tell(k, i, s->code, N_("the ISBN is not right: its last sign does not fit"));
	if (!strcmp(f->tag, is_21 ? "022" : "011") && !marc_issn_is(v))
		tell(k, i, s->code, N_("the ISSN is not right: its last sign does not fit"));
	if (!is_21)
		check_length(k, i, s->value);
}

static bool stood_before(const struct marc_field *f, size_t n, char code)
{
	for (size_t i = 0; i < n; i++) {
		if (f->subs[i].code == code)
			return true;
	}
	return false;
}

static void check_subs(struct checking *k, size_t i, const struct marc_rule *rule)
{
	const struct marc_field *f = &k->m->fields[i];
	for (size_t j = 0; j < f->n; j++) {
		char code = f->subs[j].code;
		const struct marc_sub_rule *s = sub_rule(rule, code);
		/* what follows $1 belongs to the embedded field; 5, 8, 9 are everywhere */
		if (code == '1' && k->m->dialect != MARC_21)
			return;
		if (s)
			check_value(k, i, s, &f->subs[j]);
		else if (rule->subs && !strchr("589", code))
			tell(k, i, code, N_("field {0} has no subfield {1}"));
		if (s && !s->repeats && stood_before(f, j, code))
			tell(k, i, code, N_("subfield {1} of field {0} may stand only once"));
	}
	for (const struct marc_sub_rule *s = rule->subs; s && s->code; s++) {
		if (s->needed && !stood_before(f, f->n, s->code))
			tell(k, i, s->code, N_("field {0} needs subfield {1}"));
	}
}

static void check_field(struct checking *k, size_t i)
{
	static const char *const wrong[] = {
		N_("the first indicator of field {0} is none of those allowed"),
		N_("the second indicator of field {0} is none of those allowed"),
	};
	const struct marc_field *f = &k->m->fields[i];
	const struct marc_rule *rule = marc_rule(k->m->dialect, f->tag);
	if (!rule)
		return; /* of another's choice: fields of the 900s, rarities */
	if (!rule->repeats && marc_field(k->m, f->tag) != f)
		tell(k, i, 0, N_("field {0} may stand only once"));
	if (f->control.s) {
		check_length(k, i, f->control);
		return;
	}
	for (int j = 0; j < 2; j++) {
		if (rule->indicators[j] && !strchr(rule->indicators[j], f->indicators[j]))
			tell(k, i, 0, wrong[j]);
	}
	check_subs(k, i, rule);
}

size_t marc_check(const struct marc *m, struct marc_fault *ret, size_t max)
{
	struct checking k = { .m = m, .at = ret, .max = max };
	size_t n;
	const struct marc_rule *rules = marc_rules(m->dialect, &n);
	for (size_t i = 0; i < n; i++) {
		if (rules[i].needed && k.n < max && !marc_field(m, rules[i].tag))
			ret[k.n++] = (struct marc_fault){ (size_t)-1, 0, N_("field {0} is missing"),
							  rules[i].tag };
	}
	for (size_t i = 0; i < m->n; i++)
		check_field(&k, i);
	return k.n;
}
