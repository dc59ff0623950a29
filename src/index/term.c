/*
 * term - words as they stand in the index: a byte a letter for the scripts most of ours are in.
 *
 * Half the length of UTF-8 for Cyrillic, which is half the memory and time of indexing, and a byte
 * is a letter where spellings are compared. Letters with no place in the table stand in UTF-8
 * behind a byte 1. Upper case never occurs in a word, so that its places are free for others.
 */
#include "index/index_int.h"

enum {
	PLACES = 48,      /* 0x80 to 0xaf: the letters below */
	CYRILLIC = 0x430, /* 0xb0 to 0xff: U+0430 to U+047f */
	CYRILLIC_END = 0x480,
	OTHER = 1,
};

/* Letters of Kazakh, Kyrgyz, Tatar, Bashkir, Tajik and others past U+047F; Latin of 2021 and of
 * Turkish kind. Their order is the format of the index: only ever add. */
static const uint16_t places[PLACES] = {
	0x4d9, 0x493, 0x49b, 0x4a3, 0x4e9, 0x4b1, 0x4af, 0x4bb, 0x4b3, 0x4b7, 0x4e3, 0x4ef,
	0x499, 0x4a1, 0x4ab, 0x497, 0x4d1, 0x4d7, 0x4f1, 0x4e7, 0x4f3, 0x4e1, 0x49f, 0x4a5,
	0x0e4, 0x0f6, 0x0fc, 0x0f1, 0x11f, 0x15f, 0x0e7, 0x131, 0x16b, 0x0e1, 0x0f3, 0x0fa,
	0x0e9, 0x0e8, 0x0e0, 0x0ef, 0x107, 0x144, 0x0ed, 0x0df, 0x0e2, 0x0ea, 0x0ee, 0x0f4,
};

static int place_of(uint32_t letter)
{
	for (int i = 0; i < PLACES; i++)
		if (places[i] == letter)
			return 0x80 + i;
	return 0;
}

struct str term_pack(struct arena *mem, struct str word)
{
	char *out = arena_take(mem, 2 * word.n + 1);
	size_t n = 0, at = 0;
	while (at < word.n) {
		size_t from = at;
		uint32_t letter = text_next(word, &at);
		int place = letter >= 0x80 ? place_of(letter) : (int)letter;
		if (letter >= CYRILLIC && letter < CYRILLIC_END)
			place = (int)(0xb0 + letter - CYRILLIC);
		if (place) {
			out[n++] = (char)place;
			continue;
		}
		out[n++] = OTHER;
		memcpy(out + n, word.s + from, at - from);
		n += at - from;
	}
	return (struct str){ out, n };
}

struct str term_unpack(struct arena *mem, struct str term)
{
	struct buf out;
	buf_init(&out, mem, 0);
	for (size_t at = 0; at < term.n;) {
		unsigned char byte = (unsigned char)term.s[at];
		if (byte == OTHER) {
			at++;
			if (at < term.n)
				buf_add_utf8(&out, text_next(term, &at));
			continue;
		}
		at++;
		if (byte >= 0xb0)
			buf_add_utf8(&out, CYRILLIC + byte - 0xb0u);
		else if (byte >= 0x80)
			buf_add_utf8(&out, places[byte - 0x80]);
		else
			buf_add_char(&out, (char)byte);
	}
	return buf_str(&out);
}

size_t letters_in(struct str utf8)
{
	size_t n = 0;
	for (size_t i = 0; i < utf8.n; i++)
		n += ((unsigned char)utf8.s[i] & 0xc0) != 0x80;
	return n;
}
