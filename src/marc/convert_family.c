/* What the rows cannot say, from MARC 21 to UNIMARC and its kin. */
#include "marc/convert.h"

static char paired(const char *pairs, char ch, char otherwise)
{
	for (; *pairs; pairs += 2) { /* MARC 21's sign first */
		if (pairs[0] == ch)
			return pairs[1];
	}
	return otherwise;
}

static void leader_to_family(struct converting *k)
{
	char *l = k->to->leader;
	const char *from = k->from->leader;
	l[6] = paired("tbmlom", from[6], from[6]);
	l[7] = paired("baddis", from[7], from[7]);
	l[8] = from[19] == 'a' ? '1' : from[19] == 'b' || from[19] == 'c' ? '2' : '0';
	l[9] = ' ';
	l[17] = paired("  1182537333", from[17], ' ');
	l[18] = strchr("aci", from[18]) ? ' ' : 'n';
	l[19] = ' ';
	memcpy(l + 20, "450 ", 4);
}

/* 100 $a: 36 signs (UNIMARC Manual); what 008 does not tell is "u" or blank. */
static void make_100(struct converting *k, struct str f008)
{
	char f[37];
	memset(f, ' ', 36);
	struct str entered = str_upto(f008, 6);
	int64_t year = 0;
	if (entered.n == 6 && str_to_int(str_upto(entered, 2), 0, 99, &year)) {
		memcpy(f, year > 50 ? "19" : "20", 2);
		memcpy(f + 2, entered.s, 6);
	}
	f[8] = f008.n > 6 ? paired("cadbucsdreqfmgthpiejnu", f008.s[6], 'u') : 'u';
	if (f008.n >= 15)
		memcpy(f + 9, f008.s + 7, 8);
	f[17] = f008.n > 22 ? paired("jaabbccddefkem", f008.s[22], 'u') : 'u';
	f[20] = 'y';
	f[21] = '0';
	const char *language = marc_language_b(marc_value(k->from, "040", 'b'));
	memcpy(f + 22, *language ? language : "rus", 3);
	f[25] = 'y';
	memcpy(f + 26, "50", 2);
	enum text_script script = text_script(marc_value(k->from, "245", 'a'));
	memcpy(f + 34, script == SCRIPT_CYRILLIC ? "ca" : script == SCRIPT_ARABIC ? "fa" : "ba", 2);
	struct marc_field *to = marc_add(k->mem, k->to, "100", ' ', ' ');
	marc_add_sub(k->mem, to, 'a', str_copy(k->mem, (struct str){ f, 36 }));
}

static void make_101(struct converting *k, struct str f008)
{
	const char *language = marc_language_b(str_upto(str_from(f008, 35), 3));
	if (marc_field(k->from, "041") || !*language)
		return;
	struct marc_field *to = marc_add(k->mem, k->to, "101", '0', ' ');
	marc_add_sub(k->mem, to, 'a', str_of(language));
}

static void make_102(struct converting *k, struct str f008)
{
	const char *country = marc_country_iso(str_upto(str_from(f008, 15), 3));
	const struct marc_field *f044 = marc_field(k->from, "044");
	if ((f044 && marc_sub(f044, 'c').s) || !*country)
		return;
	struct marc_field *to = marc_add(k->mem, k->to, "102", ' ', ' ');
	marc_add_sub(k->mem, to, 'a', str_of(country));
}

void convert_head_to_family(struct converting *k)
{
	struct str f008 = marc_value(k->from, "008", 0);
	leader_to_family(k);
	make_100(k, f008);
	if (f008.n >= 38) {
		make_101(k, f008);
		make_102(k, f008);
	}
}

static bool coded_field(struct converting *k, const struct marc_field *f)
{
	return false;
}

static bool languages(struct converting *k, const struct marc_field *f)
{
	struct marc_field *to = marc_add(k->mem, k->to, "101", f->indicators[0] == '1' ? '1' : '0',
					 ' ');
	bool all = f->indicators[1] == ' ';
	for (size_t i = 0; i < f->n; i++) {
		char code = paired("aakbhcbdfeehdhjj", f->subs[i].code, 0);
		struct str rest = f->subs[i].value;
		size_t step = rest.n % 3 == 0 ? 3 : rest.n; /* "rusengkaz" */
		if (!code)
			all = false;
		for (; code && rest.n && step; rest = str_from(rest, step)) {
			const char *t = marc_language_b(str_upto(rest, step));
			marc_add_sub(k->mem, to, code, *t ? str_of(t) : str_upto(rest, step));
		}
	}
	return all && (f->indicators[0] == '1' || f->indicators[0] == '0');
}

static bool countries(struct converting *k, const struct marc_field *f)
{
	if (!marc_sub(f, 'c').s)
		return false;
	struct marc_field *to = marc_add(k->mem, k->to, "102", ' ', ' ');
	bool all = true;
	for (size_t i = 0; i < f->n; i++) {
		struct str v = str_trim(f->subs[i].value);
		if (f->subs[i].code == 'c' && v.n == 2)
			marc_add_sub(k->mem, to, 'a',
				     str_print(k->mem, "%c%c", v.s[0] & ~0x20, v.s[1] & ~0x20));
		else
			all = false;
	}
	return all;
}

/* So many letters that are left out of sorting, between U+0098 and U+009C. */
static struct str mark_nonfiling(struct converting *k, struct str v, char indicator)
{
	size_t at = 0;
	int letters = indicator - '0';
	if (letters <= 0 || letters > 9)
		return v;
	while (letters-- > 0 && at < v.n)
		text_next(v, &at);
	return str_print(k->mem, "\xC2\x98%.*s\xC2\x9C%.*s", (int)at, v.s, (int)(v.n - at),
			 v.s + at);
}

/* Adds each part of v that `between` parts, the first under one code, the rest under another. */
static void add_parted(struct converting *k, struct marc_field *to, struct str v,
		       const char *between, char first, char rest)
{
	for (char code = first; v.n; code = rest) {
		size_t at = str_find(v, str_of(between));
		marc_add_sub(k->mem, to, code, convert_trim(str_upto(v, at)));
		v = str_from(v, at < v.n ? at + strlen(between) : v.n);
	}
}

/* $b: other information, after "=" a parallel title, after ";" another one; " = " and " : " in it
 * begin more of them. */
static void add_rest(struct converting *k, struct marc_field *to, struct str v, char sign)
{
	char code = sign == '=' ? 'd' : sign == ';' ? 'a' : 'e';
	while (v.n) {
		size_t equals = str_find(v, STR(" = ")), colon = str_find(v, STR(" : "));
		size_t at = equals < colon ? equals : colon;
		marc_add_sub(k->mem, to, code, convert_trim(str_upto(v, at)));
		code = equals < colon ? 'd' : 'e';
		v = str_from(v, at < v.n ? at + 3 : v.n);
	}
}

/* The sign that a subfield ends with tells what the next one is. */
static char sign_before(const struct marc_field *f, size_t i)
{
	struct str v = i ? str_trim(f->subs[i - 1].value) : STR_NONE;
	return v.n ? v.s[v.n - 1] : 0;
}

static bool title(struct converting *k, const struct marc_field *f)
{
	struct marc_field *to = marc_add(k->mem, k->to, "200", '1', ' ');
	bool all = true;
	for (size_t i = 0; i < f->n; i++) {
		struct str v = f->subs[i].value,
			   t = i + 1 == f->n ? convert_stop(v) : convert_trim(v);
		char sign = sign_before(f, i);
		switch (f->subs[i].code) {
		case 'a':
			add_parted(k, to, mark_nonfiling(k, t, f->indicators[1]), " = ", 'a', 'd');
			break;
		case 'b': add_rest(k, to, t, sign); break;
		case 'c': add_parted(k, to, t, " ; ", 'f', 'g'); break;
		case 'h':
			while (t.n && strchr("[", t.s[0]))
				t = str_from(t, 1);
			t = str_upto(t, str_find_byte(t, ']'));
			marc_add_sub(k->mem, to, 'b', t);
			break;
		case 'n': marc_add_sub(k->mem, to, 'h', t); break;
		case 'p': marc_add_sub(k->mem, to, 'i', t); break;
		default: all = f->subs[i].code == '6' && all;
		}
	}
	return all;
}

/* A parallel title that stands in 245 too is said by 200 $d, and comes back from it. */
static bool variant(struct converting *k, const struct marc_field *f)
{
	const struct marc_field *f245 = marc_field(k->from, "245");
	struct str title = marc_sub(f, 'a'), rest = marc_sub(f245, 'b');
	if (f->indicators[0] == '3' && f->indicators[1] == '1' && f->n == 1 &&
	    (str_find(rest, title) < rest.n || str_find(marc_sub(f245, 'a'), title) == 0))
		return true;
	for (const struct cross *row = marc_crosses; row->family; row++) {
		bool mine = !strcmp(row->m21, "246") &&
			    (row->ind_21[1] == '=' || row->ind_21[1] == f->indicators[1]);
		if (mine)
			return convert_row(k, row, f);
	}
	return false;
}

static bool are_initials(struct str names)
{
	int letters = 0;
	for (size_t i = 0; i < names.n; i++) {
		unsigned char ch = (unsigned char)names.s[i];
		if (strchr(".- ", ch))
			letters = 0;
		else if ((ch & 0xC0) != 0x80 && ++letters > 2)
			return false;
	}
	return str_find_byte(names, '.') < names.n;
}

/* "Андрей Сергеевич" → "А. С." */
static struct str initials_of(struct converting *k, struct str names)
{
	struct buf out;
	bool begins = true;
	buf_init(&out, k->mem, 0);
	for (size_t at = 0; at < names.n;) {
		uint32_t cp = text_next(names, &at);
		if (begins && cp != ' ' && cp != '-') {
			buf_add_utf8(&out, cp);
			buf_add_char(&out, '.');
			begins = false;
		} else if (cp == ' ' || cp == '-') {
			if (!begins)
				buf_add_char(&out, (char)cp);
			begins = true;
		}
	}
	return str_trim(buf_str(&out));
}

void convert_person_family(struct converting *k, struct marc_field *to, struct str name)
{
	size_t comma = str_find_byte(name, ',');
	marc_add_sub(k->mem, to, 'a', str_trim(str_upto(name, comma)));
	struct str names = convert_trim(str_from(name, comma < name.n ? comma + 1 : name.n));
	if (names.n == 0)
		return;
	if (are_initials(names)) {
		marc_add_sub(k->mem, to, 'b', names);
		return;
	}
	marc_add_sub(k->mem, to, 'b', initials_of(k, names));
	marc_add_sub(k->mem, to, 'g', names);
}

static bool add_name_facts(struct converting *k, const struct marc_field *f, const char *said,
			   const char *pairs, struct marc_field *to)
{
	bool all = true;
	for (size_t i = 0; i < f->n; i++) {
		char code = f->subs[i].code, other = paired(pairs, code, 0);
		struct str v = convert_stop(f->subs[i].value);
		const char *number = code == '4' ? marc_relator_number(str_of(marc_relator(v)))
				     : code == 'e' && !strchr(pairs, 'e')
					     ? marc_relator_number(
						       str_of(marc_relator_of_word(k->mem, v)))
					     : "";
		if (code && strchr(said, code))
			continue;
		if (*number)
			marc_add_sub(k->mem, to, '4', str_of(number));
		if (other)
			marc_add_sub(k->mem, to, other, v);
		else if (!*number || code == 'e')
			all = false;
	}
	return all;
}

static const char person_pairs[] = "bdccdf03up";

static bool person_as(struct converting *k, const struct marc_field *f, const char *tag)
{
	struct marc_field *to = marc_add(k->mem, k->to, tag, ' ',
					 f->indicators[0] == '0' ? '0' : '1');
	struct str name = marc_sub(f, 'a');
	if (f->indicators[0] == '0')
		marc_add_sub(k->mem, to, 'a', convert_trim(name));
	else
		convert_person_family(k, to, convert_trim(name));
	return add_name_facts(k, f, "a", person_pairs, to);
}

static bool author(struct converting *k, const struct marc_field *f)
{
	return person_as(k, f, "700");
}

/* An author beside the first is 701, whoever has another role or none told 702. */
static bool other_person(struct converting *k, const struct marc_field *f)
{
	const char *role = marc_relator(marc_sub(f, '4'));
	if (!*role)
		role = marc_relator_of_word(k->mem, marc_sub(f, 'e'));
	return person_as(k, f, strcmp(role, "aut") ? "702" : "701");
}

static bool body_as(struct converting *k, const struct marc_field *f, const char *tag)
{
	bool meeting = f->tag[2] == '1' && f->tag[1] == '1';
	struct marc_field *to = marc_add(k->mem, k->to, tag, meeting ? '1' : '0', f->indicators[0]);
	return add_name_facts(k, f, "", meeting ? "aaebndcedf03up" : "aabbndcedf03up", to);
}

static bool first_body(struct converting *k, const struct marc_field *f)
{
	return body_as(k, f, "710");
}

static bool other_body(struct converting *k, const struct marc_field *f)
{
	return body_as(k, f, "712");
}

static void add_list(struct converting *k, const struct marc_field *f, struct marc_field *to)
{
	static const char *const lists[] = { "lcsh", "lcshac", "mesh", "nal" };
	size_t i = (size_t)(f->indicators[1] - '0');
	if (i < COUNT_OF(lists))
		marc_add_sub(k->mem, to, '2', str_of(lists[i]));
}

static bool person_subject(struct converting *k, const struct marc_field *f)
{
	struct marc_field *to = marc_add(k->mem, k->to, "600", ' ',
					 f->indicators[0] == '0' ? '0' : '1');
	convert_person_family(k, to, convert_trim(marc_sub(f, 'a')));
	bool all = add_name_facts(k, f, "a", "bdccdfttvjxxzyyz2203", to);
	add_list(k, f, to);
	return all;
}

static bool body_subject(struct converting *k, const struct marc_field *f)
{
	bool meeting = f->tag[2] == '1';
	struct marc_field *to = marc_add(k->mem, k->to, "601", meeting ? '1' : '0',
					 f->indicators[0]);
	bool all = add_name_facts(
		k, f, "", meeting ? "aaebndcedfttvjxxzyyz2203" : "aabbndcedfttvjxxzyyz2203", to);
	add_list(k, f, to);
	return all;
}

/* "KzAlNB": codes of organizations begin with their country's. */
static bool agency(struct converting *k, const struct marc_field *f)
{
	for (size_t i = 0; i < f->n; i++) {
		char kind = paired("a0c1d2", f->subs[i].code, 0);
		struct str v = f->subs[i].value, country = str_upto(v, 2);
		if (!kind)
			continue;
		struct marc_field *to = marc_add(k->mem, k->to, "801", ' ', kind);
		if (v.n > 2 && marc_country_is(country) && (country.s[1] & 0x20))
			marc_add_sub(k->mem, to, 'a',
				     str_print(k->mem, "%c%c", country.s[0] & ~0x20,
					       country.s[1] & ~0x20));
		else if (*marc_country_iso(
				 str_upto(str_from(marc_value(k->from, "008", 0), 15), 3)))
			marc_add_sub(k->mem, to, 'a',
				     str_of(marc_country_iso(str_upto(
					     str_from(marc_value(k->from, "008", 0), 15), 3))));
		marc_add_sub(k->mem, to, 'b', v);
		if (kind == '0' && marc_sub(f, 'e').n)
			marc_add_sub(k->mem, to, 'g', marc_sub(f, 'e'));
	}
	return false;
}

static const struct link {
	const char *m21;
	char kind; /* second indicator; '=': any */
	const char *family;
} links[] = {
	{ "830", '=', "410" }, { "770", '=', "421" }, { "772", '=', "422" }, { "777", '=', "423" },
	{ "780", '1', "431" }, { "780", '2', "432" }, { "780", '3', "433" }, { "780", '4', "436" },
	{ "780", '5', "434" }, { "780", '6', "435" }, { "780", '7', "437" }, { "780", '=', "430" },
	{ "785", '1', "441" }, { "785", '2', "442" }, { "785", '3', "443" }, { "785", '4', "444" },
	{ "785", '5', "445" }, { "785", '6', "446" }, { "785", '7', "447" }, { "785", '8', "448" },
	{ "785", '=', "440" }, { "775", '=', "451" }, { "776", '=', "452" }, { "767", '=', "453" },
	{ "765", '=', "454" }, { "774", '=', "464" }, { "787", '=', "488" },
};

/* An article stands in the issue or book of 463; a volume belongs to the set of 461. */
static const char *host_tag(const struct converting *k)
{
	return strchr("ab", k->from->leader[7]) ? "463" : "461";
}

static bool link(struct converting *k, const struct marc_field *f)
{
	const char *tag = NULL;
	for (size_t i = 0; !tag && i < COUNT_OF(links); i++) {
		if (!strcmp(links[i].m21, f->tag) &&
		    (links[i].kind == '=' || links[i].kind == f->indicators[1]))
			tag = links[i].family;
	}
	if (!tag)
		tag = host_tag(k);
	struct marc_field *to = marc_add(k->mem, k->to, tag, ' ', '0');
	bool series = !strcmp(f->tag, "830"), all = true;
	for (size_t i = 0; i < f->n; i++) {
		char code = paired(series ? "atvvxxw0" : "aattddgvw0xxzy", f->subs[i].code, 0);
		if (code)
			marc_add_sub(k->mem, to, code, convert_trim(f->subs[i].value));
		else
			all = false;
	}
	return all;
}

const struct handler marc_to_family[] = {
	{ "003", coded_field },  { "008", coded_field },    { "040", agency },
	{ "041", languages },    { "044", countries },      { "100", author },
	{ "110", first_body },   { "111", first_body },     { "245", title },
	{ "246", variant },      { "600", person_subject }, { "610", body_subject },
	{ "611", body_subject }, { "700", other_person },   { "710", other_body },
	{ "711", other_body },   { "765", link },           { "767", link },
	{ "770", link },         { "772", link },           { "773", link },
	{ "774", link },         { "775", link },           { "776", link },
	{ "777", link },         { "780", link },           { "785", link },
	{ "787", link },         { "830", link },           { NULL, NULL },
};
