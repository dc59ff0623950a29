/* Header fields that are lists or conditions: ranges, entity tags, what is accepted (RFC 9110). */
#include "wire/wire_int.h"

/* -- ranges (14.1.2) --------------------------------------------------------------------------- */

static bool digits(struct str s, int64_t *ret)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.s[i] < '0' || s.s[i] > '9')
			return false;
	if (s.n == 0)
		return false;
	/* more digits than fit: as good as the end of any file */
	if (!str_to_int(s, 0, INT64_MAX - 1, ret))
		*ret = INT64_MAX - 1;
	return true;
}

static int range_suffix(struct str last, int64_t n, int64_t *ret_at, int64_t *ret_n)
{
	int64_t count;
	if (!digits(last, &count))
		return 200;
	if (count == 0 || n == 0)
		return 416;
	*ret_n = count < n ? count : n;
	*ret_at = n - *ret_n;
	return 206;
}

int http_range(struct str header, int64_t n, int64_t *ret_at, int64_t *ret_n)
{
	if (header.n < 6 || !str_same_nocase(str_upto(header, 6), STR("bytes=")) ||
	    str_find_byte(header, ',') < header.n)
		return 200;
	struct str spec = str_trim(str_from(header, 6));
	size_t dash = str_find_byte(spec, '-');
	if (dash == spec.n)
		return 200;
	struct str last = str_from(spec, dash + 1);
	if (dash == 0)
		return range_suffix(last, n, ret_at, ret_n);
	int64_t from, to = INT64_MAX - 1;
	if (!digits(str_upto(spec, dash), &from) || (last.n && !digits(last, &to)) || to < from)
		return 200;
	if (from >= n)
		return 416;
	*ret_at = from;
	*ret_n = (to < n ? to + 1 : n) - from;
	return 206;
}

/* -- entity tags (8.8.3) ----------------------------------------------------------------------- */

bool http_etag_listed(struct str list, struct str etag)
{
	struct str item;
	if (etag.n == 0)
		return false;
	while (str_next(&list, ',', &item)) {
		item = str_trim(item);
		if (str_is(item, "*"))
			return true;
		if (str_starts(item, "W/"))
			item = str_from(item, 2);
		if (item.n == etag.n + 2 && item.s[0] == '"' && item.s[item.n - 1] == '"' &&
		    memcmp(item.s + 1, etag.s, etag.n) == 0)
			return true;
	}
	return false;
}

/* -- what is accepted (12.4.2, 12.5) ----------------------------------------------------------- */

/* "1", "0.8", "0.125": in thousandths. */
static int thousandths(struct str s)
{
	int q = s.n && s.s[0] == '1' ? 1000 : 0, unit = 100;
	for (size_t i = 2; q < 1000 && i < s.n && i < 5; i++, unit /= 10)
		if (s.s[i] >= '0' && s.s[i] <= '9')
			q += (s.s[i] - '0') * unit;
	return q;
}

/* The weight of one item, in thousandths; the token without its parameters. */
static int weight(struct str item, struct str *ret_token)
{
	struct str part;
	int q = 1000;
	size_t end = str_find_byte(item, ';');
	*ret_token = str_trim(str_upto(item, end));
	item = str_from(item, end + 1);
	while (str_next(&item, ';', &part)) {
		part = str_trim(part);
		if (part.n > 2 && (part.s[0] | 0x20) == 'q' && part.s[1] == '=')
			q = thousandths(str_from(part, 2));
	}
	return q;
}

bool http_accepts(struct str header, const char *token)
{
	struct str item, name;
	while (str_next(&header, ',', &item))
		if (weight(item, &name) > 0 && str_same_nocase(name, str_of(token)))
			return true;
	return false;
}

size_t http_preferences(struct str header, struct str *ret, size_t max)
{
	int weights[32];
	size_t n = 0;
	struct str item, name;
	if (max > COUNT_OF(weights))
		max = COUNT_OF(weights);
	while (n < max && str_next(&header, ',', &item)) {
		int q = weight(item, &name);
		if (q == 0 || name.n == 0)
			continue;
		size_t at = n++;
		for (; at > 0 && weights[at - 1] < q; at--) {
			weights[at] = weights[at - 1];
			ret[at] = ret[at - 1];
		}
		weights[at] = q;
		ret[at] = name;
	}
	return n;
}
