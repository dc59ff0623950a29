/*
 * The rows of the crosswalk between UNIMARC with its kin and MARC 21 (UNIMARC to MARC 21 Conversion
 * Specifications, Library of Congress, and the formats themselves). Every row has a test.
 */
#include "marc/convert.h"

const struct cross marc_crosses[] = {
	/* numbers; cancelled and wrong ISSN have each other's letter */
	{ "010", "020", "aabqdczz", "    ", "  ", "  ", 0 },
	{ "011", "022", "aayzzyfl", "    ", "= ", "= ", 0 },
	{ "013", "024", "aabqdczz", "    ", "  ", "2 ", CROSS_TO_21 | CROSS_CARRIED },
	{ "020", "015", "ba", " ", "  ", "  ", 0 },
	{ "021", "017", "baab", "  ", "  ", "  ", 0 },
	{ "035", "035", "aazz", "  ", "  ", "  ", 0 },
	{ "071", "028", "aabbcq", "   ", "==", "==", 0 },
	/* description */
	{ "205", "250", "aafb", " /", "  ", "  ", 0 },
	{ "207", "362", "aazz", "  ", " 0", "0 ", 0 },
	{ "208", "254", "aa", " ", "  ", "  ", 0 },
	{ "210", "264", "aacbdc", " :,", "  ", " 1", 0 },
	{ "210", "260", "aacbdceegfhg", " :,   ", "  ", "  ", CROSS_TO_FAMILY | CROSS_CARRIED },
	{ "214", "264", "aacbdc", " :,", "  ", " 1", CROSS_TO_21 | CROSS_CARRIED },
	{ "215", "300", "aacbdcee", " :;+", "  ", "  ", 0 },
	{ "225", "490", "aavvxx", " ;,", "0 ", "0 ", 0 },
	{ "225", "440", "aahnipvvxx", " .,;,", "0 ", " 0", CROSS_TO_FAMILY | CROSS_CARRIED },
	{ "230", "256", "aa", " ", "  ", "  ", 0 },
	/* notes */
	{ "300", "500", "aa", " ", "  ", "  ", 0 },
	{ "301", "500", "aa", " ", "  ", "  ", CROSS_TO_21 | CROSS_CARRIED },
	{ "302", "546", "aa", " ", "  ", "  ", 0 },
	{ "303", "500", "aa", " ", "  ", "  ", CROSS_TO_21 | CROSS_CARRIED },
	{ "304", "500", "aa", " ", "  ", "  ", CROSS_TO_21 | CROSS_CARRIED },
	{ "305", "500", "aa", " ", "  ", "  ", CROSS_TO_21 | CROSS_CARRIED },
	{ "306", "500", "aa", " ", "  ", "  ", CROSS_TO_21 | CROSS_CARRIED },
	{ "307", "500", "aa", " ", "  ", "  ", CROSS_TO_21 | CROSS_CARRIED },
	{ "308", "500", "aa", " ", "  ", "  ", CROSS_TO_21 | CROSS_CARRIED },
	{ "309", "500", "aa", " ", "  ", "  ", CROSS_TO_21 | CROSS_CARRIED },
	{ "310", "506", "aa", " ", "  ", "  ", 0 },
	{ "311", "580", "aa", " ", "  ", "  ", 0 },
	{ "312", "500", "aa", " ", "  ", "  ", CROSS_TO_21 | CROSS_CARRIED },
	{ "313", "500", "aa", " ", "  ", "  ", CROSS_TO_21 | CROSS_CARRIED },
	{ "314", "500", "aa", " ", "  ", "  ", CROSS_TO_21 | CROSS_CARRIED },
	{ "315", "500", "aa", " ", "  ", "  ", CROSS_TO_21 | CROSS_CARRIED },
	{ "316", "561", "aa", " ", "  ", "  ", CROSS_TO_21 | CROSS_CARRIED },
	{ "317", "561", "aa", " ", "  ", "  ", 0 },
	{ "320", "504", "aa", " ", "  ", "  ", 0 },
	{ "321", "510", "aa", " ", "  ", "0 ", CROSS_CARRIED },
	{ "322", "508", "aa", " ", "  ", "  ", 0 },
	{ "323", "511", "aa", " ", "  ", "0 ", 0 },
	{ "324", "534", "aa", " ", "  ", "  ", 0 },
	{ "325", "533", "aa", " ", "  ", "  ", 0 },
	{ "326", "310", "aabb", "  ", "  ", "  ", 0 },
	{ "327", "505", "aa", " ", "1 ", "0 ", CROSS_PARTS },
	{ "328", "502", "aabbccdd", "    ", " 0", "  ", 0 },
	{ "330", "520", "aa", " ", "  ", "  ", 0 },
	{ "333", "521", "aa", " ", "  ", "  ", 0 },
	{ "336", "516", "aa", " ", "  ", "  ", 0 },
	{ "337", "538", "aa", " ", "  ", "  ", 0 },
	/* titles */
	{ "500", "240", "aahnipkfml", "  .,  ", "11", "10", 0 },
	{ "500", "130", "aahnipkfml", "  .,  ", "10", "0 ", CROSS_TO_FAMILY | CROSS_CARRIED },
	{ "510", "246", "aaebhnip", " :.,", "1 ", "31", 0 },
	{ "512", "246", "aaebhnip", " :.,", "1 ", "14", 0 },
	{ "513", "246", "aaebhnip", " :.,", "1 ", "15", 0 },
	{ "514", "246", "aaebhnip", " :.,", "1 ", "16", 0 },
	{ "515", "246", "aaebhnip", " :.,", "1 ", "17", 0 },
	{ "516", "246", "aaebhnip", " :.,", "1 ", "18", 0 },
	{ "517", "246", "aaebhnip", " :.,", "1 ", "3=", 0 },
	{ "520", "247", "aaebhnipxx", " :., ", "1 ", "10", 0 },
	{ "530", "222", "aabb", "  ", "0 ", " 0", 0 },
	{ "531", "210", "aabb", "  ", "  ", "0 ", 0 },
	{ "540", "740", "aahnip", " .,", "1 ", "0 ", 0 },
	{ "541", "242", "aaebhnipzy", " :., ", "1 ", "10", 0 },
	/* subjects: places and times have each other's letter */
	{ "605", "630", "aahnipjvxxyzzy2230", " .,      ", "  ", "07", CROSS_SUBJECT },
	{ "606", "650", "aajvxxyzzy2230", "       ", "= ", "=7", CROSS_SUBJECT },
	{ "607", "651", "aajvxxyzzy2230", "       ", "  ", " 7", CROSS_SUBJECT },
	{ "608", "655", "aajvxxyzzy2230", "       ", "  ", " 7", CROSS_SUBJECT },
	{ "610", "653", "aa", " ", "= ", "= ", 0 },
	{ "620", "752", "aabbccdd", "    ", "  ", "  ", 0 },
	{ "660", "043", "aa", " ", "  ", "  ", 0 },
	{ "675", "080", "aav2", "  ", "  ", "  ", 0 },
	{ "676", "082", "aav2", "  ", "  ", "04", 0 },
	{ "680", "050", "aabb", "  ", "  ", " 4", 0 },
	{ "686", "084", "aabb22", "   ", "  ", "  ", 0 },
	/* who holds it, and where it is */
	{ "850", "850", "aa", " ", "  ", "  ", 0 },
	{ "852", "852", "aabbcejjgklmmpttxxyz22", "           ", "= ", "= ", 0 },
	{ "856", "856", "aaddffuuqqzz2y", "       ", "= ", "=0", 0 },
	{ "899", "852", "aabbcchhiijjkkmmppttxxzz", "            ", "  ", "  ",
	  CROSS_TO_21 | CROSS_CARRIED },
	{ NULL, NULL, NULL, NULL, NULL, NULL, 0 },
};

static char indicator(const char *rule, const struct marc_field *f, int i)
{
	return rule[i] == '=' ? f->indicators[i] : rule[i];
}

/* Values of the family as one, parted as 505 parts them. */
static bool join_parts(struct converting *k, const struct marc_field *f, struct marc_field *to)
{
	struct buf out;
	bool all = true;
	buf_init(&out, k->mem, 0);
	for (size_t i = 0; i < f->n; i++) {
		if (f->subs[i].code != 'a') {
			all = false;
			continue;
		}
		if (out.n)
			buf_add_z(&out, " -- ");
		buf_add(&out, f->subs[i].value);
	}
	marc_add_sub(k->mem, to, 'a', buf_str(&out));
	return all;
}

static bool split_parts(struct converting *k, const struct marc_field *f, struct marc_field *to)
{
	bool all = true;
	for (size_t i = 0; i < f->n; i++) {
		struct str rest = f->subs[i].value;
		all &= f->subs[i].code == 'a';
		while (f->subs[i].code == 'a' && rest.n) {
			size_t at = str_find(rest, STR(" -- "));
			marc_add_sub(k->mem, to, 'a', str_trim(str_upto(rest, at)));
			rest = str_from(rest, at < rest.n ? at + 4 : rest.n);
		}
	}
	return all;
}

/* Lists that the second indicator of MARC 21 names by itself (6XX, second indicator). */
static const char *const subject_lists[] = { "lcsh", "lcshac", "mesh", "nal", NULL, "cash", "rvm" };

static void subject_to_21(struct marc_field *to)
{
	struct str list = marc_sub(to, '2');
	if (!list.s)
		to->indicators[1] = '4';
	for (size_t i = 0; list.s && i < COUNT_OF(subject_lists); i++) {
		if (!subject_lists[i] || !str_is(list, subject_lists[i]))
			continue;
		to->indicators[1] = (char)('0' + i);
		for (size_t j = 0, n = to->n; j < n; j++) { /* $2 is for lists of no number */
			if (to->subs[j].code == '2') {
				memmove(&to->subs[j], &to->subs[j + 1],
					(n - j - 1) * sizeof(to->subs[0]));
				to->n--;
				return;
			}
		}
	}
}

static void subject_to_family(struct converting *k, const struct marc_field *f,
			      struct marc_field *to)
{
	size_t i = (size_t)(f->indicators[1] - '0');
	if (i < COUNT_OF(subject_lists) && subject_lists[i])
		marc_add_sub(k->mem, to, '2', str_of(subject_lists[i]));
}

/* 490 has the whole series as printed in $a: what 225 says in parts follows with its sign. */
static void add_to_series(struct converting *k, char code, struct str v, struct marc_field *to)
{
	const char *sign = code == 'e'                  ? " : "
			   : code == 'f'                ? " / "
			   : code == 'h' || code == 'i' ? ". "
							: NULL;
	struct marc_sub *last = to->n ? &to->subs[to->n - 1] : NULL;
	if (sign && last && last->code == 'a')
		last->value = str_print(k->mem, "%.*s%s%.*s", STR_ARGS(last->value), sign,
					STR_ARGS(v));
}

static bool pairs_to_21(struct converting *k, const struct cross *row, const struct marc_field *f,
			struct marc_field *to)
{
	bool all = true;
	for (size_t i = 0; i < f->n; i++) {
		size_t p = 0;
		while (row->subs[2 * p] && row->subs[2 * p] != f->subs[i].code)
			p++;
		if (!row->subs[2 * p]) {
			if (!strcmp(row->m21, "490"))
				add_to_series(k, f->subs[i].code, f->subs[i].value, to);
			all = false;
			continue;
		}
		/* a place or publisher once more stands after ";" or ":" (ISBD area 4) */
		bool again = to->n && row->signs[p] == ' ' && !strcmp(row->m21, "264") &&
			     f->subs[i].code == 'a';
		convert_add(k, to, again ? ';' : row->signs[p], row->subs[2 * p + 1],
			    f->subs[i].value);
	}
	return all;
}

/* The sign that stands before a subfield of the family in MARC 21. */
static char sign_of(const struct cross *row, char code)
{
	for (size_t p = 0; row->subs[2 * p]; p++) {
		if (row->subs[2 * p] == code)
			return row->signs[p];
	}
	return ' ';
}

/* Signs of ISBD go, where the row puts any; a full stop at the end of headings and imprints. */
static void strip_signs(const struct cross *row, struct marc_field *to)
{
	bool heading = row->flags & CROSS_SUBJECT || !strcmp(row->m21, "264") ||
		       !strcmp(row->m21, "260");
	bool signs = heading || strspn(row->signs, " ") < strlen(row->signs);
	for (size_t i = 0; signs && i < to->n; i++) {
		bool last = i + 1 == to->n;
		bool stop = last ? heading : sign_of(row, to->subs[i + 1].code) == '.';
		to->subs[i].value = stop ? convert_stop(to->subs[i].value)
					 : convert_trim(to->subs[i].value);
	}
}

/* Would the way back give these indicators? */
static bool indicators_come_back(const struct cross *row, const struct marc_field *f, bool to_21)
{
	const char *rule = to_21 ? row->ind_family : row->ind_21;
	bool second = !to_21 && (row->flags & CROSS_SUBJECT);
	return (rule[0] == '=' || rule[0] == f->indicators[0]) &&
	       (second || rule[1] == '=' || rule[1] == f->indicators[1]);
}

bool convert_row(struct converting *k, const struct cross *row, const struct marc_field *f)
{
	bool to_21 = k->to->dialect == MARC_21;
	const char *rule = to_21 ? row->ind_21 : row->ind_family;
	struct marc_field *to = marc_add(k->mem, k->to, to_21 ? row->m21 : row->family,
					 indicator(rule, f, 0), indicator(rule, f, 1));
	bool all;
	if (row->flags & CROSS_PARTS)
		all = to_21 ? join_parts(k, f, to) : split_parts(k, f, to);
	else
		all = to_21 ? pairs_to_21(k, row, f, to) : convert_pairs(k, f, row->subs, true, to);
	if (!to_21)
		strip_signs(row, to);
	if ((row->flags & CROSS_SUBJECT) && to_21)
		subject_to_21(to);
	else if (row->flags & CROSS_SUBJECT)
		subject_to_family(k, f, to);
	if (to->n == 0) {
		k->to->n--; /* nothing of it could be said */
		return false;
	}
	return all && indicators_come_back(row, f, to_21) && !(row->flags & CROSS_CARRIED);
}
