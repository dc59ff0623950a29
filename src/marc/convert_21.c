/* What the rows cannot say, from UNIMARC and its kin to MARC 21. */
#include "marc/convert.h"

/* Pairs of signs: what stands for the first in the other format, or `otherwise`. */
static char paired(const char *pairs, char ch, bool back, char otherwise)
{
	for (; *pairs; pairs += 2) {
		if (pairs[back] == ch)
			return pairs[!back];
	}
	return otherwise;
}

/* 100 $a/8 and 008/06; leader/6, /17; audience 100 $a/17 and 008/22; form 106 and 008/23. UNIMARC's
 * sign first. */
static const char date_types[] = "acbdcudserfqgmhtipjeun";
static const char levels[] = "  112833";

static void leader_to_21(struct converting *k)
{
	char *l = k->to->leader;
	const char *from = k->from->leader;
	l[6] = paired("btlmmo", from[6], false, from[6]);
	l[8] = ' ';
	l[9] = 'a';
	l[17] = paired(levels, from[17], false, ' ');
	l[18] = from[18] == 'n' ? ' ' : 'i';
	l[19] = from[8] == '1' ? 'a' : ' ';
	memcpy(l + 20, "4500", 4);
}

static void put(char *to, struct str from, size_t at, size_t n)
{
	if (from.n >= at + n)
		memcpy(to, from.s + at, n);
}

/* Positions 18-34 of a book: illustrations, audience, form, literary form. Of others none is told. */
static void book_positions(struct converting *k, struct str coded, char *f008)
{
	struct str f105 = marc_value(k->from, "105", 'a'), f106 = marc_value(k->from, "106", 'a');
	memcpy(f008 + 18, "    ", 4);
	for (size_t i = 0; i < 4 && i < f105.n; i++)
		f008[18 + i] = f105.s[i] >= 'a' && f105.s[i] <= 'm' ? f105.s[i] : ' ';
	f008[22] = coded.n > 17 ? paired("ajbacbdcedkfme", coded.s[17], false, '|') : '|';
	f008[23] = f106.n ? paired("rrssddff", f106.s[0], false, '|') : '|';
	for (size_t i = 8; i < 11 && i < f105.n; i++) { /* conference, festschrift, index */
		if (f105.s[i] == '0' || f105.s[i] == '1')
			f008[21 + i] = f105.s[i];
	}
	if (f105.n > 11)
		f008[33] = paired("a1bdcedheifjgphsy0zm", f105.s[11], false, '|');
}

static void make_008(struct converting *k)
{
	struct str coded = marc_value(k->from, "100", 'a');
	const char *language = marc_language_b(marc_value(k->from, "101", 'a'));
	const char *country = marc_country_marc(str_trim(marc_value(k->from, "102", 'a')));
	char f[41];
	memset(f, '|', 40);
	memset(f, ' ', 15);
	put(f, coded, 2, 6);
	f[6] = coded.n > 8 ? paired(date_types, coded.s[8], false, '|') : '|';
	put(f + 7, coded, 9, 8);
	memcpy(f + 15, *country ? country : "xx ", 3);
	if (strchr("abt", k->from->leader[6]) && strchr("acdm", k->from->leader[7]))
		book_positions(k, coded, f);
	memcpy(f + 35, *language ? language : "und", 3);
	f[38] = ' ';
	f[39] = 'd';
	marc_add_control(k->mem, k->to, "008", str_copy(k->mem, (struct str){ f, 40 }));
}

void convert_head_to_21(struct converting *k)
{
	leader_to_21(k);
	make_008(k);
}

/* What 008 says of it is not all: it goes along. */
static bool coded_field(struct converting *k, const struct marc_field *f)
{
	return false;
}

static bool add_languages(struct converting *k, const struct marc_field *f, struct marc_field *to)
{
	static const char pairs[] = "aabkchdbefhe";
	bool all = true;
	for (size_t i = 0; i < f->n; i++) {
		char code = paired(pairs, f->subs[i].code, false, 0);
		const char *b = marc_language_b(f->subs[i].value);
		if (code)
			marc_add_sub(k->mem, to, code, *b ? str_of(b) : f->subs[i].value);
		else
			all = false;
	}
	return all;
}

static bool languages(struct converting *k, const struct marc_field *f)
{
	char kind = f->indicators[0] == '0' ? '0' : '1';
	return add_languages(k, f, marc_add(k->mem, k->to, "041", kind, ' ')) &&
	       f->indicators[0] != '2';
}

static bool countries(struct converting *k, const struct marc_field *f)
{
	if (f->n == 1 && *marc_country_marc(f->subs[0].value))
		return true;
	struct marc_field *to = marc_add(k->mem, k->to, "044", ' ', ' ');
	bool all = true;
	for (size_t i = 0; i < f->n; i++) {
		if (f->subs[i].code == 'a')
			marc_add_sub(k->mem, to, 'c', str_lower_ascii(k->mem, f->subs[i].value));
		else
			all = false;
	}
	return all;
}

/* Letters between U+0098 and U+009C are left out of sorting: as many as the indicator says. */
static int take_nonfiling(struct converting *k, struct str *v)
{
	size_t end = str_find(*v, STR("\xC2\x9C"));
	int letters = 0;
	if (!str_starts(*v, "\xC2\x98") || end == v->n)
		return 0;
	struct str head = str_upto(str_from(*v, 2), end - 2), rest = str_from(*v, end + 2);
	for (size_t i = 0; i < head.n; i++)
		letters += ((unsigned char)head.s[i] & 0xC0) != 0x80;
	*v = str_print(k->mem, "%.*s%.*s", STR_ARGS(head), STR_ARGS(rest));
	return letters <= 9 ? letters : 0;
}

/* A linking field, from its own subfields or from fields embedded after $1. */
struct linked {
	struct str title, volume, part, author, date, issn, isbn, number;
	bool more; /* it says other things too */
};

static struct str *member_of(struct linked *l, const char *tag, char code)
{
	bool plain = *tag == 0;
	if (plain || !strcmp(tag, "200")) {
		switch (code) {
		case 'a': return plain ? &l->author : &l->title;
		case 't': return plain ? &l->title : NULL;
		case 'v': return &l->volume;
		case 'h': return &l->part;
		case 'd': return plain ? &l->date : NULL;
		case 'x': return plain ? &l->issn : NULL;
		case 'y': return plain ? &l->isbn : NULL;
		case '0':
		case '3': return plain ? &l->number : NULL;
		default: return NULL;
		}
	}
	if (!strcmp(tag, "210") && code == 'd')
		return &l->date;
	if (!strcmp(tag, "700") && code == 'a')
		return &l->author;
	if (!strcmp(tag, "011") && code == 'a')
		return &l->issn;
	return !strcmp(tag, "010") && code == 'a' ? &l->isbn : NULL;
}

static void read_linked(const struct marc_field *f, struct linked *ret)
{
	char tag[4] = "";
	*ret = (struct linked){ 0 };
	for (size_t i = 0; i < f->n; i++) {
		struct str v = f->subs[i].value;
		if (f->subs[i].code == '1') {
			memset(tag, '?', 3);
			memcpy(tag, v.s, v.n < 3 ? v.n : 3);
			if (!strcmp(tag, "001"))
				ret->number = str_from(v, 3);
			continue;
		}
		struct str *to = member_of(ret, tag, f->subs[i].code);
		if (to && !to->s)
			*to = v;
		else
			ret->more = true;
	}
}

/* A volume that says nothing but which one it is: 245 is the set's title and the volume's own. */
static bool volume_title(struct converting *k, const struct marc_field *f, struct marc_field *to)
{
	const struct marc_field *set = marc_field(k->from, "461");
	struct linked l;
	if (f->indicators[0] != '0' || !set)
		return false;
	read_linked(set, &l);
	if (!l.title.n)
		return false;
	marc_add_sub(k->mem, to, 'a', l.title);
	convert_add(k, to, '.', 'n', marc_sub(f, 'a'));
	return true;
}

static void add_parallel(struct converting *k, struct str title)
{
	marc_add_sub(k->mem, marc_add(k->mem, k->to, "246", '3', '1'), 'a', title);
}

/* Another statement of responsibility goes on in $c. */
static void add_responsibility(struct converting *k, struct marc_field *to, struct str v)
{
	struct marc_sub *last = to->n ? &to->subs[to->n - 1] : NULL;
	if (last && last->code == 'c')
		last->value = str_print(k->mem, "%.*s ; %.*s", STR_ARGS(last->value), STR_ARGS(v));
	else
		convert_add(k, to, '/', 'c', v);
}

/* 245 has one $b: what comes after it stands in it too. */
static bool add_rest(struct converting *k, struct marc_field *to, char sign, struct str v)
{
	struct marc_sub *last = to->n ? &to->subs[to->n - 1] : NULL;
	if (!last || last->code != 'b') {
		convert_add(k, to, sign, 'b', v);
		return true;
	}
	last->value = str_print(k->mem, "%.*s %c %.*s", STR_ARGS(last->value), sign, STR_ARGS(v));
	return sign == '=';
}

static bool add_title_sub(struct converting *k, struct marc_field *to, const struct marc_sub *s)
{
	struct str v = s->value;
	char before = to->n ? to->subs[to->n - 1].code : 0;
	switch (s->code) {
	case 'a':
		if (before)
			return add_rest(k, to, ';', v) && false;
		to->indicators[1] = (char)('0' + take_nonfiling(k, &v));
		convert_add(k, to, ' ', 'a', v);
		return true;
	case 'b':
		convert_add(k, to, ' ', 'h', str_print(k->mem, "[%.*s]", STR_ARGS(v)));
		return true;
	case 'd': return add_rest(k, to, '=', v);
	case 'e': return add_rest(k, to, ':', v);
	case 'h': convert_add(k, to, '.', 'n', v); return true;
	case 'i': convert_add(k, to, before == 'n' ? ',' : '.', 'p', v); return true;
	case 'f':
	case 'g': add_responsibility(k, to, v); return true;
	default: return false;
	}
}

/* 245 $a : $b = parallel / $c ; others */
static bool title(struct converting *k, const struct marc_field *f)
{
	bool named = marc_field(k->from, "700") || marc_field(k->from, "710");
	struct marc_field *to = marc_add(k->mem, k->to, "245", named ? '1' : '0', '0');
	bool whole = volume_title(k, f, to), all = !whole, begun = false;
	for (size_t i = 0; i < f->n; i++) {
		if (!whole || begun || f->subs[i].code != 'a')
			all &= add_title_sub(k, to, &f->subs[i]);
		begun = true;
	}
	for (size_t i = 0; i < f->n; i++) { /* after the last use of `to`, which this may move */
		if (f->subs[i].code == 'd')
			add_parallel(k, f->subs[i].value);
	}
	return all;
}

struct str convert_person_21(struct converting *k, const struct marc_field *f)
{
	struct str surname = marc_sub(f, 'a'), names = marc_sub(f, 'g');
	if (!names.n)
		names = marc_sub(f, 'b');
	return names.n ? str_print(k->mem, "%.*s, %.*s", STR_ARGS(surname), STR_ARGS(names))
		       : surname;
}

static bool add_name_facts(struct converting *k, const struct marc_field *f, const char *said,
			   const char *pairs, struct marc_field *to)
{
	bool all = true;
	for (size_t i = 0; i < f->n; i++) {
		char code = f->subs[i].code, other = paired(pairs, code, false, 0);
		struct str v = f->subs[i].value;
		const char *role = code == '4' ? marc_relator(v) : "";
		if (code && strchr(said, code))
			continue;
		if (code == '4' && *role)
			marc_add_sub(k->mem, to, '4', str_of(role));
		else if (other)
			convert_add(k, to, other == 'd' || other == 'c' ? ',' : ' ', other, v);
		else
			all = false;
	}
	return all;
}

/* Initials beside full forenames come back from these; of others they do not. */
static bool names_come_back(struct converting *k, const struct marc_field *f)
{
	struct marc_field again = { 0 };
	convert_person_family(k, &again, convert_person_21(k, f));
	return str_same(marc_sub(&again, 'b'), marc_sub(f, 'b')) &&
	       str_same(marc_sub(&again, 'g'), marc_sub(f, 'g'));
}

static bool person_as(struct converting *k, const struct marc_field *f, const char *tag)
{
	char order = f->indicators[1] == '0' ? '0' : '1';
	struct marc_field *to = marc_add(k->mem, k->to, tag, order, ' ');
	marc_add_sub(k->mem, to, 'a', convert_person_21(k, f));
	return add_name_facts(k, f, "abg", "dbccfd30pu", to) && names_come_back(k, f);
}

static bool author(struct converting *k, const struct marc_field *f)
{
	return person_as(k, f, "100");
}

/* 701 is an author beside the first, 702 has another role; MARC 21 tells them by $4. */
static bool other_person(struct converting *k, const struct marc_field *f)
{
	bool all = person_as(k, f, "700");
	struct str role = str_of(marc_relator(marc_sub(f, '4')));
	return all && str_is(role, "aut") == !strcmp(f->tag, "701") && role.n;
}

static bool body_as(struct converting *k, const struct marc_field *f, const char *body,
		    const char *meeting)
{
	bool is_meeting = f->indicators[0] == '1';
	char order = f->indicators[1] >= '0' && f->indicators[1] <= '2' ? f->indicators[1] : '2';
	struct marc_field *to = marc_add(k->mem, k->to, is_meeting ? meeting : body, order, ' ');
	return add_name_facts(k, f, "", is_meeting ? "aabednecfd30pu" : "aabbdnecfd30pu", to);
}

static bool first_body(struct converting *k, const struct marc_field *f)
{
	if (marc_field(k->from, "700")) /* MARC 21 has one main entry */
		return body_as(k, f, "710", "711") && false;
	return body_as(k, f, "110", "111");
}

/* 711 and 712 are one in MARC 21; what came back would be 712. */
static bool other_body(struct converting *k, const struct marc_field *f)
{
	return body_as(k, f, "710", "711") && !strcmp(f->tag, "712");
}

static bool person_subject(struct converting *k, const struct marc_field *f)
{
	struct marc_field *to = marc_add(k->mem, k->to, "600", f->indicators[1] == '0' ? '0' : '1',
					 marc_sub(f, '2').s ? '7' : '4');
	marc_add_sub(k->mem, to, 'a', convert_person_21(k, f));
	return add_name_facts(k, f, "abg", "dbccfdttjvxxyzzy2230", to) && names_come_back(k, f);
}

static bool body_subject(struct converting *k, const struct marc_field *f)
{
	bool is_meeting = f->indicators[0] == '1';
	struct marc_field *to = marc_add(k->mem, k->to, is_meeting ? "611" : "610", '2',
					 marc_sub(f, '2').s ? '7' : '4');
	bool all = add_name_facts(
		k, f, "", is_meeting ? "aabednecfdttjvxxyzzy2230" : "aabbdnecfdttjvxxyzzy2230", to);
	return all && f->indicators[1] == '2';
}

/* Who made it: original (0), converted (1), changed (2), issued (3). */
static bool agency(struct converting *k, const struct marc_field *f)
{
	const struct marc_field *there = marc_field(k->to, "040");
	struct marc_field *to = there ? &k->to->fields[there - k->to->fields]
				      : marc_add(k->mem, k->to, "040", ' ', ' ');
	char code = f->indicators[1] == '0' ? 'a' : f->indicators[1] == '1' ? 'c' : 'd';
	struct str coded = marc_value(k->from, "100", 'a');
	const char *language = marc_language_b(str_upto(str_from(coded, 22), 3));
	if (code == 'd' || !marc_sub(to, code).s)
		marc_add_sub(k->mem, to, code, marc_sub(f, 'b'));
	if (code == 'a' && *language)
		marc_add_sub(k->mem, to, 'b', str_of(language));
	if (code == 'a' && marc_sub(f, 'g').n)
		marc_add_sub(k->mem, to, 'e', marc_sub(f, 'g'));
	return false; /* country and date of each */
}

/* Linking fields: which of MARC 21, and its second indicator. */
static const struct link {
	const char *family, *m21;
	char kind;
} links[] = {
	{ "410", "830", '0' }, { "421", "770", ' ' }, { "422", "772", ' ' }, { "423", "777", ' ' },
	{ "430", "780", '0' }, { "431", "780", '1' }, { "432", "780", '2' }, { "433", "780", '3' },
	{ "434", "780", '5' }, { "435", "780", '6' }, { "436", "780", '4' }, { "437", "780", '7' },
	{ "440", "785", '0' }, { "441", "785", '1' }, { "442", "785", '2' }, { "443", "785", '3' },
	{ "444", "785", '4' }, { "445", "785", '5' }, { "446", "785", '6' }, { "447", "785", '7' },
	{ "448", "785", '8' }, { "451", "775", ' ' }, { "452", "776", ' ' }, { "453", "767", ' ' },
	{ "454", "765", ' ' }, { "461", "773", ' ' }, { "462", "773", '8' }, { "463", "773", '1' },
	{ "464", "774", ' ' }, { "488", "787", ' ' },
};

static bool link(struct converting *k, const struct marc_field *f)
{
	const struct link *kind = links;
	struct linked l;
	while (strcmp(kind->family, f->tag) != 0)
		kind++;
	read_linked(f, &l);
	bool series = !strcmp(kind->m21, "830"), host = !strcmp(kind->m21, "773");
	struct marc_field *to = marc_add(k->mem, k->to, kind->m21, series ? ' ' : '0',
					 host ? ' ' : kind->kind);
	if (!series && l.author.n)
		marc_add_sub(k->mem, to, 'a', l.author);
	if (l.title.n)
		marc_add_sub(k->mem, to, series ? 'a' : 't', l.title);
	if (l.date.n && !series)
		marc_add_sub(k->mem, to, 'd', l.date);
	if (l.volume.n)
		convert_add(k, to, series ? ';' : ' ', series ? 'v' : 'g', l.volume);
	if (l.number.n)
		marc_add_sub(k->mem, to, 'w', l.number);
	if (l.issn.n)
		marc_add_sub(k->mem, to, 'x', l.issn);
	if (l.isbn.n && !series)
		marc_add_sub(k->mem, to, 'z', l.isbn);
	bool empty = to->n == 0;
	if (empty)
		k->to->n--;
	return !empty && !l.more && !l.part.n && f->n && f->subs[0].code != '1';
}

const struct handler marc_to_21[] = {
	{ "100", coded_field },  { "101", languages },
	{ "102", countries },    { "105", coded_field },
	{ "106", coded_field },  { "110", coded_field },
	{ "200", title },        { "410", link },
	{ "421", link },         { "422", link },
	{ "423", link },         { "430", link },
	{ "431", link },         { "432", link },
	{ "433", link },         { "434", link },
	{ "435", link },         { "436", link },
	{ "437", link },         { "440", link },
	{ "441", link },         { "442", link },
	{ "443", link },         { "444", link },
	{ "445", link },         { "446", link },
	{ "447", link },         { "448", link },
	{ "451", link },         { "452", link },
	{ "453", link },         { "454", link },
	{ "461", link },         { "462", link },
	{ "463", link },         { "464", link },
	{ "488", link },         { "600", person_subject },
	{ "601", body_subject }, { "700", author },
	{ "701", other_person }, { "702", other_person },
	{ "710", first_body },   { "711", other_body },
	{ "712", other_body },   { "801", agency },
	{ NULL, NULL },
};
