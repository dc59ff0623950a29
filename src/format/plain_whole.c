/* What a MARC record says as a whole: its kind, level and carrier, and what only its codes tell. */
#include "format/plain.h"

static bool is_21(const struct making *k)
{
	return k->m->dialect == MARC_21 ||
	       (k->m->dialect == MARC_UNKNOWN && !plain_is_unimarc(k->m));
}

static char at(struct str coded, size_t i)
{
	return i < coded.n ? coded.s[i] : 0;
}

static struct str coded_field(const struct making *k)
{
	return is_21(k) ? marc_value(k->m, "008", 0) : marc_value(k->m, "100", 'a');
}

/* Positions 7-10 of 008, 9-12 of 100 $a; a serial that goes on has 9999 for its end. */
static void put_coded_date(struct making *k, struct str coded)
{
	struct str first = str_upto(str_from(coded, is_21(k) ? 7 : 9), 4);
	char type = at(coded, is_21(k) ? 6 : 8);
	struct record_value *v = plain_find(k, RECORD_DATE);
	int64_t year;
	if ((v && record_year(v->value)) || !str_to_int(first, 1000, 2100, &year))
		return;
	bool goes_on = is_21(k) ? type == 'c' : type == 'a';
	struct str date = goes_on ? str_print(k->mem, "%.4s-", first.s) : str_copy(k->mem, first);
	if (v)
		v->value = date;
	else
		plain_put(k, RECORD_DATE, date);
}

void plain_put_coded(struct making *k)
{
	struct str coded = coded_field(k);
	put_coded_date(k, coded);
	if (!is_21(k) || coded.n < 38)
		return;
	if (!plain_find(k, RECORD_LANGUAGE)) {
		const char *language = marc_language_short(str_upto(str_from(coded, 35), 3));
		if (strcmp(language, "und") != 0 && strcmp(language, "zxx") != 0)
			plain_put(k, RECORD_LANGUAGE, str_of(language));
	}
	if (!plain_find(k, RECORD_COUNTRY))
		plain_put(k, RECORD_COUNTRY,
			  str_of(marc_country_iso(str_upto(str_from(coded, 15), 3))));
	bool book = strchr("at", k->m->leader[6]) && strchr("acdm", k->m->leader[7]);
	if (book && at(coded, 22) == 'j' && !plain_find(k, RECORD_AUDIENCE))
		plain_put(k, RECORD_AUDIENCE, STR("juvenile"));
}

/* 920 of IRBIS names the worksheet, and so the kind of record. */
static const char *irbis_level(struct str sheet)
{
	static const struct {
		const char *begin, *level;
	} sheets[] = {
		{ "SPEC", "part" },     { "ASP", "article" }, { "NJ", "issue" },
		{ "OJ", "serial" },     { "J", "serial" },    { "PAZK", "monograph" },
		{ "PVK", "monograph" },
	};
	for (size_t i = 0; i < COUNT_OF(sheets); i++) {
		if (str_starts(sheet, sheets[i].begin))
			return sheets[i].level;
	}
	return NULL;
}

/* Leader/7, and what tells a volume or a whole set: leader/19 of MARC 21, leader/8 of UNIMARC. */
static const char *level_of(struct making *k)
{
	char level = k->m->leader[7];
	bool one = is_21(k);
	char set = k->m->leader[one ? 19 : 8];
	if (k->m->dialect == MARC_IRBIS) {
		const struct marc_field *f = marc_field(k->m, "920");
		const char *told =
			f ? irbis_level(str_trim(marc_sub(f, f->n ? f->subs[0].code : 'a'))) : NULL;
		if (told)
			return plain_find(k, RECORD_SET) && !strcmp(told, "monograph") ? "part"
										       : told;
	}
	switch (level) {
	case 'a':
	case 'b': return plain_find(k, RECORD_HOST) || one || level == 'a' ? "article" : "part";
	case 's':
	case 'i': return "serial";
	case 'd': return "part";
	case 'm':
	case 'c':
		if (plain_find(k, RECORD_SET) || (one ? set == 'b' || set == 'c' : set == '2'))
			return "part";
		return (one ? set == 'a' : set == '1') || level == 'c' ? "set" : "monograph";
	default: return NULL;
	}
}

void plain_put_level(struct making *k)
{
	const char *level = level_of(k);
	if (level && k->r->n)
		plain_put(k, RECORD_LEVEL, str_of(!strcmp(level, "issue") ? "part" : level));
}

/* Serials that are newspapers or journals: 008/21 of MARC 21, 110 $a/0 of UNIMARC. */
static const char *serial_type(struct making *k)
{
	char code = is_21(k) ? at(marc_value(k->m, "008", 0), 21)
			     : at(marc_value(k->m, "110", 'a'), 0);
	if (code == (is_21(k) ? 'n' : 'c'))
		return "newspaper";
	return code == (is_21(k) ? 'p' : 'a') ? "journal" : "text";
}

/* Leader/6: MARC 21 and UNIMARC agree on these but for handwriting (t, b). */
void plain_put_type(struct making *k)
{
	const char *type = NULL;
	char ch = k->m->leader[6], level = k->m->leader[7];
	switch (ch) {
	case 'c':
	case 'd': type = "notated music"; break;
	case 'e':
	case 'f': type = "map"; break;
	case 'g': type = "moving image"; break;
	case 'i':
	case 'j': type = "sound"; break;
	case 'k': type = "image"; break;
	case 't':
	case 'b': type = "manuscript"; break;
	case 'a': type = level == 's' ? serial_type(k) : level == 'm' ? "book" : "text"; break;
	default: break;
	}
	if (type && k->r->n)
		plain_put(k, RECORD_TYPE, str_of(type));
}

/* An address of the thing itself, not of its contents list (way_link). */
static bool has_address(struct making *k)
{
	return plain_find(k, RECORD_URL) != NULL;
}

/* 008/23 (29 for maps and pictures): form of item. */
static const char *carrier_of_21(struct making *k)
{
	struct str f008 = marc_value(k->m, "008", 0), f007 = marc_value(k->m, "007", 0);
	struct str f338 = marc_value(k->m, "338", 'b'), gmd = marc_value(k->m, "245", 'h');
	char type = k->m->leader[6];
	char form = at(f008, type && strchr("efgkor", type) ? 29 : 23);
	bool electronic = form == 's' || type == 'm' || str_find(gmd, STR("lectr")) < gmd.n ||
			  str_find(gmd, STR("лектр")) < gmd.n;
	if (form == 'o' || str_is(f338, "cr") || (at(f007, 0) == 'c' && at(f007, 1) == 'r'))
		return "online";
	if (form == 'q' || str_is(f338, "cd") || (at(f007, 0) == 'c' && at(f007, 1) == 'o'))
		return "disc";
	if (electronic)
		return has_address(k) ? "online" : "disc";
	if ((form && strchr("abc", form)) || at(f007, 0) == 'h' || (f338.n && f338.s[0] == 'h'))
		return "microform";
	if (type == 't' || type == 'd' || type == 'f')
		return "manuscript";
	bool text = type && strchr("ace", type);
	return text && (form == 'r' || str_is(f338, "nc") || (form == ' ' && f008.n >= 38))
		       ? "print"
		       : NULL;
}

/* 106 $a (form of the text), 135 $a/1 (carrier), GMD, leader/6 `l`. */
static const char *carrier_of_family(struct making *k)
{
	char type = k->m->leader[6], form = at(str_trim(marc_value(k->m, "106", 'a')), 0);
	char carrier = at(marc_value(k->m, "135", 'a'), 1);
	struct str gmd = marc_value(k->m, "200", 'b'), way = marc_value(k->m, "203", 'c');
	bool electronic = type == 'l' || form == 's' || marc_field(k->m, "230") ||
			  str_find(gmd, STR("лектр")) < gmd.n ||
			  str_find(gmd, STR("lectr")) < gmd.n ||
			  str_find(way, STR("лектр")) < way.n;
	if (carrier == 'r')
		return "online";
	if (electronic)
		return has_address(k) ? "online" : "disc";
	if (form == 't' || str_find(gmd, STR("икро")) < gmd.n)
		return "microform";
	if (type == 'b' || type == 'd' || type == 'f' || form == 'h')
		return "manuscript";
	bool text = type && strchr("ace", type);
	return text && (form == 'r' || form == 'd' || str_find(way, STR("непоср")) < way.n ||
			marc_field(k->m, "215"))
		       ? "print"
		       : NULL;
}

void plain_put_carrier(struct making *k)
{
	const char *carrier = is_21(k) ? carrier_of_21(k) : carrier_of_family(k);
	if (carrier && k->r->n)
		plain_put(k, RECORD_CARRIER, str_of(carrier));
}
