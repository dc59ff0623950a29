/* A record as the rows of a form: names, choices and faults from the tables of its format. */
#include "web/edit_form.h"

enum { FAULTS_MAX = 500 };

struct rows { /* the form that is filled */
	struct web_request *r;
	const struct marc *m;
	const struct marc_fault *faults;
	size_t n_faults;
};

/* -- words ------------------------------------------------------------------------------------- */

static const char *say(const struct rows *k, const char *msgid)
{
	return text_say(k->r->c->lang, msgid);
}

/* "rus" → "Russian", "340" → "editor": what a code of a list means; empty where nothing. */
static struct str said(const struct rows *k, const char *list, struct str code)
{
	struct arena *mem = k->r->c->mem;
	const char *lang = k->r->c->lang;
	code = str_trim(code);
	if (!list || !code.n)
		return STR_NONE;
	if (!strcmp(list, "languages") && *marc_language_short(code))
		return text_language_name(mem, lang, str_of(marc_language_short(code)));
	if (!strcmp(list, "countries")) {
		const char *iso = marc_country_iso(code);
		struct str upper = code.n == 2 && marc_country_is(code) ? code : str_of(iso);
		return upper.n ? text_country_name(lang, upper) : STR_NONE;
	}
	const char *role = !strcmp(list, "relators") ? marc_relator(code) : "";
	const char *name = *role ? marc_relator_name(str_of(role)) : NULL;
	return name ? str_of(say(k, name)) : STR_NONE;
}

static struct str fault_said(const struct rows *k, const struct marc_fault *x)
{
	char code[2] = { x->sub, 0 };
	struct str args[2] = { str_of(x->tag), str_of(code) };
	return err_fill(k->r->c->mem, str_of(say(k, x->what)), args, 2);
}

static void add_fault(const struct rows *k, struct view_says *to, const struct marc_fault *x)
{
	if (!to->at)
		to->at = arena_array_of(k->r->c->mem, k->n_faults, struct str);
	to->at[to->n++] = fault_said(k, x);
}

/* -- coded fields ------------------------------------------------------------------------------ */

static struct view_place place_of(const struct rows *k, const struct edit_position *p,
				  struct str value)
{
	struct arena *mem = k->r->c->mem;
	char *now = arena_take(mem, (size_t)p->n + 1);
	for (int i = 0; i < p->n; i++) {
		size_t at = (size_t)(p->at + i);
		now[i] = at < value.n && (unsigned char)value.s[at] >= ' ' ? value.s[at] : ' ';
	}
	struct view_place v = {
		.id = str_print(mem, "pos:%d:%d", p->at, p->n),
		.label = str_of(say(k, p->name)),
		.value = str_of(now),
		.list = str_of(p->list),
		.said = said(k, p->list, str_of(now)),
		.size = p->n,
	};
	size_t n = 0;
	while (p->choices && p->choices[n].code)
		n++;
	v.choices.at = n ? arena_array_of(mem, n + 1, struct view_choice) : NULL;
	bool known = false;
	for (size_t i = 0; i < n; i++) {
		const struct edit_choice *c = &p->choices[i];
		bool on = !strcmp(c->code, now);
		known |= on;
		v.choices.at[v.choices.n++] = (struct view_choice){
			str_of(c->code), str_print(mem, "%s  %s", c->code, say(k, c->name)), on
		};
	}
	if (n && !known) /* what is in no list stays what it is */
		v.choices.at[v.choices.n++] = (struct view_choice){ v.value, v.value, true };
	return v;
}

static struct view_places places_of(const struct rows *k, const char *tag, char sub,
				    struct str value)
{
	size_t n;
	const struct edit_position *p = edit_positions(k->m, tag, sub, &n);
	struct view_places v = { p ? arena_array_of(k->r->c->mem, n, struct view_place) : NULL, 0 };
	for (; p && v.n < n; v.n++)
		v.at[v.n] = place_of(k, &p[v.n], value);
	return v;
}

/* -- fields ------------------------------------------------------------------------------------ */

static struct str sign(struct arena *mem, char c)
{
	return str_print(mem, "%c", c > ' ' ? c : '#');
}

/* The signs that are allowed, and the one that stands there if it is none of them. */
static struct view_choices signs_of(const struct rows *k, const char *allowed, char now)
{
	struct arena *mem = k->r->c->mem;
	struct view_choices v = { 0 };
	now = now > ' ' ? now : ' ';
	if (!allowed || !*allowed)
		return v;
	v.at = arena_array_of(mem, strlen(allowed) + 1, struct view_choice);
	for (const char *s = allowed; *s; s++)
		v.at[v.n++] = (struct view_choice){ sign(mem, *s), sign(mem, *s), *s == now };
	if (!strchr(allowed, now))
		v.at[v.n++] = (struct view_choice){ sign(mem, now), sign(mem, now), true };
	return v;
}

static const struct marc_sub_rule *sub_rule(const struct marc_rule *rule, char code)
{
	for (const struct marc_sub_rule *s = rule ? rule->subs : NULL; s && s->code; s++)
		if (s->code == code)
			return s;
	return NULL;
}

/* After $1 of UNIMARC a field within the field begins: its rule names what follows. */
static const struct marc_rule *embedded(const struct rows *k, struct str value,
					const struct marc_rule *rule)
{
	if (value.n < 3)
		return rule;
	const struct marc_rule *inner = marc_rule(k->m->dialect,
						  str_z(k->r->c->mem, str_upto(value, 3)));
	return inner ? inner : rule;
}

static void fill_subs(const struct rows *k, const struct marc_field *f, struct view_marc_field *v)
{
	const struct marc_rule *rule = marc_rule(k->m->dialect, v->tag.s), *outer = rule;
	v->subs.at = arena_array_of(k->r->c->mem, f->n + 1, struct view_sub);
	for (size_t i = 0; i < f->n; i++) {
		const struct marc_sub *s = &f->subs[i];
		bool jump = s->code == '1' && k->m->dialect != MARC_21;
		const struct marc_sub_rule *sr = sub_rule(jump ? outer : rule, s->code);
		v->subs.at[v->subs.n++] = (struct view_sub){
			.number = (int)i + 1,
			.code = s->code ? str_print(k->r->c->mem, "%c", s->code) : STR(""),
			.value = s->value,
			.name = sr ? sr->name : NULL,
			.list = sr ? str_of(sr->list) : STR_NONE,
			.said = sr ? said(k, sr->list, s->value) : STR_NONE,
		};
		if (jump)
			rule = embedded(k, s->value, outer);
	}
}

static void fill_adds(const struct rows *k, const struct marc_rule *rule, struct view_choices *v)
{
	static const struct marc_sub_rule plain[] = {
		{ .code = 'a' }, { .code = 'b' }, { .code = 'c' }, { .code = 0 }
	};
	const struct marc_sub_rule *subs = rule && rule->subs ? rule->subs : plain;
	size_t n = 0;
	while (subs[n].code)
		n++;
	v->at = arena_array_of(k->r->c->mem, n + 1, struct view_choice);
	for (; v->n < n; v->n++) {
		char code[2] = { subs[v->n].code, 0 };
		struct str c = str_copy(k->r->c->mem, str_of(code));
		v->at[v->n].code = c;
		v->at[v->n].name = subs[v->n].name ? str_print(k->r->c->mem, "$%s  %s", code,
							       say(k, subs[v->n].name))
						   : str_print(k->r->c->mem, "$%s", code);
	}
}

static void fill_data(const struct rows *k, const struct marc_field *f, struct view_marc_field *v)
{
	const struct marc_rule *rule = marc_rule(k->m->dialect, v->tag.s);
	const char *i1 = rule ? rule->indicators[0] : NULL, *i2 = rule ? rule->indicators[1] : NULL;
	v->data = true;
	v->ind1 = sign(k->r->c->mem, f->indicators[0]);
	v->ind2 = sign(k->r->c->mem, f->indicators[1]);
	v->blank1 = i1 && !strcmp(i1, " ") && f->indicators[0] <= ' ';
	v->blank2 = i2 && !strcmp(i2, " ") && f->indicators[1] <= ' ';
	v->signs1 = signs_of(k, i1, f->indicators[0]);
	v->signs2 = signs_of(k, i2, f->indicators[1]);
	fill_subs(k, f, v);
	fill_adds(k, rule, &v->adds);
	if (!f->n)
		return;
	v->places = places_of(k, v->tag.s, f->subs[0].code, f->subs[0].value);
	if (v->places.n) { /* shown as places instead of as a subfield */
		v->coded = v->subs.at[0].code;
		v->value = v->subs.at[0].value;
		v->subs.at++;
		v->subs.n--;
	}
}

static bool is_locked(const char *tag)
{
	return !strcmp(tag, "001") || !strcmp(tag, "003") || !strcmp(tag, "005");
}

static struct view_marc_field field_of(const struct rows *k, const struct marc_field *f, int number)
{
	const struct marc_rule *rule = marc_rule(k->m->dialect, f->tag);
	struct view_marc_field v = {
		.number = number,
		.tag = str_copy(k->r->c->mem, str_of(f->tag)),
		.name = rule ? rule->name : NULL,
		.help = rule ? rule->help : NULL,
	};
	if (f->control.s) {
		v.control = true;
		v.locked = is_locked(f->tag);
		v.value = f->control;
		v.places = places_of(k, f->tag, 0, f->control);
	} else {
		fill_data(k, f, &v);
	}
	return v;
}

static struct view_marc_field leader_of(const struct rows *k)
{
	struct str value = str_of(k->m->leader);
	return (struct view_marc_field){
		.tag = STR("LDR"),
		.leader = true,
		.control = true,
		.name = N_("Leader"),
		.value = value,
		.places = places_of(k, "LDR", 0, value),
	};
}

/* -- faults ------------------------------------------------------------------------------------ */

/* Beside the subfield where there is one of that code, else beside its field. */
static void put_fault(const struct rows *k, const struct marc_fault *x, struct view_marc_field *f)
{
	for (size_t i = 0; x->sub && i < f->subs.n; i++)
		if (str_same(f->subs.at[i].code, (struct str){ &x->sub, 1 })) {
			add_fault(k, &f->subs.at[i].faults, x);
			return;
		}
	add_fault(k, &f->faults, x);
}

/* Checks what says something: rows that were left empty are not saved, and are no fault. places[i]:
 * the row of field i of `ret`. */
static void full_only(struct arena *mem, const struct marc *m, struct marc *ret, size_t *places)
{
	*ret = *m;
	ret->fields = NULL;
	ret->n = ret->room = 0;
	for (size_t i = 0; i < m->n; i++) {
		struct marc one = *m, clean;
		one.fields = &m->fields[i];
		one.n = one.room = 1;
		edit_clean(mem, &one, &clean);
		if (!clean.n)
			continue;
		places[ret->n] = i;
		if (clean.fields[0].control.s) {
			marc_add_control(mem, ret, clean.fields[0].tag, clean.fields[0].control);
		} else {
			marc_add(mem, ret, clean.fields[0].tag, clean.fields[0].indicators[0],
				 clean.fields[0].indicators[1]);
			ret->fields[ret->n - 1] = clean.fields[0];
		}
	}
}

static void put_faults(struct rows *k, struct view_edit *v)
{
	struct arena *mem = k->r->c->mem;
	struct marc full;
	struct marc_fault *faults = arena_array_of(mem, FAULTS_MAX, struct marc_fault);
	size_t *places = arena_array_of(mem, k->m->n + 1, size_t);
	full_only(mem, k->m, &full, places);
	size_t of_saving = 0;
	k->n_faults = marc_check(&full, faults, FAULTS_MAX);
	for (size_t i = 0; i < k->n_faults; i++) {
		if (faults[i].field < full.n)
			put_fault(k, &faults[i], &v->fields.at[places[faults[i].field] + 1]);
		else if (strcmp(faults[i].tag, "001") != 0) /* that comes with saving */
			add_fault(k, &v->faults, &faults[i]);
		else
			of_saving++;
	}
	v->n_faults = (int64_t)(k->n_faults - of_saving);
	v->checked = v->n_faults == 0;
}

void edit_form_rows(struct web_request *r, const struct edit_form *f, bool check,
		    struct view_edit *ret)
{
	struct rows k = { .r = r, .m = &f->marc };
	ret->fields.at = arena_array_of(r->c->mem, f->marc.n + 1, struct view_marc_field);
	ret->fields.at[0] = leader_of(&k);
	for (size_t i = 0; i < f->marc.n; i++)
		ret->fields.at[i + 1] = field_of(&k, &f->marc.fields[i], (int)i + 1);
	ret->fields.n = f->marc.n + 1;
	ret->focus = f->focus;
	if (check)
		put_faults(&k, ret);
}

void edit_form_row(struct web_request *r, enum marc_dialect d, struct str tag, int number,
		   struct view_marc_field *ret)
{
	struct marc m = { .dialect = d };
	struct rows k = { .r = r, .m = &m };
	edit_form_new(r->c->mem, &m, str_z(r->c->mem, tag));
	*ret = field_of(&k, &m.fields[0], number);
}

/* -- lists ------------------------------------------------------------------------------------- */

/* The code as this format writes it. */
static struct str coded(enum marc_dialect d, const char *list, const char *code)
{
	struct str c = str_of(code);
	bool is_21 = d == MARC_21;
	const char *own = code;
	if (!strcmp(list, "languages"))
		own = is_21 ? marc_language_b(c) : marc_language_t(c);
	else if (!strcmp(list, "relators") && !is_21)
		own = marc_relator_number(c);
	else if (!strcmp(list, "countries") && is_21)
		own = marc_country_marc(c);
	return str_of(own && *own ? own : code);
}

static struct view_choices list_of(const struct rows *k, const char *list)
{
	struct arena *mem = k->r->c->mem;
	struct view_choices v = { 0 };
	const char *const *codes = marc_list(mem, list);
	size_t n = 0;
	while (codes && codes[n])
		n++;
	v.at = arena_array_of(mem, n + 1, struct view_choice);
	for (; v.n < n; v.n++)
		v.at[v.n] = (struct view_choice){
			.code = str_trim(str_copy(mem, coded(k->m->dialect, list, codes[v.n]))),
			.name = said(k, list, str_of(codes[v.n])),
		};
	return v;
}

void edit_form_lists(struct web_request *r, enum marc_dialect d, struct view_edit *ret)
{
	struct marc m = { .dialect = d };
	struct rows k = { .r = r, .m = &m };
	size_t n;
	const struct marc_rule *rules = marc_rules(d, &n);
	ret->languages = list_of(&k, "languages");
	ret->countries = list_of(&k, "countries");
	ret->relators = list_of(&k, "relators");
	ret->tags.at = arena_array_of(r->c->mem, n + 1, struct view_choice);
	for (size_t i = 0; i < n; i++)
		ret->tags.at[ret->tags.n++] = (struct view_choice){
			.code = str_of(rules[i].tag), .name = str_of(say(&k, rules[i].name))
		};
}

struct view_lines edit_lines(struct web_request *r, const struct marc *a, const struct marc *b,
			     int64_t *ret_changed)
{
	struct edit_difference d;
	struct view_lines v = { 0 };
	*ret_changed = 0;
	if (!edit_differ(r->c, a, b, &d))
		return v;
	v.at = arena_array_of(r->c->mem, d.n + 1, struct view_line);
	for (size_t i = 0; i < d.n; i++) {
		if (d.at[i].sign == EDIT_KEPT || str_starts(d.at[i].text, "005 "))
			continue;
		v.at[v.n++] = (struct view_line){ .gone = d.at[i].sign == EDIT_GONE,
						  .came = d.at[i].sign == EDIT_CAME,
						  .text = d.at[i].text };
	}
	*ret_changed = (int64_t)v.n;
	return v;
}
