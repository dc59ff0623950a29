/* MARC 21 (Format for Bibliographic Data, Library of Congress) to the plain record. */
#include "format/plain.h"

/* The sign of ISBD at the end of a value tells what comes next. */
static char last_sign(struct str raw)
{
	raw = str_trim(raw);
	return raw.n ? raw.s[raw.n - 1] : 0;
}

/* "rest = Parallel" in one subfield: what stands before the sign, and the rest in *ret_parallel. */
static struct str before_equals(struct str v, struct str *ret_parallel)
{
	size_t at = str_find(v, STR(" = "));
	*ret_parallel = str_from(v, at < v.n ? at + 3 : v.n);
	return str_upto(v, at);
}

struct title {
	struct buf main, parallel;
	bool in_parallel;
	char before; /* the sign that the last subfield ended with */
};

static void add_part(struct title *t, const char *between, struct str v)
{
	struct buf *to = t->in_parallel ? &t->parallel : &t->main;
	if (v.n == 0)
		return;
	if (to->n)
		buf_add_z(to, *between == '.' && str_ends(buf_str(to), ".") ? " " : between);
	buf_add(to, v);
}

static void add_title_sub(struct making *k, struct title *t, char code, struct str raw)
{
	struct str parallel, v = value_clean(k->mem, raw);
	if (code == 'b' && t->before == '=')
		t->in_parallel = true;
	v = isbd_trim(before_equals(v, &parallel));
	add_part(t, code == 'b' ? " : " : code == 'p' && t->before == ',' ? ", " : ". ", v);
	if (parallel.n) {
		t->in_parallel = true;
		add_part(t, " : ", isbd_trim(parallel));
	}
	t->before = last_sign(raw);
}

/* $n $p: the number and name of the part; the set is what stands before them. */
static struct str part_of(struct making *k, const struct marc_field *f)
{
	struct str number = plain_sub(k, f, 'n'), name = plain_sub(k, f, 'p');
	if (number.n && name.n)
		return str_print(k->mem, "%.*s. %.*s", STR_ARGS(number), STR_ARGS(name));
	return number.n ? number : name;
}

static void put_title(struct making *k, enum record_field field, struct title *t)
{
	plain_put(k, field, buf_str(&t->main));
	plain_put(k, RECORD_PARALLEL, buf_str(&t->parallel));
}

void way_title_21(struct making *k, const struct rule *u, const struct marc_field *f)
{
	struct title t = { 0 };
	buf_init(&t.main, k->mem, 0);
	buf_init(&t.parallel, k->mem, 0);
	for (size_t i = 0; i < f->n; i++) {
		if (plain_takes(u, f->subs[i].code))
			add_title_sub(k, &t, f->subs[i].code, f->subs[i].value);
	}
	put_title(k, u->field, &t);
	struct str part = part_of(k, f);
	if (part.n && k->m->leader[7] == 'm') {
		plain_put(k, RECORD_SET, plain_sub(k, f, 'a'));
		plain_put(k, RECORD_PART, part);
	}
}

/* 246: the second indicator 1 is a parallel title. */
void way_variant_21(struct making *k, const struct rule *u, const struct marc_field *f)
{
	struct rule mine = *u;
	if (!strcmp(f->tag, "246") && f->indicators[1] == '1')
		mine.field = RECORD_PARALLEL;
	way_series(k, &mine, f);
}

/* 240 of a translation is the original's title. */
void way_uniform(struct making *k, const struct rule *u, const struct marc_field *f)
{
	struct rule mine = *u;
	if (k->translation)
		mine.field = RECORD_ORIGINAL_TITLE;
	way_series(k, &mine, f);
}

void way_original_21(struct making *k, const struct rule *u, const struct marc_field *f)
{
	if (f->indicators[0] != '0')
		way_languages(k, u, f);
}

static void add_role(struct making *k, struct record_value *v, const struct marc_field *f,
		     char word, char ref)
{
	for (size_t i = 0; i < f->n && !v->role.s; i++) {
		struct str s = value_clean(k->mem, f->subs[i].value);
		const char *role = f->subs[i].code == '4'    ? marc_relator(s)
				   : f->subs[i].code == word ? marc_relator_of_word(k->mem, s)
							     : "";
		if (*role)
			v->role = str_of(role);
	}
	struct str number = value_clean(k->mem, marc_sub(f, ref));
	if (number.n && !v->ref.s)
		v->ref = number;
}

/* "Пушкин, А. С.", and a numeral or title where there is one. A second author among the others is an
 * author. */
void way_person_21(struct making *k, const struct rule *u, const struct marc_field *f)
{
	struct rule name = { .subs = "abc", .field = u->field };
	struct record_value role = { 0 };
	add_role(k, &role, f, 'e', '0');
	if (u->field == RECORD_CONTRIBUTOR && str_is(role.role, "aut"))
		name.field = RECORD_CREATOR;
	size_t before = k->r->n;
	way_joined(k, &name, f);
	if (k->r->n == before)
		return;
	struct record_value *v = &k->r->at[before];
	struct str dates = plain_sub(k, f, 'd');
	v->role = role.role;
	v->ref = role.ref;
	if (dates.n)
		v->dates = dates;
}

void way_body_21(struct making *k, const struct rule *u, const struct marc_field *f)
{
	size_t before = k->r->n;
	way_series(k, u, f); /* a unit of a body follows it as a part follows a title */
	if (k->r->n == before)
		return;
	k->r->at[before].body = true;
	add_role(k, &k->r->at[before], f, !strcmp(u->tag + 1, "11") ? 'j' : 'e', '0');
}

void way_person_subject_21(struct making *k, const struct rule *u, const struct marc_field *f)
{
	struct rule heading = { .subs = "tvxyz", .field = RECORD_SUBJECT };
	size_t before = k->r->n;
	way_person_21(k, u, f);
	struct str name = k->r->n > before ? k->r->at[before].value : plain_sub(k, f, 'a');
	struct buf out;
	buf_init(&out, k->mem, 0);
	buf_add(&out, name);
	for (size_t i = 0; i < f->n; i++) {
		struct str v = plain_takes(&heading, f->subs[i].code)
				       ? plain_clean(k, f->subs[i].value)
				       : STR_NONE;
		if (v.n)
			buf_add_z(&out, " -- ");
		buf_add(&out, v);
	}
	plain_put(k, RECORD_SUBJECT, buf_str(&out));
}

void way_body_subject(struct making *k, const struct rule *u, const struct marc_field *f)
{
	size_t before = k->r->n;
	way_heading(k, u, f);
	if (k->r->n > before)
		k->r->at[before].body = true;
}

/* Places that a heading names: $z of any, $a of one that is a place. */
void way_places_21(struct making *k, const struct rule *u, const struct marc_field *f)
{
	way_each(k, u, f);
}

void way_country_21(struct making *k, const struct rule *u, const struct marc_field *f)
{
	for (size_t i = 0; i < f->n; i++) {
		struct str v = str_trim(f->subs[i].value);
		char code = f->subs[i].code;
		if (code == 'c' || ((code == 'a' || !code) && !strcmp(f->tag, "102"))) {
			if (marc_country_is(v))
				plain_put(
					k, u->field,
					str_print(k->mem, "%c%c", v.s[0] & ~0x20, v.s[1] & ~0x20));
		} else if (code == 'a') {
			plain_put(k, u->field, str_of(marc_country_iso(v)));
		}
	}
}

/* "2003, № 5, с. 12-15": what it says of volume and issue, and of pages. */
static void put_related_parts(struct making *k, struct str g)
{
	struct buf part;
	buf_init(&part, k->mem, 0);
	struct str rest = g, one;
	while (str_next(&rest, ',', &one)) {
		one = isbd_trim(one);
		if (plain_is_pages(k, one)) {
			plain_put(k, RECORD_EXTENT, one);
			continue;
		}
		if (part.n)
			buf_add_z(&part, ", ");
		buf_add(&part, one);
	}
	plain_put(k, RECORD_PART, buf_str(&part));
}

/* 773 of an article is the host it stands in; of a book, the set it is a volume of. */
void way_host_21(struct making *k, const struct rule *u, const struct marc_field *f)
{
	struct str title = plain_sub(k, f, 't'), parts = value_clean(k->mem, marc_sub(f, 'g'));
	char level = k->m->leader[7];
	if (!title.n)
		title = plain_sub(k, f, 's');
	if (level == 'a' || level == 'b') {
		plain_put(k, RECORD_HOST, title);
		put_related_parts(k, parts);
	} else if (level == 'm' || level == 'c') {
		struct record_value *own = plain_find(k, RECORD_TITLE);
		plain_put_volume(k, own ? own->value : STR_NONE, title, isbd_trim(parts), false);
	}
}

const struct rule plain_rules_21[] = {
	{ "010", "a", RECORD_BIBNO, way_bibno },
	{ "015", "a", RECORD_BIBNO, way_bibno },
	{ "017", "a", RECORD_BIBNO, way_bibno },
	{ "020", "a", RECORD_ISBN, way_isbn },
	{ "022", "a", RECORD_ISSN, way_issn },
	{ "035", "a", RECORD_IDENTIFIER, way_each },
	{ "041", "ad", RECORD_LANGUAGE, way_languages },
	{ "041", "h", RECORD_ORIGINAL, way_original_21 },
	{ "044", "ac", RECORD_COUNTRY, way_country_21 },
	{ "050", "a", RECORD_CLASS, way_class },
	{ "060", "a", RECORD_CLASS, way_class },
	{ "080", "a", RECORD_UDC, way_class },
	{ "082", "a", RECORD_DDC, way_class },
	{ "084", "a", RECORD_CLASS, way_class },
	{ "100", "abc", RECORD_CREATOR, way_person_21 },
	{ "110", "ab", RECORD_CREATOR, way_body_21 },
	{ "111", "ae", RECORD_CREATOR, way_body_21 },
	{ "130", "anp", RECORD_VARIANT, way_uniform },
	{ "240", "anp", RECORD_VARIANT, way_uniform },
	{ "242", "abnp", RECORD_VARIANT, way_title_21 },
	{ "245", "abnp", RECORD_TITLE, way_title_21 },
	{ "245", "c", RECORD_RESPONSIBILITY, way_joined },
	{ "246", "abnp", RECORD_VARIANT, way_variant_21 },
	{ "247", "abnp", RECORD_VARIANT, way_variant_21 },
	{ "250", "ab", RECORD_EDITION, way_joined },
	{ "260", "a", RECORD_PLACE, way_place },
	{ "260", "b", RECORD_PUBLISHER, way_publisher },
	{ "260", "c", RECORD_DATE, way_date },
	{ "264", "a", RECORD_PLACE, way_place },
	{ "264", "b", RECORD_PUBLISHER, way_publisher },
	{ "264", "c", RECORD_DATE, way_date },
	{ "300", "abce", RECORD_EXTENT, way_extent },
	{ "440", "anpv", RECORD_SERIES, way_series },
	{ "490", "av", RECORD_SERIES, way_series },
	{ "500", "a", RECORD_NOTE, way_note },
	{ "501", "a", RECORD_NOTE, way_note },
	{ "502", "abcd", RECORD_NOTE, way_note },
	{ "504", "a", RECORD_NOTE, way_note },
	{ "505", "agrt", RECORD_NOTE, way_note },
	{ "506", "a", RECORD_RIGHTS, way_each },
	{ "508", "a", RECORD_NOTE, way_note },
	{ "511", "a", RECORD_NOTE, way_note },
	{ "515", "a", RECORD_NOTE, way_note },
	{ "518", "a", RECORD_NOTE, way_note },
	{ "520", "ab", RECORD_DESCRIPTION, way_note },
	{ "521", "a", RECORD_AUDIENCE, way_each },
	{ "530", "a", RECORD_NOTE, way_note },
	{ "533", "abcdn", RECORD_NOTE, way_note },
	{ "534", "pabct", RECORD_NOTE, way_note },
	{ "538", "a", RECORD_NOTE, way_note },
	{ "540", "a", RECORD_RIGHTS, way_each },
	{ "546", "ab", RECORD_NOTE, way_note },
	{ "550", "a", RECORD_NOTE, way_note },
	{ "586", "a", RECORD_NOTE, way_note },
	{ "600", "abc", RECORD_PERSON_SUBJECT, way_person_subject_21 },
	{ "600", "z", RECORD_PLACE_SUBJECT, way_places_21 },
	{ "610", "abntvxyz", RECORD_SUBJECT, way_body_subject },
	{ "610", "z", RECORD_PLACE_SUBJECT, way_places_21 },
	{ "611", "antvxyz", RECORD_SUBJECT, way_body_subject },
	{ "630", "anpvxyz", RECORD_SUBJECT, way_heading },
	{ "648", "avxyz", RECORD_SUBJECT, way_heading },
	{ "650", "abvxyz", RECORD_SUBJECT, way_heading },
	{ "650", "z", RECORD_PLACE_SUBJECT, way_places_21 },
	{ "651", "avxyz", RECORD_SUBJECT, way_heading },
	{ "651", "az", RECORD_PLACE_SUBJECT, way_places_21 },
	{ "653", "a", RECORD_SUBJECT, way_each },
	{ "655", "avxyz", RECORD_GENRE, way_heading },
	{ "662", "abcd", RECORD_PLACE_SUBJECT, way_places_21 },
	{ "700", "abc", RECORD_CONTRIBUTOR, way_person_21 },
	{ "710", "ab", RECORD_CONTRIBUTOR, way_body_21 },
	{ "711", "ae", RECORD_CONTRIBUTOR, way_body_21 },
	{ "720", "a", RECORD_CONTRIBUTOR, way_joined },
	{ "730", "anp", RECORD_VARIANT, way_series },
	{ "740", "anp", RECORD_VARIANT, way_series },
	{ "765", "t", RECORD_ORIGINAL_TITLE, way_each },
	{ "773", "tgs", RECORD_HOST, way_host_21 },
	{ "856", "u", RECORD_URL, way_link },
	{ "856", "uf", RECORD_FILE, way_each },
	{ NULL, NULL, RECORD_FIELDS, NULL },
};
const size_t plain_rules_21_n = COUNT_OF(plain_rules_21) - 1;
