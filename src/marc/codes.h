/*
 * codes - what dialects spell differently: languages, countries, roles; and the numbers that check
 * themselves. Part of marc.h.
 */
#ifndef KERUEN_MARC_CODES_H
#define KERUEN_MARC_CODES_H

/* Codes are looked up in any case; "" (or NULL where it says so) for what is in no list. */
/* ISO 639-2: the bibliographic code that MARC 21 wants ("chi"), the terminological one of RUSMARC
 * ("zho"), the shortest there is, which plain records have ("zh"). From any of the three. */
const char *marc_language_b(struct str code);
const char *marc_language_t(struct str code);
const char *marc_language_short(struct str code);
/* "kz " or "kz" or "xxu" → "KZ", "US"; republics and states of others are their country. */
const char *marc_country_iso(struct str code);
const char *marc_country_marc(struct str iso); /* "KZ" → "kz ": three signs, as 008 has it */
bool marc_country_is(struct str iso);          /* a code of ISO 3166-1 alpha-2 */
/* Roles: "340", "340 ред.", "edt", "http://id.loc.gov/vocabulary/relators/edt" → "edt" */
const char *marc_relator(struct str role);
const char *marc_relator_number(struct str code); /* "edt" → "340" */
/* A role in words of our languages: "переводчик", "ред.", "translator" → "trl" */
const char *marc_relator_of_word(struct arena *mem, struct str word);
const char *marc_relator_name(struct str code); /* message id: "editor"; or NULL */
/* The codes of a list that a rule names: "languages" "countries" "relators"; ends with NULL, or is
 * NULL where there is no such list. Languages are named by text_language_name, countries by
 * text_country_name, relators by marc_relator_name. */
const char *const *marc_list(struct arena *mem, const char *list);

/* Are they what their last sign says? Hyphens and spaces do not count. */
bool marc_isbn_is(struct str isbn);
bool marc_issn_is(struct str issn);

#endif
