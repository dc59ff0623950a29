/*
 * twice - text that was put into UTF-8 twice, and back.
 *
 * Bytes of UTF-8 were taken for windows-1251 or windows-1252 and encoded once more: "Абай" became
 * "РђР±Р°Р№" or "ÐÐ±Ð°Ð¹". Undone only where every letter goes back to a byte and the bytes are
 * UTF-8 again: what people write never does that.
 */
#include "text/text_int.h"

/* The byte that stands for a letter, or -1. Bytes a charset leaves free often came through as the
 * control characters of their number. */
static int byte_of(enum charset cs, uint32_t cp)
{
	if (cp < 0x80)
		return (int)cp;
	for (int b = 0; b < 128; b++) {
		if (charset_high[cs][b] == cp)
			return b + 0x80;
	}
	return cp >= 0x80 && cp <= 0xFF && (cs == CP1252 || cp < 0xA0) ? (int)cp : -1;
}

static bool undo(struct arena *mem, enum charset cs, struct str s, struct str *ret)
{
	char *out = arena_take(mem, s.n + 1);
	size_t n = 0, high = 0;
	for (size_t at = 0; at < s.n;) {
		int b = byte_of(cs, text_next(s, &at));
		if (b < 0)
			return false;
		high += b >= 0x80;
		out[n++] = (char)b;
	}
	struct str made = { out, n };
	/* one pair of bytes alone may be chance: Â© in a French text */
	if (high < 4 || !text_is_utf8(made))
		return false;
	*ret = made;
	return true;
}

bool text_once(struct arena *mem, struct str utf8, struct str *ret)
{
	return undo(mem, CP1251, utf8, ret) || undo(mem, CP1252, utf8, ret);
}
