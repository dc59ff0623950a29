/* Time as RFC 3339 writes it, UTC, whole seconds. */
#include "base/base.h"

int64_t when_now(void)
{
	const char *stand_in = getenv("KERUEN_NOW");
	int64_t fixed;
	if (stand_in && str_to_int(str_of(stand_in), 0, INT64_MAX, &fixed))
		return fixed;
	return (int64_t)time(NULL);
}

int64_t when_monotonic_us(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

struct str when_text(struct arena *mem, int64_t when)
{
	time_t t = (time_t)when;
	struct tm tm;
	if (!gmtime_r(&t, &tm))
		return STR("");
	return str_print(mem, "%04d-%02d-%02dT%02d:%02d:%02dZ", tm.tm_year + 1900, tm.tm_mon + 1,
			 tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

static bool number(struct str text, size_t at, size_t n, int min, int max, int *ret)
{
	int64_t v;
	if (!str_to_int(str_upto(str_from(text, at), n), min, max, &v))
		return false;
	*ret = (int)v;
	return true;
}

bool when_parse(struct str text, int64_t *ret)
{
	struct tm tm = { 0 };
	bool date = text.n >= 10 && text.s[4] == '-' && text.s[7] == '-' &&
		    number(text, 0, 4, 0, 9999, &tm.tm_year) &&
		    number(text, 5, 2, 1, 12, &tm.tm_mon) && number(text, 8, 2, 1, 31, &tm.tm_mday);
	bool clock = text.n == 20 && text.s[10] == 'T' && text.s[13] == ':' && text.s[16] == ':' &&
		     text.s[19] == 'Z' && number(text, 11, 2, 0, 23, &tm.tm_hour) &&
		     number(text, 14, 2, 0, 59, &tm.tm_min) &&
		     number(text, 17, 2, 0, 60, &tm.tm_sec);
	if (!date || (text.n != 10 && !clock))
		return false;
	int day = tm.tm_mday;
	tm.tm_year -= 1900;
	tm.tm_mon -= 1;
	time_t t = timegm(&tm);
	if (tm.tm_mday != day && tm.tm_sec != 60) /* 31 February */
		return false;
	*ret = (int64_t)t;
	return true;
}
