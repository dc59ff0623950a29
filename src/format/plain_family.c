/* UNIMARC (IFLA) and RUSMARC (version of 24 March 2019) to the plain record. */
#include "format/plain.h"

static struct str joined_by(struct making *k, struct str a, const char *between, struct str b)
{
	if (a.n == 0 || b.n == 0)
		return a.n ? a : b;
	return str_print(k->mem, "%.*s%s%.*s", STR_ARGS(a), between, STR_ARGS(b));
}

struct title {
	struct buf main, parallel, responsibility;
	bool in_parallel;
};

static void add(struct buf *to, const char *between, struct str v)
{
	if (to->n)
		buf_add_z(to, *between == '.' && str_ends(buf_str(to), ".") ? " " : between);
	buf_add(to, v);
}

/* ISBD: " : " before other information, ". " before a part, ", " before its name, " ; " before
 * another title of the same author, " = " before a parallel one. */
static void add_title_sub(struct making *k, struct title *t, char code, char before, struct str v)
{
	struct buf *to = t->in_parallel ? &t->parallel : &t->main;
	switch (code) {
	case 'a': add(&t->main, before == 'c' ? ". " : " ; ", v); break;
	case 'c':
	case 'h': add(to, ". ", v); break;
	case 'i': add(to, before == 'h' ? ", " : ". ", v); break;
	case 'e': add(to, " : ", v); break;
	case 'd':
		t->in_parallel = true;
		if (t->parallel.n) { /* one more: each is a value */
			plain_put(k, RECORD_PARALLEL, str_copy(k->mem, buf_str(&t->parallel)));
			buf_clear(&t->parallel);
		}
		add(&t->parallel, "", v);
		break;
	case 'f': add(&t->responsibility, " / ", v); break;
	case 'g': add(&t->responsibility, " ; ", v); break;
	default: break;
	}
}

void way_title_family(struct making *k, const struct rule *u, const struct marc_field *f)
{
	struct title t = { 0 };
	char before = 0;
	buf_init(&t.main, k->mem, 0);
	buf_init(&t.parallel, k->mem, 0);
	buf_init(&t.responsibility, k->mem, 0);
	for (size_t i = 0; i < f->n; i++) {
		struct str v = plain_clean(k, f->subs[i].value);
		if (v.n == 0 || !plain_takes(u, f->subs[i].code))
			continue;
		add_title_sub(k, &t, f->subs[i].code, before, v);
		before = f->subs[i].code;
	}
	plain_put(k, RECORD_TITLE, buf_str(&t.main));
	plain_put(k, RECORD_PARALLEL, buf_str(&t.parallel));
	plain_put(k, RECORD_RESPONSIBILITY, buf_str(&t.responsibility));
}

/* Another form of a title is one like 200; of a translation, 500 and 454 name the original. */
void way_variant(struct making *k, const struct rule *u, const struct marc_field *f)
{
	struct rule mine = *u;
	if (!strcmp(f->tag, "500") && k->translation)
		mine.field = RECORD_ORIGINAL_TITLE;
	way_series(k, &mine, f);
}

/* What a linking field says: fields embedded after $1, or subfields of its own. */
struct linked {
	struct str title, volume, part, date, pages;
};

/* The tag of the embedded field that a subfield belongs to: "" outside of all. */
static void linked_of(struct making *k, const struct marc_field *f, struct linked *ret)
{
	char tag[4] = "";
	*ret = (struct linked){ 0 };
	for (size_t i = 0; i < f->n; i++) {
		char code = f->subs[i].code;
		if (code == '1') {
			if (f->subs[i].value.n >= 3)
				memcpy(tag, f->subs[i].value.s, 3);
			continue;
		}
		struct str v = plain_clean(k, f->subs[i].value), *to = NULL;
		if (!strcmp(tag, "200") || !*tag)
			to = code == (*tag ? 'a' : 't')     ? &ret->title
			     : code == 'v'                  ? &ret->volume
			     : (code == 'h' || code == 'i') ? &ret->part
			     : !*tag && code == 'd'         ? &ret->date
							    : NULL;
		else if (!strcmp(tag, "210") && code == 'd')
			to = &ret->date;
		else if (!strcmp(tag, "215") && code == 'a')
			to = &ret->pages;
		if (to && to->n == 0)
			*to = v;
	}
}

/* 461, 462: the set that this is a volume of; of an article, 461 is its journal. */
void way_set(struct making *k, const struct rule *u, const struct marc_field *f)
{
	struct linked l;
	struct record_value *title = plain_find(k, RECORD_TITLE);
	linked_of(k, f, &l);
	char level = k->m->leader[7];
	if (level == 'a' || marc_field(k->m, "463")) {
		struct record_value *host = plain_find(k, RECORD_HOST);
		struct str issue = host ? host->value : STR_NONE;
		if (host) { /* 463 stood before it and named the issue */
			host->value = l.title.n ? l.title : issue;
			plain_put(k, RECORD_PART, issue);
		} else {
			plain_put(k, RECORD_HOST, l.title);
		}
		return;
	}
	if (plain_find(k, RECORD_SET))
		return;
	const struct marc_field *f200 = marc_field(k->m, "200");
	bool says_nothing = f200 && f200->indicators[0] == '0';
	plain_put_volume(k, title ? title->value : STR_NONE, joined_by(k, l.title, ". ", l.part),
			 l.volume.n ? l.volume
			 : f200     ? plain_sub(k, f200, 'v')
				    : STR_NONE,
			 says_nothing);
}

/* 463: the issue or book that an article stands in; $v of it is its number, or the pages. */
void way_host(struct making *k, const struct rule *u, const struct marc_field *f)
{
	struct linked l;
	struct record_value *host = plain_find(k, RECORD_HOST);
	linked_of(k, f, &l);
	bool pages = plain_is_pages(k, l.volume);
	if (host)
		plain_put(k, RECORD_PART, joined_by(k, l.title, ", ", pages ? STR_NONE : l.volume));
	else
		plain_put(k, RECORD_HOST, l.title);
	if (!host && !pages)
		plain_put(k, RECORD_PART, joined_by(k, l.date, ", ", l.volume));
	plain_put(k, RECORD_EXTENT, pages ? l.volume : l.pages);
	if (l.date.n && !plain_find(k, RECORD_DATE))
		plain_put(k, RECORD_DATE, l.date);
}

/* 225 is the series as printed; 410 links to it. */
static void way_series_link(struct making *k, const struct rule *u, const struct marc_field *f)
{
	struct linked l;
	if (marc_field(k->m, "225"))
		return;
	linked_of(k, f, &l);
	plain_put(k, RECORD_SERIES, joined_by(k, l.title, " ; ", l.volume));
}

void way_original_title(struct making *k, const struct rule *u, const struct marc_field *f)
{
	struct linked l;
	linked_of(k, f, &l);
	plain_put(k, RECORD_ORIGINAL_TITLE, l.title);
}

void way_original(struct making *k, const struct rule *u, const struct marc_field *f)
{
	if (f->indicators[0] != '0')
		way_languages(k, u, f);
}

/* "Пушкин" "А. С." → "Пушкин, Александр Сергеевич"; forenames in full where they are given. */
static struct str person_name(struct making *k, const struct marc_field *f)
{
	struct str surname = plain_sub(k, f, 'a'), names = plain_sub(k, f, 'g');
	struct str numeral = plain_sub(k, f, 'd'), title = plain_sub(k, f, 'c');
	if (names.n == 0)
		names = plain_sub(k, f, 'b');
	if (surname.n && names.n)
		return joined_by(k, surname, ", ", names);
	/* a name of one word is known by its numeral and title: "Николай II, император" */
	return surname.n ? joined_by(k, joined_by(k, surname, " ", numeral), ", ", title) : surname;
}

static void add_person_facts(struct making *k, struct record_value *v, const struct marc_field *f)
{
	struct str dates = plain_sub(k, f, 'f'), ref = value_clean(k->mem, marc_sub(f, '3'));
	for (size_t i = 0; i < f->n && !v->role.s; i++) {
		struct str s = value_clean(k->mem, f->subs[i].value);
		const char *role = f->subs[i].code == '4' ? marc_relator(s) : "";
		if (f->subs[i].code == '4' && !*role)
			role = marc_relator_of_word(k->mem, s);
		if (*role)
			v->role = str_of(role);
	}
	if (dates.n && !v->dates.s && !v->body)
		v->dates = dates;
	if (ref.n && !v->ref.s)
		v->ref = ref;
}

void way_person(struct making *k, const struct rule *u, const struct marc_field *f)
{
	size_t before = k->r->n;
	struct record_value *v = plain_put(k, u->field, person_name(k, f));
	if (v && k->r->n > before)
		add_person_facts(k, v, f);
}

void way_body(struct making *k, const struct rule *u, const struct marc_field *f)
{
	size_t before = k->r->n;
	way_series(k, u, f);
	if (k->r->n == before)
		return;
	k->r->at[before].body = true;
	add_person_facts(k, &k->r->at[before], f);
}

void way_person_subject(struct making *k, const struct rule *u, const struct marc_field *f)
{
	struct str name = person_name(k, f);
	struct rule parts = { .subs = "tjxyz" };
	size_t before = k->r->n;
	struct record_value *v = plain_put(k, u->field, name);
	if (v && k->r->n > before)
		add_person_facts(k, v, f);
	for (size_t i = 0; i < f->n; i++) {
		if (plain_takes(&parts, f->subs[i].code))
			name = joined_by(k, name, " -- ", plain_clean(k, f->subs[i].value));
	}
	plain_put(k, RECORD_SUBJECT, name);
}

/* 675 of a record from a small library is written as it is printed: one class or several. */
const struct rule plain_rules_family[] = {
	{ "010", "a", RECORD_ISBN, way_isbn },
	{ "011", "a", RECORD_ISSN, way_issn },
	{ "020", "b", RECORD_BIBNO, way_bibno },
	{ "021", "b", RECORD_BIBNO, way_bibno },
	{ "035", "a", RECORD_IDENTIFIER, way_each },
	{ "101", "a", RECORD_LANGUAGE, way_languages },
	{ "101", "c", RECORD_ORIGINAL, way_original },
	{ "102", "a", RECORD_COUNTRY, way_country_21 },
	{ "200", "acdefghi", RECORD_TITLE, way_title_family },
	{ "205", "abdf", RECORD_EDITION, way_joined },
	{ "210", "a", RECORD_PLACE, way_place },
	{ "210", "c", RECORD_PUBLISHER, way_publisher },
	{ "210", "d", RECORD_DATE, way_date },
	{ "214", "a", RECORD_PLACE, way_place },
	{ "214", "c", RECORD_PUBLISHER, way_publisher },
	{ "214", "d", RECORD_DATE, way_date },
	{ "215", "acde", RECORD_EXTENT, way_extent },
	{ "225", "aehiv", RECORD_SERIES, way_series },
	{ "300", "a", RECORD_NOTE, way_note },
	{ "303", "a", RECORD_NOTE, way_note },
	{ "304", "a", RECORD_NOTE, way_note },
	{ "305", "a", RECORD_NOTE, way_note },
	{ "306", "a", RECORD_NOTE, way_note },
	{ "307", "a", RECORD_NOTE, way_note },
	{ "308", "a", RECORD_NOTE, way_note },
	{ "310", "a", RECORD_RIGHTS, way_each },
	{ "311", "a", RECORD_NOTE, way_note },
	{ "312", "a", RECORD_NOTE, way_note },
	{ "313", "a", RECORD_NOTE, way_note },
	{ "314", "a", RECORD_NOTE, way_note },
	{ "320", "a", RECORD_NOTE, way_note },
	{ "321", "a", RECORD_NOTE, way_note },
	{ "323", "a", RECORD_NOTE, way_note },
	{ "324", "a", RECORD_NOTE, way_note },
	{ "326", "a", RECORD_NOTE, way_note },
	{ "327", "a", RECORD_NOTE, way_note },
	{ "328", "abcde", RECORD_NOTE, way_note },
	{ "330", "a", RECORD_DESCRIPTION, way_note },
	{ "333", "a", RECORD_AUDIENCE, way_each },
	{ "336", "a", RECORD_NOTE, way_note },
	{ "337", "a", RECORD_NOTE, way_note },
	{ "410", "tv1", RECORD_SERIES, way_series_link },
	{ "454", "t1", RECORD_ORIGINAL_TITLE, way_original_title },
	{ "461", "tv1", RECORD_SET, way_set },
	{ "462", "tv1", RECORD_SET, way_set },
	{ "463", "tv1", RECORD_HOST, way_host },
	{ "500", "ahi", RECORD_VARIANT, way_variant },
	{ "503", "a", RECORD_VARIANT, way_variant },
	{ "510", "aehi", RECORD_PARALLEL, way_variant },
	{ "512", "aehi", RECORD_VARIANT, way_variant },
	{ "513", "aehi", RECORD_VARIANT, way_variant },
	{ "514", "aehi", RECORD_VARIANT, way_variant },
	{ "515", "aehi", RECORD_VARIANT, way_variant },
	{ "516", "aehi", RECORD_VARIANT, way_variant },
	{ "517", "aehi", RECORD_VARIANT, way_variant },
	{ "518", "aehi", RECORD_VARIANT, way_variant },
	{ "520", "aehi", RECORD_VARIANT, way_variant },
	{ "532", "a", RECORD_VARIANT, way_variant },
	{ "540", "aehi", RECORD_VARIANT, way_variant },
	{ "541", "aehi", RECORD_VARIANT, way_variant },
	{ "600", "a", RECORD_PERSON_SUBJECT, way_person_subject },
	{ "600", "y", RECORD_PLACE_SUBJECT, way_each },
	{ "601", "abjxyz", RECORD_SUBJECT, way_body_subject },
	{ "601", "y", RECORD_PLACE_SUBJECT, way_each },
	{ "604", "at", RECORD_SUBJECT, way_heading },
	{ "605", "ahijxyz", RECORD_SUBJECT, way_heading },
	{ "606", "ajxyz", RECORD_SUBJECT, way_heading },
	{ "606", "y", RECORD_PLACE_SUBJECT, way_each },
	{ "607", "ajxyz", RECORD_SUBJECT, way_heading },
	{ "607", "ay", RECORD_PLACE_SUBJECT, way_each },
	{ "608", "ajxyz", RECORD_GENRE, way_heading },
	{ "610", "a", RECORD_SUBJECT, way_keywords },
	{ "675", "a", RECORD_UDC, way_class },
	{ "676", "a", RECORD_DDC, way_class },
	{ "680", "a", RECORD_CLASS, way_class },
	{ "686", "a", RECORD_CLASS, way_class },
	{ "700", "a", RECORD_CREATOR, way_person },
	{ "701", "a", RECORD_CREATOR, way_person },
	{ "702", "a", RECORD_CONTRIBUTOR, way_person },
	{ "710", "ab", RECORD_CREATOR, way_body },
	{ "711", "ab", RECORD_CREATOR, way_body },
	{ "712", "ab", RECORD_CONTRIBUTOR, way_body },
	{ "856", "u", RECORD_URL, way_link },
	{ "856", "uf", RECORD_FILE, way_each },
	{ NULL, NULL, RECORD_FIELDS, NULL },
};
const size_t plain_rules_family_n = COUNT_OF(plain_rules_family) - 1;
