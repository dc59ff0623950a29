/*
 * sort - keys by which headings stand in lists as people look for them.
 *
 * One order serves Kazakh, Russian and Kyrgyz, because the letters of the two others stand in the
 * Kazakh alphabet in their own order (Kazakh alphabet of 1940; Ё counts as Е, as Russian lists have
 * it). Digits come first, then Cyrillic, Latin without its marks, then other scripts by code point.
 * Word by word: "Абай жолы" before "Абайдан". Keys are plain ASCII, so that bytes can be compared.
 */
#include "text/text_int.h"

#include <utf8proc.h>

enum { FIRST_CYRILLIC = 0x3a, FIRST_LATIN = 0x64, BEHIND = '~' };

/* The place of each letter, from FIRST_CYRILLIC. */
static const uint16_t cyrillic[] = {
	0x430, 0x4d9, 0x431, 0x432, 0x433, 0x493, 0x434, 0x435, 0x436, 0x437, 0x438,
	0x439, 0x43a, 0x49b, 0x43b, 0x43c, 0x43d, 0x4a3, 0x43e, 0x4e9, 0x43f, 0x440,
	0x441, 0x442, 0x443, 0x4b1, 0x4af, 0x444, 0x445, 0x4bb, 0x446, 0x447, 0x448,
	0x449, 0x44a, 0x44b, 0x456, 0x44c, 0x44d, 0x44e, 0x44f,
};
/* Letters of neighbours, and of old spelling: behind the one they are nearest to. */
static const uint16_t neighbours[][2] = {
	{ 0x451, 0 },     { 0x450, 0 },     { 0x45d, 0 },     { 0x497, 0x436 }, { 0x499, 0x437 },
	{ 0x4a1, 0x43a }, { 0x4ab, 0x441 }, { 0x4b3, 0x445 }, { 0x4b7, 0x447 }, { 0x4e3, 0x438 },
	{ 0x4ef, 0x443 }, { 0x45e, 0x443 }, { 0x491, 0x433 }, { 0x454, 0x435 }, { 0x457, 0x456 },
	{ 0x463, 0x435 }, { 0x473, 0x444 }, { 0x475, 0x456 }, { 0x458, 0x439 }, { 0x459, 0x43b },
	{ 0x45a, 0x43d }, { 0x452, 0x434 }, { 0x45b, 0x442 }, { 0x45f, 0x447 }, { 0x49f, 0x43a },
	{ 0x4d1, 0x430 }, { 0x4d7, 0x435 }, { 0x4f1, 0x443 }, { 0x4f3, 0x443 }, { 0x4e7, 0x43e },
};

static int place_of(uint32_t letter)
{
	for (size_t i = 0; i < COUNT_OF(cyrillic); i++)
		if (cyrillic[i] == letter)
			return FIRST_CYRILLIC + (int)i;
	return 0;
}

static bool add_cyrillic(struct buf *out, uint32_t letter)
{
	int place = place_of(letter);
	if (place) {
		buf_add_char(out, (char)place);
		return true;
	}
	for (size_t i = 0; i < COUNT_OF(neighbours); i++) {
		if (neighbours[i][0] != letter)
			continue;
		bool same = neighbours[i][1] == 0; /* ё, ѐ, ѝ are no letters of their own */
		uint32_t near = same ? letter == 0x45d ? 0x438 : 0x435 : neighbours[i][1];
		buf_add_char(out, (char)place_of(near));
		if (!same)
			buf_add_char(out, BEHIND);
		return true;
	}
	return false;
}

static bool add_latin(struct buf *out, uint32_t letter)
{
	utf8proc_int32_t parts[8];
	int last = 0;
	if (letter > 0x24f && (letter < 0x1e00 || letter > 0x1eff))
		return false;
	if (letter == 0x131) /* ı */
		letter = 'i';
	utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)letter, parts, 8,
						     UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &last);
	bool latin = n > 0 && parts[0] >= 'a' && parts[0] <= 'z';
	if (latin)
		buf_add_char(out, (char)(FIRST_LATIN + parts[0] - 'a'));
	return latin;
}

static void add_letter(struct buf *out, uint32_t cp)
{
	uint32_t letter = letter_lower(cp);
	if (letter >= '0' && letter <= '9')
		buf_add_char(out, (char)letter);
	else if (!add_cyrillic(out, letter) && !add_latin(out, letter))
		buf_print(out, "%c%05x", BEHIND, (unsigned)letter);
}

struct str text_sort_key(struct arena *mem, struct str utf8)
{
	struct buf out;
	bool gap = false;
	buf_init(&out, mem, 0);
	struct str nfc = text_nfc(mem, utf8);
	for (size_t at = 0; at < nfc.n;) {
		uint32_t cp = text_next(nfc, &at);
		enum letter_class class = letter_class_of(cp);
		if (class == CLASS_MARK || class == CLASS_SOFT || class == CLASS_APOSTROPHE)
			continue;
		if (class != CLASS_LETTER && class != CLASS_DIGIT && class != CLASS_IDEOGRAPH) {
			gap = out.n > 0;
			continue;
		}
		if (gap)
			buf_add_char(&out, ' ');
		gap = false;
		add_letter(&out, cp);
	}
	return buf_str(&out);
}
