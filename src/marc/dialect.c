/*
 * dialect - which MARC a record is: its own fields vote, the file's other records are asked last.
 *
 * What a record says of itself is seldom true (interchange in the region, IFLA 1998, paper
 * 147-161), so that only what its fields look like counts.
 */
#include "marc/marc_int.h"

static bool begins_with_date(struct str s)
{
	int64_t date;
	return s.n >= 30 && str_to_int(str_upto(s, 8), 0, 99999999, &date);
}

/* Worksheets of IRBIS64 stand in 920 by themselves: PAZK, SPEC, ASP, NJ and what libraries add. */
static bool is_irbis(const struct marc *m)
{
	const struct marc_field *f = marc_field(m, "920");
	if (!f)
		f = marc_field(m, "907");
	if (!f || marc_field(m, "801") || marc_field(m, "245"))
		return false;
	if (!strcmp(f->tag, "907"))
		return marc_field(m, "910") && marc_field(m, "903") && marc_field(m, "200");
	struct str v = marc_sub(f, 0);
	return v.n >= 1 && v.n <= 10 && f->n == 1 && v.s[0] >= 'A' && v.s[0] <= 'Z';
}

static int unimarc_votes(const struct marc *m)
{
	const struct marc_field *f008 = marc_field(m, "008");
	int votes = 0;
	votes += marc_value(m, "200", 'a').n ? 3 : 0;
	votes -= marc_field(m, "245") ? 4 : 0;
	votes += marc_field(m, "801") ? 2 : 0;
	/* 36 places that begin with a date in UNIMARC, a name in MARC 21 */
	votes += begins_with_date(marc_value(m, "100", 'a')) ? 3 : 0;
	votes -= f008 && f008->control.n >= 38 ? 2 : 0;
	return votes;
}

static bool is_one_of(struct str v, const char *list)
{
	return v.n > 1 && str_find(str_of(list), v) < strlen(list);
}

/* What Russia and its neighbours have of their own: 899 $a, classes in 686, agencies, languages. */
static bool is_rusmarc(const struct marc *m)
{
	static const char schemes[] = "rubbk rugasnti grnti oksvnk";
	static const char agencies[] = "RU KZ KG UA BY UZ ru kz kg ua by uz";
	for (const struct marc_field *f = marc_field(m, "686"); f; f = marc_field_next(m, f)) {
		if (is_one_of(marc_sub(f, '2'), schemes))
			return true;
	}
	struct str id = marc_value(m, "001", 0), agency = marc_value(m, "801", 'a'),
		   language = str_upto(str_from(marc_value(m, "100", 'a'), 22), 3);
	return marc_value(m, "899", 'a').n || str_starts(id, "RU\\") || str_starts(id, "RU/") ||
	       is_one_of(agency, agencies) || is_one_of(language, "rus kaz kir ukr bel uzb");
}

static enum marc_dialect usual_dialect(const struct marc_prior *prior, enum marc_dialect otherwise)
{
	size_t best = otherwise;
	for (size_t i = 1; prior && i < COUNT_OF(prior->dialects); i++)
		best = prior->dialects[i] > prior->dialects[best] ? i : best;
	return (enum marc_dialect)best;
}

enum marc_dialect marc_dialect_find(const struct marc *m, const struct marc_prior *prior)
{
	if (is_irbis(m))
		return MARC_IRBIS;
	int votes = unimarc_votes(m);
	if (votes == 0)
		return usual_dialect(prior, m->leader[22] == '0' && m->leader[23] == ' '
						    ? MARC_UNIMARC
						    : MARC_21);
	if (votes < 0)
		return MARC_21;
	if (is_rusmarc(m))
		return MARC_RUSMARC;
	return prior && prior->dialects[MARC_RUSMARC] > prior->dialects[MARC_UNIMARC]
		       ? MARC_RUSMARC
		       : MARC_UNIMARC;
}
