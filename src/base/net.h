/*
 * net - addresses and networks of the Internet, as configuration and logs write them.
 *
 * IPv4 and IPv6 alike, in CIDR notation (RFC 4632, 3.1; RFC 4291, 2.3); an IPv4 address is the IPv6
 * one that maps it (RFC 4291, 2.5.5.2), so that a network holds its addresses in either form.
 */
#ifndef KERUEN_BASE_NET_H
#define KERUEN_BASE_NET_H

#include "base/arena.h"
#include "base/str.h"

/* Types */
struct net {
	unsigned char at[16];
	int bits; /* of the 128 that are the network's */
};
struct net_list {
	struct net *at;
	size_t n;
};

/* "10.1.0.0/16", "2001:db8::/32", or one address alone. False where it is neither, or has bits set
 * outside the network. */
bool net_parse(struct str text, struct net *ret) MUST_USE;
/* Several, between commas or white space; none is fine. *ret_bad: the first that is no network. */
bool net_list_parse(struct arena *mem, struct str text, struct net_list *ret,
		    struct str *ret_bad) MUST_USE;
/* Is this address, as text, in one of them? What is no address is in none. */
bool net_list_holds(const struct net_list *l, struct str address);

#endif
