/* The cataloguers' form read: pairs in their order become a record, a button changes it. */
#include "web/edit_form.h"

#include <ctype.h>

enum { FIELDS_MAX = 2000, SUBS_MAX = 4000, CODED_MAX = 60 };

struct reading {
	struct web_request *r;
	struct edit_form *f;
	struct marc_field *field; /* the one that is read; NULL: none, or the leader */
	bool leader;
	char code; /* of the value to come */
	size_t subs;
};

/* -- places of coded fields -------------------------------------------------------------------- */

/* The value that a place belongs to: the leader, a control field, or the last subfield. */
static struct str *coded_of(struct reading *g)
{
	if (!g->field)
		return NULL;
	if (g->field->control.s)
		return &g->field->control;
	return g->field->n ? &g->field->subs[g->field->n - 1].value : NULL;
}

/* `with` at a place of the value, in blanks as far as either is too short. */
static void set_place(struct arena *mem, struct str *value, size_t at, size_t n, struct str with)
{
	size_t length = value->n > at + n ? value->n : at + n;
	char *z = arena_take(mem, length + 1);
	memset(z, ' ', length);
	if (value->n)
		memcpy(z, value->s, value->n);
	for (size_t i = 0; i < n; i++)
		z[at + i] = i < with.n && with.s[i] != '#' ? with.s[i] : ' ';
	*value = (struct str){ z, length };
}

static void take_place(struct reading *g, struct str name, struct str with)
{
	struct str kind, at_text, n_text;
	int64_t at, n;
	if (!str_next(&name, ':', &kind) || !str_next(&name, ':', &at_text) ||
	    !str_next(&name, ':', &n_text) || !str_to_int(at_text, 0, CODED_MAX, &at) ||
	    !str_to_int(n_text, 1, 8, &n))
		return;
	if (g->leader) {
		struct str leader = str_of(g->f->marc.leader);
		set_place(g->r->c->mem, &leader, (size_t)at, (size_t)n, with);
		memcpy(g->f->marc.leader, leader.s, 24);
		return;
	}
	struct str *value = coded_of(g);
	if (value)
		set_place(g->r->c->mem, value, (size_t)at, (size_t)n, with);
}

/* -- fields ------------------------------------------------------------------------------------ */

static void begin_field(struct reading *g, struct str tag)
{
	struct marc *m = &g->f->marc;
	tag = str_upto(str_trim(tag), 4);
	g->leader = str_is(tag, "LDR");
	g->field = NULL;
	g->code = 0;
	if (g->leader || m->n >= FIELDS_MAX)
		return;
	char *z = str_z(g->r->c->mem, tag);
	if (edit_tag_is_control(z)) {
		marc_add_control(g->r->c->mem, m, z, STR(""));
		g->field = &m->fields[m->n - 1];
	} else {
		g->field = marc_add(g->r->c->mem, m, z, ' ', ' ');
	}
}

static char sign_of(struct str s)
{
	char c = s.n ? s.s[0] : ' ';
	return c == '#' || c == '_' || c == '\\' || (unsigned char)c > '~' || c < ' ' ? ' ' : c;
}

/* Line ends that a browser put into a long text are blanks. */
static struct str one_line(struct arena *mem, struct str s)
{
	char *z = str_z(mem, s);
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.s[i] == '\r')
			continue;
		z[n++] = (unsigned char)s.s[i] < ' ' ? ' ' : s.s[i];
	}
	z[n] = 0;
	return text_nfc(mem, (struct str){ z, n });
}

static void take_value(struct reading *g, struct str value)
{
	struct arena *mem = g->r->c->mem;
	value = one_line(mem, value);
	if (g->leader) {
		struct str leader = str_of(g->f->marc.leader);
		set_place(mem, &leader, 0, 24, value);
		memcpy(g->f->marc.leader, leader.s, 24);
	} else if (g->field && g->field->control.s) {
		g->field->control = value;
	} else if (g->field && g->subs < SUBS_MAX && (g->code || value.n)) {
		marc_add_sub(mem, g->field, g->code ? g->code : 'a', value);
		g->subs++;
	}
	g->code = 0;
}

static void take_code(struct reading *g, struct str code)
{
	code = str_trim(code);
	g->code = code.n && code.s[0] > ' ' && code.s[0] <= '~' && code.s[0] != '$' ? code.s[0] : 0;
}

/* "up:3": what a button says. */
static void take_action(struct edit_form *f, struct str value)
{
	struct str at;
	int64_t n;
	if (!str_next(&value, ':', &f->action))
		return;
	if (str_next(&value, ':', &at) && str_to_int(at, 1, FIELDS_MAX, &n))
		f->at = (size_t)n;
}

static int64_t number_of(struct str value)
{
	int64_t n;
	return str_to_int(value, 0, INT64_MAX, &n) ? n : 0;
}

/* What belongs to the whole, not to a field. */
static void take_whole(struct edit_form *f, struct str name, struct str value)
{
	if (str_is(name, "do"))
		take_action(f, value);
	else if (str_is(name, "source"))
		f->source = number_of(value);
	else if (str_is(name, "version"))
		f->version = (int)(number_of(value) & 0xfffffff);
	else if (str_is(name, "beside"))
		f->beside = number_of(value);
	else if (str_is(name, "partner"))
		f->partner = number_of(value);
	else if (str_is(name, "note"))
		f->note = str_trim(value);
	else if (str_is(name, "kind"))
		f->kind = value;
	else if (str_is(name, "sure"))
		f->sure = true;
	else if (str_is(name, "newtag"))
		f->newtag = str_trim(value);
	else if (str_is(name, "text"))
		f->text = value, f->as_text = true;
}

static void take_pair(struct reading *g, struct str name, struct str value, struct str *newcodes)
{
	if (str_is(name, "field"))
		begin_field(g, value);
	else if (str_is(name, "ind1") && g->field)
		g->field->indicators[0] = sign_of(value);
	else if (str_is(name, "ind2") && g->field)
		g->field->indicators[1] = sign_of(value);
	else if (str_is(name, "code"))
		take_code(g, value);
	else if (str_is(name, "value"))
		take_value(g, value);
	else if (str_starts(name, "pos:"))
		take_place(g, name, value);
	else if (str_is(name, "newcode") && g->field)
		newcodes[g->f->marc.n] = value;
	else
		take_whole(g->f, name, value);
}

bool edit_form_read(struct web_request *r, struct edit_form *ret)
{
	const struct http_pairs *form = &r->http->form;
	struct edit_form f = { 0 };
	struct str *newcodes = arena_array_of(r->c->mem, FIELDS_MAX + 1, struct str);
	struct reading g = { .r = r, .f = &f };
	enum marc_dialect d;
	if (!marc_dialect_of(http_form(r->http, "dialect"), &d))
		return fail(r->c, ERR_INVALID, "the form does not say its format");
	f.marc.dialect = d;
	memcpy(f.marc.leader, "                        ", 25);
	for (size_t i = 0; i < form->n; i++)
		take_pair(&g, form->at[i].name, form->at[i].value, newcodes);
	f.newcode = f.at && f.at <= f.marc.n ? newcodes[f.at] : STR_NONE;
	*ret = f;
	return !f.as_text || edit_parse(r->c, f.text, d, &ret->marc);
}

/* -- buttons ----------------------------------------------------------------------------------- */

static void swap(struct marc *m, size_t a, size_t b)
{
	struct marc_field f = m->fields[a];
	m->fields[a] = m->fields[b];
	m->fields[b] = f;
}

/* The last field comes to the place `at`. */
static void bring(struct marc *m, size_t at)
{
	for (size_t i = m->n - 1; i > at; i--)
		swap(m, i, i - 1);
}

/* After the last field of the same or a lower tag, so that a record stays in order. */
static size_t place_of(const struct marc *m, const char *tag)
{
	size_t at = m->n;
	while (at > 0 && strcmp(m->fields[at - 1].tag, tag) > 0)
		at--;
	return at;
}

void edit_form_new(struct arena *mem, struct marc *m, const char *tag)
{
	const struct marc_rule *rule = marc_rule(m->dialect, tag);
	if (edit_tag_is_control(tag)) {
		marc_add_control(mem, m, tag, STR(""));
		return;
	}
	struct marc_field *f = marc_add(mem, m, tag, ' ', ' ');
	for (size_t i = 0; i < 2; i++)
		if (rule && rule->indicators[i] && rule->indicators[i][0])
			f->indicators[i] = strchr(rule->indicators[i], ' ')
						   ? ' '
						   : rule->indicators[i][0];
	for (const struct marc_sub_rule *s = rule ? rule->subs : NULL; s && s->code; s++)
		if (s->needed)
			marc_add_sub(mem, f, s->code, STR(""));
	if (!f->n)
		marc_add_sub(mem, f,
			     rule && rule->subs && rule->subs->code ? rule->subs->code : 'a',
			     STR(""));
}

static void add_field(struct web_request *r, struct edit_form *f)
{
	struct marc *m = &f->marc;
	if (!edit_tag_valid(f->newtag) || m->n >= FIELDS_MAX)
		return;
	char *tag = str_z(r->c->mem, f->newtag);
	size_t at = place_of(m, tag);
	edit_form_new(r->c->mem, m, tag);
	bring(m, at);
	f->newtag = STR_NONE;
	f->focus = str_print(r->c->mem, "v%zu-%d", at + 1, edit_tag_is_control(tag) ? 0 : 1);
}

static void add_sub(struct web_request *r, struct edit_form *f)
{
	struct marc_field *field = &f->marc.fields[f->at - 1];
	if (field->control.s || !f->newcode.n)
		return;
	marc_add_sub(r->c->mem, field, f->newcode.s[0], STR(""));
	f->focus = str_print(r->c->mem, "v%zu-%zu", f->at, field->n);
}

static void twin(struct web_request *r, struct edit_form *f)
{
	edit_form_new(r->c->mem, &f->marc, f->marc.fields[f->at - 1].tag);
	bring(&f->marc, f->at);
	f->focus = str_print(r->c->mem, "v%zu-1", f->at + 1);
}

void edit_form_act(struct web_request *r, struct edit_form *f)
{
	struct marc *m = &f->marc;
	if (str_is(f->action, "add"))
		add_field(r, f);
	if (f->at < 1 || f->at > m->n)
		return;
	if (str_is(f->action, "up") && f->at > 1)
		swap(m, f->at - 1, f->at - 2);
	else if (str_is(f->action, "down") && f->at < m->n)
		swap(m, f->at - 1, f->at);
	else if (str_is(f->action, "sub"))
		add_sub(r, f);
	else if (str_is(f->action, "twin") && m->n < FIELDS_MAX)
		twin(r, f);
	else if (str_is(f->action, "remove"))
		memmove(m->fields + f->at - 1, m->fields + f->at,
			(m->n-- - f->at) * sizeof *m->fields);
}
