/*
 * Ids: 12 characters from a digest and one that checks them.
 *
 * The alphabet and the check character are those of NOID (J. Kunze, "Nice Opaque Identifier",
 * section "Check digit algorithm"): 29 characters without vowels and l, so that no words arise; the
 * check is the sum of each character's number times its place, from 1, modulo 29. As 29 is a prime,
 * one wrong character and two that changed places are always found. The check covers the id alone,
 * not the NAAN before it, which an operator may change.
 */
#include "catalog/catalog.h"

static const char betanumeric[] = "0123456789bcdfghjkmnpqrstvwxz";
enum { BASE = sizeof betanumeric - 1, LENGTH = 12, DIGEST_DIGITS = 16 };

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static int number_of(char c)
{
	const char *at = c ? strchr(betanumeric, c) : NULL;
	return at ? (int)(at - betanumeric) : -1;
}

static char check_of(const char *s)
{
	int sum = 0;
	for (int i = 0; i < LENGTH; i++)
		sum += (i + 1) * number_of(s[i]);
	return betanumeric[sum % BASE];
}

/* The first 64 bits of the digest as a number of base 29; 29^12 is a little over 2^58. */
struct str catalog_id_of(struct arena *mem, struct str digest)
{
	must(digest.n >= DIGEST_DIGITS);
	uint64_t number = 0;
	for (size_t i = 0; i < DIGEST_DIGITS; i++) {
		int digit = hex_digit(digest.s[i]);
		must(digit >= 0);
		number = number << 4 | (uint64_t)digit;
	}
	char *id = arena_take(mem, LENGTH + 2);
	for (int i = LENGTH; i-- > 0; number /= BASE)
		id[i] = betanumeric[number % BASE];
	id[LENGTH] = check_of(id);
	return (struct str){ id, LENGTH + 1 };
}

bool catalog_id_valid(struct str id)
{
	if (id.n != LENGTH + 1)
		return false;
	for (size_t i = 0; i < LENGTH; i++)
		if (number_of(id.s[i]) < 0)
			return false;
	return id.s[LENGTH] == check_of(id.s);
}
