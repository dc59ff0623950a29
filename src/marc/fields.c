/*
 * fields - the text of one field: its indicators and subfields, as they are and as they are typed.
 */
#include "marc/marc_int.h"

static bool is_code(char ch)
{
	return ch > ' ' && ch < 0x7F;
}

static bool is_letter_or_digit(char ch)
{
	return (ch >= '0' && ch <= '9') || (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z');
}

void marc_aside(struct marc_reading *g, const char *reason)
{
	if (!g->item->reason)
		g->item->reason = reason;
}

void marc_mended(struct marc_reading *g, enum marc_mend m)
{
	g->item->mends |= 1u << m;
}

/* Ten places before "22" and the base address, seven after: what is too much or too little on
 * either side is cut or filled there. */
static void align_leader(struct str s, char ret[LEADER])
{
	size_t mid = 6;
	while (mid + 7 <= s.n && memcmp(s.s + mid, "22", 2) != 0)
		mid++;
	memset(ret, ' ', LEADER);
	if (mid + 7 > s.n) {
		memcpy(ret, s.s, s.n < LEADER ? s.n : LEADER);
		return;
	}
	struct str left = str_upto(s, mid), right = str_from(s, mid);
	size_t digits = 0;
	while (digits < left.n && left.s[digits] >= '0' && left.s[digits] <= '9')
		digits++;
	if (digits > 5)
		left = str_from(left, digits - 5);
	size_t shift = digits < 5 ? 5 - digits : 0;
	memset(ret, '0', shift);
	memcpy(ret + shift, left.s, left.n < 10 - shift ? left.n : 10 - shift);
	memcpy(ret + 10, right.s, right.n < 14 ? right.n : 14);
}

void marc_leader(struct marc_reading *g, struct str s)
{
	char *leader = g->item->marc.leader;
	if (s.n == LEADER)
		memcpy(leader, s.s, LEADER);
	else
		align_leader(s, leader);
	leader[LEADER] = 0;
	bool wrong = s.n != LEADER;
	for (size_t i = 0; i < LEADER; i++) {
		if (leader[i] >= ' ' && leader[i] < 0x7F)
			continue;
		leader[i] = ' ';
		wrong = true;
	}
	if (wrong)
		marc_mended(g, MEND_LEADER);
}

void marc_tag(struct marc_reading *g, struct str s, char ret[5])
{
	memset(ret, 0, 5);
	memcpy(ret, s.n ? s.s : "???", s.n == 0 ? 3 : s.n < 4 ? s.n : 4);
	for (size_t i = 0; ret[i]; i++) {
		if (is_letter_or_digit(ret[i]))
			continue;
		ret[i] = '?';
		marc_mended(g, MEND_DIRECTORY);
	}
	if (!ret[0])
		memcpy(ret, "???", 3);
}

bool marc_is_mab(struct marc_reading *g, const char *leader)
{
	if (memcmp(leader + 6, "M2.0", 4) != 0)
		return false;
	marc_aside(g, N_("it is a record of MAB2, which is not read"));
	return true;
}

/* A sign meant as an indicator: # and \ are typed for a blank. */
static char indicator(struct marc_reading *g, uint32_t cp)
{
	if (cp == '#' || cp == '\\' || cp == '^' || cp < ' ' || cp > '~') {
		marc_mended(g, MEND_INDICATORS);
		return cp == 0xA6 ? '|' : ' ';
	}
	return (char)cp;
}

/* Two letters that take more than two bytes stand for the indicators. */
static bool wide_indicators(struct str head, uint32_t ret[2])
{
	size_t at = 0;
	ret[0] = text_next(head, &at);
	if (at >= head.n)
		return false;
	ret[1] = text_next(head, &at);
	return at == head.n && text_is_utf8(head);
}

static bool may_be_indicator(char ch)
{
	return ch == ' ' || ch == '#' || ch == '|' || ch == '\\' || (ch >= '0' && ch <= '9');
}

/* Takes the indicators off what stands before the first subfield; the rest is its text. */
static struct str take_indicators(struct marc_reading *g, struct marc_field *f, struct str head,
				  bool subs)
{
	uint32_t two[2];
	if (head.n > 2 && wide_indicators(head, two)) {
		f->indicators[0] = indicator(g, two[0]);
		f->indicators[1] = indicator(g, two[1]);
		return STR_NONE;
	}
	if (head.n >= 2 &&
	    (head.n == 2 || (may_be_indicator(head.s[0]) && may_be_indicator(head.s[1])))) {
		f->indicators[0] = indicator(g, (unsigned char)head.s[0]);
		f->indicators[1] = indicator(g, (unsigned char)head.s[1]);
		return str_from(head, 2);
	}
	marc_mended(g, MEND_INDICATORS);
	if (head.n == 1 && subs) {
		f->indicators[0] = indicator(g, (unsigned char)head.s[0]);
		return STR_NONE;
	}
	return head;
}

/* What stands where a delimiter should: the sign typed for it; 0: none. */
static char typed_sign(struct str s)
{
	for (size_t at = 0; at <= 2 && at + 1 < s.n; at += 2) {
		char ch = s.s[at];
		if ((ch == '$' || ch == '|' || ch == '^') && is_letter_or_digit(s.s[at + 1]))
			return ch;
	}
	return 0;
}

/* Where the next subfield opens: at the sign and a code, in text that people typed only before a
 * letter or a single digit ("$12.50" is a price). */
static size_t next_sub(struct str s, char sign)
{
	for (size_t at = 0; at < s.n; at++) {
		at += str_find_byte(str_from(s, at), sign);
		if (sign == DELIMITER || at + 1 >= s.n)
			return at;
		char code = s.s[at + 1];
		bool price = code >= '0' && code <= '9' && at + 2 < s.n && s.s[at + 2] >= '0' &&
			     s.s[at + 2] <= '9';
		if (is_letter_or_digit(code) && !price)
			return at;
		if (sign == '^' && is_code(code))
			return at;
	}
	return s.n;
}

static size_t count_subs(struct str s, char sign)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++)
		n += s.s[i] == sign;
	return n;
}

/* A delimiter within the text: what follows it belongs to the subfield before. */
static void go_on(struct marc_reading *g, struct marc_field *f, struct str s)
{
	marc_mended(g, MEND_SUBFIELD);
	if (s.n == 0)
		return;
	if (f->n == 0) {
		f->subs[f->n++] = (struct marc_sub){ 0, marc_text(g, s) };
		return;
	}
	struct str *v = &f->subs[f->n - 1].value;
	*v = str_print(g->mem, "%.*s%.*s", STR_ARGS(*v), STR_ARGS(marc_text(g, s)));
}

void marc_read_subs(struct marc_reading *g, struct marc_field *f, struct str s, char sign)
{
	size_t room = count_subs(s, sign) + 1, at = next_sub(s, sign);
	if (room > MARC_FIELDS_MAX) {
		marc_aside(g, N_("it has more fields than are taken"));
		return;
	}
	f->subs = arena_array_of(g->mem, marc_subs_room(room), struct marc_sub);
	if (at > 0)
		f->subs[f->n++] = (struct marc_sub){ 0, marc_text(g, str_upto(s, at)) };
	for (s = str_from(s, at); s.n > 0;) {
		char code = s.n > 1 ? s.s[1] : ' ';
		bool known = is_code(code);
		s = str_from(s, known ? 2 : 1);
		at = next_sub(s, sign);
		struct str value = str_upto(s, at);
		if (known)
			f->subs[f->n++] = (struct marc_sub){ code, marc_text(g, value) };
		else
			go_on(g, f, value);
		s = str_from(s, at);
	}
}

/* 00X have neither indicators nor subfields: one alone is its text. Where there are more (danMARC),
 * it is a field like others. */
static bool read_control(struct marc_reading *g, const char *tag, struct str s)
{
	size_t at = str_find_byte(s, DELIMITER);
	if (at < s.n) {
		struct str first = str_from(s, at + 2);
		if (str_find_byte(first, DELIMITER) < first.n || g->item->marc.leader[10] == '3')
			return false;
		s = first;
		marc_mended(g, MEND_SUBFIELD);
	}
	marc_add_control(g->mem, &g->item->marc, tag, marc_text(g, s));
	return true;
}

void marc_read_field(struct marc_reading *g, const char *tag, struct str s)
{
	char name[5];
	marc_tag(g, (struct str){ tag, 3 }, name);
	if (g->item->marc.n >= MARC_FIELDS_MAX) {
		marc_aside(g, N_("it has more fields than are taken"));
		return;
	}
	if (name[0] == '0' && name[1] == '0' && read_control(g, name, s))
		return;
	struct marc_field *f = marc_add(g->mem, &g->item->marc, name, ' ', ' ');
	size_t at = str_find_byte(s, DELIMITER);
	char sign = DELIMITER, typed = at == s.n ? typed_sign(s) : 0;
	if (typed) {
		sign = typed;
		at = str_find_byte(s, typed);
		if (typed != '^') /* of IRBIS, where it is no fault */
			marc_mended(g, MEND_SUBFIELD);
	}
	struct str before = str_upto(s, at), rest = str_from(s, at);
	before = take_indicators(g, f, before, at < s.n);
	if (before.n) { /* text of IRBIS before the first subfield */
		size_t skip = (size_t)(before.s - s.s);
		rest = str_from(s, skip);
	}
	if (rest.n)
		marc_read_subs(g, f, rest, sign);
}
