/* What the places of coded fields mean: leader and 008 of MARC 21
 * (loc.gov/marc/bibliographic/bdleader.html, bd008.html), leader and 100 $a of UNIMARC and RUSMARC
 * (IFLA UNIMARC Manual, 2008 and its updates). */
#include "edit/edit_int.h"

#define END                                                                                        \
	{                                                                                          \
		NULL, NULL                                                                         \
	}

/* -- shared ------------------------------------------------------------------------------------ */

static const struct edit_choice status[] = {
	{ "n", N_("new record") },
	{ "c", N_("corrected record") },
	{ "p", N_("record completed after publication") },
	{ "a", N_("record made fuller") },
	{ "d", N_("withdrawn record") },
	END,
};
static const struct edit_choice no_yes[] = { { "0", N_("no") }, { "1", N_("yes") }, END };
static const struct edit_choice modified[] = {
	{ " ", N_("as it stands on the item") },
	{ "o", N_("transliterated, cards too") },
	{ "r", N_("transliterated, cards not") },
	{ "d", N_("some dashes left out") },
	{ "x", N_("some characters missing") },
	{ "s", N_("shortened") },
	END,
};

/* -- MARC 21 ----------------------------------------------------------------------------------- */

static const struct edit_choice type_21[] = {
	{ "a", N_("text") },
	{ "t", N_("text in manuscript") },
	{ "c", N_("music, notated") },
	{ "d", N_("music in manuscript") },
	{ "e", N_("map") },
	{ "f", N_("map in manuscript") },
	{ "g", N_("film or slides") },
	{ "i", N_("spoken recording") },
	{ "j", N_("musical recording") },
	{ "k", N_("picture") },
	{ "m", N_("program or data") },
	{ "o", N_("kit") },
	{ "p", N_("mixed materials") },
	{ "r", N_("object") },
	END,
};
static const struct edit_choice level_21[] = {
	{ "m", N_("one item or a set") },         { "s", N_("serial") },
	{ "i", N_("updated from time to time") }, { "a", N_("part of a book") },
	{ "b", N_("part of a serial") },          { "c", N_("collection") },
	{ "d", N_("part of a collection") },      END,
};
static const struct edit_choice fullness_21[] = {
	{ " ", N_("full, item in hand") },
	{ "1", N_("full, item not in hand") },
	{ "2", N_("less than full, item not in hand") },
	{ "3", N_("abbreviated") },
	{ "4", N_("core") },
	{ "5", N_("preliminary") },
	{ "7", N_("minimal") },
	{ "8", N_("before publication") },
	{ "u", N_("unknown") },
	{ "z", N_("does not apply") },
	END,
};
static const struct edit_choice form_21[] = {
	{ " ", N_("not by ISBD") },
	{ "a", N_("AACR2") },
	{ "c", N_("ISBD, its signs left out") },
	{ "i", N_("ISBD with its signs") },
	{ "n", N_("not by ISBD, signs left out") },
	{ "u", N_("unknown") },
	END,
};
static const struct edit_choice date_21[] = {
	{ "s", N_("one year") },
	{ "t", N_("publication and copyright") },
	{ "r", N_("reprint and original") },
	{ "m", N_("several years") },
	{ "q", N_("between two years") },
	{ "e", N_("exact day") },
	{ "p", N_("release and production") },
	{ "n", N_("unknown") },
	{ "c", N_("serial, still published") },
	{ "d", N_("serial, ended") },
	{ "u", N_("serial, state unknown") },
	{ "i", N_("years of a collection") },
	{ "k", N_("most of a collection") },
	{ "b", N_("before the common era") },
	{ "|", N_("not coded") },
	END,
};
static const struct edit_choice audience_21[] = {
	{ " ", N_("unknown") },
	{ "a", N_("before school") },
	{ "b", N_("primary school") },
	{ "c", N_("9 to 13 years") },
	{ "d", N_("14 to 17 years") },
	{ "e", N_("adults") },
	{ "f", N_("specialists") },
	{ "g", N_("general") },
	{ "j", N_("children, all ages") },
	{ "|", N_("not coded") },
	END,
};
static const struct edit_choice carrier_21[] = {
	{ " ", N_("print") },
	{ "o", N_("online") },
	{ "q", N_("disc or stick") },
	{ "s", N_("electronic") },
	{ "a", N_("microfilm") },
	{ "b", N_("microfiche") },
	{ "d", N_("large print") },
	{ "f", N_("Braille") },
	{ "r", N_("facsimile") },
	{ "|", N_("not coded") },
	END,
};
static const struct edit_choice contents_21[] = {
	{ " ", N_("not said") },
	{ "b", N_("bibliography") },
	{ "c", N_("catalogue") },
	{ "d", N_("dictionary") },
	{ "e", N_("encyclopaedia") },
	{ "f", N_("handbook") },
	{ "m", N_("dissertation") },
	{ "r", N_("directory") },
	{ "s", N_("statistics") },
	{ "l", N_("legislation") },
	{ "t", N_("technical report") },
	{ "u", N_("standard") },
	{ "j", N_("patent") },
	{ "o", N_("reviews") },
	{ "y", N_("yearbook") },
	{ "z", N_("treaty") },
	{ "6", N_("comics") },
	{ "|", N_("not coded") },
	END,
};
static const struct edit_choice government_21[] = {
	{ " ", N_("not of a government") },
	{ "f", N_("national") },
	{ "s", N_("of a region") },
	{ "l", N_("local") },
	{ "i", N_("of several states") },
	{ "o", N_("level unknown") },
	{ "u", N_("unknown") },
	{ "|", N_("not coded") },
	END,
};
static const struct edit_choice literary_21[] = {
	{ "0", N_("not fiction") }, { "1", N_("fiction") },
	{ "f", N_("novel") },       { "j", N_("short stories") },
	{ "p", N_("poetry") },      { "d", N_("drama") },
	{ "e", N_("essays") },      { "h", N_("humour") },
	{ "i", N_("letters") },     { "m", N_("mixed forms") },
	{ "s", N_("speeches") },    { "u", N_("unknown") },
	{ "|", N_("not coded") },   END,
};
static const struct edit_choice biography_21[] = {
	{ " ", N_("none") },
	{ "a", N_("autobiography") },
	{ "b", N_("biography of one") },
	{ "c", N_("biographies of several") },
	{ "d", N_("some biographical matter") },
	{ "|", N_("not coded") },
	END,
};
static const struct edit_choice by_21[] = {
	{ " ", N_("national bibliographic agency") },
	{ "c", N_("cooperative programme") },
	{ "d", N_("other") },
	{ "u", N_("unknown") },
	END,
};
static const struct edit_choice frequency_21[] = {
	{ "d", N_("daily") },
	{ "i", N_("three times a week") },
	{ "c", N_("twice a week") },
	{ "w", N_("weekly") },
	{ "j", N_("three times a month") },
	{ "e", N_("every two weeks") },
	{ "s", N_("twice a month") },
	{ "m", N_("monthly") },
	{ "b", N_("every two months") },
	{ "q", N_("quarterly") },
	{ "t", N_("three times a year") },
	{ "f", N_("twice a year") },
	{ "a", N_("yearly") },
	{ "g", N_("every two years") },
	{ "h", N_("every three years") },
	{ "k", N_("updated all the time") },
	{ " ", N_("irregular") },
	{ "u", N_("unknown") },
	{ "z", N_("other") },
	END,
};
static const struct edit_choice regular_21[] = {
	{ "r", N_("regular") },
	{ "n", N_("regular with exceptions") },
	{ "x", N_("irregular") },
	{ "u", N_("unknown") },
	END,
};
static const struct edit_choice serial_21[] = {
	{ "p", N_("journal") },         { "n", N_("newspaper") },
	{ "m", N_("series of books") }, { "d", N_("database") },
	{ "w", N_("website") },         { "l", N_("loose-leaf") },
	{ " ", N_("other") },           END,
};

#define LEADER_21                                                                                  \
	{ 5, 1, N_("State of the record"), status, NULL },                                         \
		{ 6, 1, N_("What it is"), type_21, NULL },                                         \
		{ 7, 1, N_("Bibliographic level"), level_21, NULL },                               \
		{ 17, 1, N_("Fullness"), fullness_21, NULL },                                      \
	{                                                                                          \
		18, 1, N_("Rules of description"), form_21, NULL                                   \
	}
static const struct edit_position leader_21[] = { LEADER_21 };

#define BEGIN_008                                                                                  \
	{ 6, 1, N_("Kind of date"), date_21, NULL }, { 7, 4, N_("First year"), NULL, NULL },       \
		{ 11, 4, N_("Second year"), NULL, NULL },                                          \
	{                                                                                          \
		15, 3, N_("Country of publication"), NULL, "countries"                             \
	}
#define END_008                                                                                    \
	{ 35, 3, N_("Language"), NULL, "languages" },                                              \
		{ 38, 1, N_("How it was typed"), modified, NULL },                                 \
		{ 39, 1, N_("Who made the record"), by_21, NULL },                                 \
	{                                                                                          \
		0, 6, N_("Entered on (YYMMDD)"), NULL, NULL                                        \
	}
static const struct edit_position books_008[] = {
	BEGIN_008,
	{ 22, 1, N_("For whom"), audience_21, NULL },
	{ 23, 1, N_("Carrier"), carrier_21, NULL },
	{ 24, 1, N_("Nature of contents"), contents_21, NULL },
	{ 28, 1, N_("Government publication"), government_21, NULL },
	{ 29, 1, N_("Conference proceedings"), no_yes, NULL },
	{ 30, 1, N_("In honour of somebody"), no_yes, NULL },
	{ 31, 1, N_("Has an index"), no_yes, NULL },
	{ 33, 1, N_("Literary form"), literary_21, NULL },
	{ 34, 1, N_("Biography"), biography_21, NULL },
	END_008,
};
static const struct edit_position serials_008[] = {
	BEGIN_008,
	{ 18, 1, N_("Frequency"), frequency_21, NULL },
	{ 19, 1, N_("Regularity"), regular_21, NULL },
	{ 21, 1, N_("Kind of serial"), serial_21, NULL },
	{ 23, 1, N_("Carrier"), carrier_21, NULL },
	{ 28, 1, N_("Government publication"), government_21, NULL },
	{ 29, 1, N_("Conference proceedings"), no_yes, NULL },
	END_008,
};
static const struct edit_position maps_008[] = {
	BEGIN_008,
	{ 28, 1, N_("Government publication"), government_21, NULL },
	{ 31, 1, N_("Has an index"), no_yes, NULL },
	END_008,
};
static const struct edit_position others_008[] = {
	BEGIN_008,
	{ 22, 1, N_("For whom"), audience_21, NULL },
	END_008,
};

/* -- UNIMARC and RUSMARC ----------------------------------------------------------------------- */

static const struct edit_choice type_u[] = {
	{ "a", N_("text") },
	{ "b", N_("text in manuscript") },
	{ "c", N_("music, notated") },
	{ "d", N_("music in manuscript") },
	{ "e", N_("map") },
	{ "f", N_("map in manuscript") },
	{ "g", N_("film or slides") },
	{ "i", N_("spoken recording") },
	{ "j", N_("musical recording") },
	{ "k", N_("picture") },
	{ "l", N_("electronic resource") },
	{ "m", N_("kit") },
	{ "r", N_("object") },
	END,
};
static const struct edit_choice level_u[] = {
	{ "m", N_("one item or a set") },
	{ "s", N_("serial") },
	{ "i", N_("updated from time to time") },
	{ "a", N_("part of another item") },
	{ "c", N_("collection") },
	END,
};
static const struct edit_choice hierarchy_u[] = {
	{ " ", N_("not said") },
	{ "0", N_("stands alone") },
	{ "1", N_("the set as a whole") },
	{ "2", N_("a volume or part") },
	END,
};
static const struct edit_choice fullness_u[] = {
	{ " ", N_("full, item in hand") },
	{ "1", N_("full, item not in hand") },
	{ "2", N_("before publication") },
	{ "3", N_("incomplete") },
	END,
};
static const struct edit_choice form_u[] = {
	{ " ", N_("by ISBD") },
	{ "i", N_("partly by ISBD") },
	{ "n", N_("not by ISBD") },
	END,
};
static const struct edit_choice date_u[] = {
	{ "d", N_("one year") },
	{ "h", N_("publication and copyright") },
	{ "e", N_("reprint and original") },
	{ "g", N_("several years") },
	{ "f", N_("between two years") },
	{ "j", N_("exact day") },
	{ "i", N_("release and production") },
	{ "a", N_("serial, still published") },
	{ "b", N_("serial, ended") },
	{ "c", N_("serial, state unknown") },
	{ "u", N_("unknown") },
	END,
};
static const struct edit_choice audience_u[] = {
	{ " ", N_("not said") },
	{ "b", N_("before school") },
	{ "c", N_("primary school") },
	{ "d", N_("9 to 13 years") },
	{ "e", N_("14 to 17 years") },
	{ "a", N_("children, all ages") },
	{ "k", N_("specialists") },
	{ "m", N_("general") },
	{ "u", N_("unknown") },
	{ "|", N_("not coded") },
	END,
};
static const struct edit_choice government_u[] = {
	{ "y", N_("not of a government") },
	{ "a", N_("national") },
	{ "b", N_("of a region") },
	{ "c", N_("local") },
	{ "f", N_("of several states") },
	{ "h", N_("level unknown") },
	{ "u", N_("unknown") },
	{ "|", N_("not coded") },
	END,
};
static const struct edit_choice modified_u[] = {
	{ "0", N_("as it stands on the item") },
	{ "1", N_("some characters replaced") },
	END,
};
static const struct edit_choice romanised_u[] = {
	{ "y", N_("none") },
	{ "a", N_("ISO scheme") },
	{ "b", N_("another scheme") },
	{ "c", N_("several schemes") },
	END,
};
static const struct edit_choice script_u[] = {
	{ "ca", N_("Cyrillic") },
	{ "ba", N_("Latin") },
	{ "fa", N_("Arabic script") },
	{ "ea", N_("Chinese characters") },
	{ "da", N_("Japanese") },
	{ "ka", N_("Korean") },
	{ "ga", N_("Greek") },
	{ "ha", N_("Hebrew") },
	{ "zz", N_("other") },
	{ "  ", N_("not said") },
	END,
};
static const struct edit_position leader_u[] = {
	{ 5, 1, N_("State of the record"), status, NULL },
	{ 6, 1, N_("What it is"), type_u, NULL },
	{ 7, 1, N_("Bibliographic level"), level_u, NULL },
	{ 8, 1, N_("Place in a set"), hierarchy_u, NULL },
	{ 17, 1, N_("Fullness"), fullness_u, NULL },
	{ 18, 1, N_("Rules of description"), form_u, NULL },
};
static const struct edit_position general_u[] = {
	{ 8, 1, N_("Kind of date"), date_u, NULL },
	{ 9, 4, N_("First year"), NULL, NULL },
	{ 13, 4, N_("Second year"), NULL, NULL },
	{ 17, 1, N_("For whom"), audience_u, NULL },
	{ 20, 1, N_("Government publication"), government_u, NULL },
	{ 22, 3, N_("Language of the cataloguer"), NULL, "languages" },
	{ 25, 1, N_("Transliteration"), romanised_u, NULL },
	{ 34, 2, N_("Script of the title"), script_u, NULL },
	{ 21, 1, N_("How it was typed"), modified_u, NULL },
	{ 0, 8, N_("Entered on (YYYYMMDD)"), NULL, NULL },
};

/* -- which of them ----------------------------------------------------------------------------- */

#define GIVE(table, n) (*(n) = COUNT_OF(table), (table))

static const struct edit_position *of_008(const struct marc *m, size_t *ret_n)
{
	switch (m->leader[6]) {
	case 'a':
	case 't':
		if (strchr("bis", m->leader[7]))
			return GIVE(serials_008, ret_n);
		return GIVE(books_008, ret_n);
	case 'e':
	case 'f': return GIVE(maps_008, ret_n);
	default: return GIVE(others_008, ret_n);
	}
}

const struct edit_position *edit_positions(const struct marc *m, const char *tag, char sub,
					   size_t *ret_n)
{
	bool unimarc = edit_is_unimarc(m->dialect);
	*ret_n = 0;
	if (!strcmp(tag, "LDR"))
		return unimarc ? GIVE(leader_u, ret_n) : GIVE(leader_21, ret_n);
	if (!unimarc && !strcmp(tag, "008") && !sub)
		return of_008(m, ret_n);
	if (unimarc && !strcmp(tag, "100") && sub == 'a')
		return GIVE(general_u, ret_n);
	return NULL;
}

size_t edit_coded_length(const struct marc *m, const char *tag)
{
	return !strcmp(tag, "LDR") ? EDIT_LEADER : edit_is_unimarc(m->dialect) ? 36 : 40;
}
