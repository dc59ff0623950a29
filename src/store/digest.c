/* Digests, taken while bytes pass from one file to another. */
#include "store/store_int.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	STREAM_BUFFER = 256 << 10,
	/* Writing back begins this early, so that the flush at the end has little left to wait for.
	 */
	STREAM_BEHIND = 8 << 20,
};

/* OCFL 1.1 section 3.4: sha512 and sha256 for content, the others only for fixity. */
static const struct algorithm {
	const char *name;
	const char *openssl;
	size_t hex;
} algorithms[] = {
	{ "sha512", "SHA512", 128 },
	{ "sha256", "SHA256", 64 },
	{ "sha1", "SHA1", 40 },
	{ "md5", "MD5", 32 },
	{ "blake2b-512", "BLAKE2b512", 128 },
	{ "sha512/256", "SHA512-256", 64 },
};

static const struct algorithm *algorithm_of(struct str name)
{
	for (size_t i = 0; i < COUNT_OF(algorithms); i++)
		if (str_is(name, algorithms[i].name))
			return &algorithms[i];
	return NULL;
}

size_t digest_hex_length(struct str algorithm)
{
	const struct algorithm *a = algorithm_of(algorithm);
	return a ? a->hex : 0;
}

static EVP_MD_CTX *begin(struct str algorithm)
{
	const struct algorithm *a = algorithm_of(algorithm);
	must(a);
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	must(md && EVP_DigestInit_ex(md, EVP_get_digestbyname(a->openssl), NULL));
	return md;
}

static void finish(EVP_MD_CTX *md, char *hex)
{
	static const char digits[] = "0123456789abcdef";
	unsigned char raw[EVP_MAX_MD_SIZE];
	unsigned n = 0;
	must(EVP_DigestFinal_ex(md, raw, &n));
	EVP_MD_CTX_free(md);
	for (unsigned i = 0; i < n; i++) {
		hex[2 * i] = digits[raw[i] >> 4];
		hex[2 * i + 1] = digits[raw[i] & 15];
	}
	hex[2 * n] = 0;
}

static bool pass(EVP_MD_CTX *md, int from, int to, char *room, int64_t *ret_size)
{
	int64_t size = 0, behind = 0;
	for (;;) {
		ssize_t n = read(from, room, STREAM_BUFFER);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		if (n == 0)
			break;
		if (to >= 0 && !file_write_all(to, room, (size_t)n))
			return false;
		must(EVP_DigestUpdate(md, room, (size_t)n));
		size += n;
		if (to >= 0 && size - behind >= STREAM_BEHIND) {
			sync_file_range(to, behind, size - behind, SYNC_FILE_RANGE_WRITE);
			behind = size;
		}
	}
	if (to >= 0 && size > behind)
		sync_file_range(to, behind, size - behind, SYNC_FILE_RANGE_WRITE);
	*ret_size = size;
	return true;
}

bool digest_stream(struct str algorithm, int from, int to, char *hex, int64_t *ret_size)
{
	static char *room; /* kept: a process digests one file after another */
	if (!room)
		must(room = malloc(STREAM_BUFFER));
	posix_fadvise(from, 0, 0, POSIX_FADV_SEQUENTIAL);
	EVP_MD_CTX *md = begin(algorithm);
	bool ok = pass(md, from, to, room, ret_size);
	int kept = errno;
	finish(md, hex);
	errno = kept;
	return ok;
}

struct str digest_bytes(struct arena *mem, struct str algorithm, struct str bytes)
{
	EVP_MD_CTX *md = begin(algorithm);
	must(EVP_DigestUpdate(md, bytes.s, bytes.n));
	char hex[DIGEST_HEX_MAX + 1];
	finish(md, hex);
	return str_copy(mem, str_of(hex));
}

struct str store_digest(struct arena *mem, struct str bytes)
{
	return digest_bytes(mem, STR("sha512"), bytes);
}
