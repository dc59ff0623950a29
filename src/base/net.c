/* Networks in CIDR notation, read strictly, and which of them an address is in. */
#include "base/base.h"

#include <arpa/inet.h>

static bool parse_bytes(struct str text, struct net *ret)
{
	static const unsigned char mapped[12] = { [10] = 0xff, [11] = 0xff };
	char z[INET6_ADDRSTRLEN + 1];
	if (text.n == 0 || text.n >= sizeof z || memchr(text.s, 0, text.n))
		return false;
	memcpy(z, text.s, text.n);
	z[text.n] = 0;
	if (inet_pton(AF_INET6, z, ret->at) == 1) {
		ret->bits = 128;
		return true;
	}
	if (inet_pton(AF_INET, z, ret->at + 12) != 1)
		return false;
	memcpy(ret->at, mapped, sizeof mapped);
	ret->bits = 32;
	return true;
}

static bool bit(const struct net *n, int i)
{
	return n->at[i / 8] >> (7 - i % 8) & 1;
}

bool net_parse(struct str text, struct net *ret)
{
	struct net n;
	size_t slash = str_find_byte(text, '/');
	if (!parse_bytes(str_upto(text, slash), &n))
		return false;
	int64_t length = n.bits;
	if (slash < text.n && !str_to_int(str_from(text, slash + 1), 0, n.bits, &length))
		return false;
	n.bits = 128 - n.bits + (int)length;
	for (int i = n.bits; i < 128; i++)
		if (bit(&n, i))
			return false;
	*ret = n;
	return true;
}

static bool is_gap(char c)
{
	return c == ',' || c == ' ' || c == '\t';
}

bool net_list_parse(struct arena *mem, struct str text, struct net_list *ret, struct str *ret_bad)
{
	struct net_list l = { arena_array_of(mem, text.n + 1, struct net), 0 };
	for (size_t i = 0; i < text.n;) {
		size_t from = i;
		while (i < text.n && !is_gap(text.s[i]))
			i++;
		struct str item = str_upto(str_from(text, from), i - from);
		if (item.n && !net_parse(item, &l.at[l.n++])) {
			*ret_bad = item;
			return false;
		}
		while (i < text.n && is_gap(text.s[i]))
			i++;
	}
	*ret = l;
	return true;
}

static bool holds(const struct net *n, const struct net *address)
{
	for (int i = 0; i < n->bits; i++)
		if (bit(n, i) != bit(address, i))
			return false;
	return true;
}

bool net_list_holds(const struct net_list *l, struct str address)
{
	struct net a;
	if (str_find_byte(address, '/') < address.n || !net_parse(address, &a))
		return false;
	for (size_t i = 0; i < l->n; i++)
		if (holds(&l->at[i], &a))
			return true;
	return false;
}
