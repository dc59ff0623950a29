/* What the writers of all containers share: the leader and the coded field that name the encoding. */
#include "marc/write_int.h"

bool marc_is_family(enum marc_dialect d)
{
	return d == MARC_UNIMARC || d == MARC_RUSMARC || d == MARC_KAZMARC;
}

static bool is_plain(char ch)
{
	return ch >= ' ' && ch <= '~';
}

/* MARC 21 leader/09 is "a" for Unicode and the entry map ends in 0; UNIMARC leaves both blank
 * (UNIMARC Manual, record label 9, 20-23). */
void marc_leader_out(const struct marc *m, char ret[25])
{
	bool is_21 = m->dialect == MARC_21 || m->dialect == MARC_UNKNOWN;
	for (int i = 0; i < 24; i++)
		ret[i] = is_plain(m->leader[i]) ? m->leader[i] : ' ';
	for (int i = 0; i < 17; i++) {
		if ((i < 5 || i > 11) && (ret[i] < '0' || ret[i] > '9'))
			ret[i] = '0';
	}
	ret[9] = is_21 ? 'a' : ' ';
	ret[10] = ret[11] = '2';
	memcpy(ret + 20, is_21 ? "4500" : "450 ", 4);
	ret[24] = 0;
}

enum { CODED = 36, CHARSETS = 26, CHARSETS_END = 34 };

struct str marc_value_out(struct arena *mem, const struct marc *m, const struct marc_field *f,
			  const struct marc_sub *s)
{
	struct str v = s->value;
	if (s->code != 'a' || memcmp(f->tag, "100", 4) != 0 || !marc_is_family(m->dialect) ||
	    v.n < CHARSETS || v.n > CODED)
		return v;
	for (size_t i = 0; i < v.n; i++) {
		if (!is_plain(v.s[i]))
			return v;
	}
	char *to = arena_take(mem, CODED + 1);
	memset(to, ' ', CODED);
	memcpy(to, v.s, v.n);
	memset(to + CHARSETS, ' ', CHARSETS_END - CHARSETS);
	memcpy(to + CHARSETS, "50", 2);
	return (struct str){ to, CODED };
}
