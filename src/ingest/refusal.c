/* What a file is that is no document, by its first bytes, in words that help the sender. */
#include "ingest/ingest_int.h"

#include <fcntl.h>
#include <unistd.h>

/* Signatures: PRONOM, and the formats' own documents. */
static const struct {
	size_t at;
	const char *bytes;
	size_t n;
	const char *sentence;
} signatures[] = {
#define SIGN(at, literal, sentence)                                                                \
	{                                                                                          \
		at, literal, sizeof(literal) - 1, sentence                                         \
	}
	SIGN(0, "MZ", N_("the file is a program for Windows, not a document")),
	SIGN(0,
	     "\x7f"
	     "ELF",
	     N_("the file is a program for Linux, not a document")),
	SIGN(0, "\xca\xfe\xba\xbe", N_("the file is a program, not a document")),
	SIGN(0, "\xcf\xfa\xed\xfe", N_("the file is a program, not a document")),
	SIGN(0, "#!", N_("the file is a script, not a document")),
	SIGN(0, "Rar!\x1a\x07", N_("the file is an archive; please hand over the files in it")),
	SIGN(0, "7z\xbc\xaf\x27\x1c",
	     N_("the file is an archive; please hand over the files in it")),
	SIGN(0, "\x1f\x8b", N_("the file is an archive; please hand over the files in it")),
	SIGN(0,
	     "\xfd"
	     "7zXZ",
	     N_("the file is an archive; please hand over the files in it")),
	SIGN(0, "BZh", N_("the file is an archive; please hand over the files in it")),
	SIGN(0, "\x28\xb5\x2f\xfd", N_("the file is an archive; please hand over the files in it")),
	SIGN(257, "ustar", N_("the file is an archive; please hand over the files in it")),
	SIGN(0, "MSCF", N_("the file is an archive; please hand over the files in it")),
	SIGN(32769, "CD001",
	     N_("the file is the image of a disc; please hand over the files in it")),
	SIGN(0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
	     N_("the file is an office document; please hand it over as PDF")),
	SIGN(0, "{\\rtf", N_("the file is an office document; please hand it over as PDF")),
	SIGN(0, "SQLite format 3", N_("the file is a database, not a document")),
	SIGN(0, "8BPS",
	     N_("the file is a picture in a format of one program; please hand it over "
		"as TIFF, PNG or JPEG")),
	SIGN(0, "GIF8", N_("the file is a GIF picture; please hand it over as PNG")),
	SIGN(0, "BM", N_("the file is a bitmap of Windows; please hand it over as TIFF or PNG")),
#undef SIGN
};

/* By name where the bytes could be anything */
static const struct {
	const char *ending, *sentence;
} endings[] = {
	{ ".html", N_("the file is a web page of the disc, not a document") },
	{ ".htm", N_("the file is a web page of the disc, not a document") },
	{ ".css", N_("the file is a web page of the disc, not a document") },
	{ ".js", N_("the file is a web page of the disc, not a document") },
	{ ".json", N_("the file holds data, not a document") },
	{ ".md5", N_("the file lists check sums of the disc; it is not a document") },
	{ ".sha1", N_("the file lists check sums of the disc; it is not a document") },
	{ ".sha256", N_("the file lists check sums of the disc; it is not a document") },
	{ ".sha512", N_("the file lists check sums of the disc; it is not a document") },
	{ ".sfv", N_("the file lists check sums of the disc; it is not a document") },
	{ "checksums.txt", N_("the file lists check sums of the disc; it is not a document") },
	{ "checksum.txt", N_("the file lists check sums of the disc; it is not a document") },
	{ "md5sums.txt", N_("the file lists check sums of the disc; it is not a document") },
	{ "sha512sums.txt", N_("the file lists check sums of the disc; it is not a document") },
	{ "sha256sums.txt", N_("the file lists check sums of the disc; it is not a document") },
	{ "md5sums", N_("the file lists check sums of the disc; it is not a document") },
	{ "sha256sums", N_("the file lists check sums of the disc; it is not a document") },
	{ "sha512sums", N_("the file lists check sums of the disc; it is not a document") },
	{ ".inf", N_("the file is a control file of the disc, not a document") },
	{ ".ini", N_("the file is a control file of the disc, not a document") },
	{ ".lnk", N_("the file is a control file of the disc, not a document") },
	{ ".url", N_("the file is a control file of the disc, not a document") },
	{ ".ico", N_("the file is a control file of the disc, not a document") },
	{ ".exe", N_("the file is a program for Windows, not a document") },
	{ ".dll", N_("the file is a program for Windows, not a document") },
	{ ".msi", N_("the file is a program for Windows, not a document") },
	{ ".sh", N_("the file is a script, not a document") },
	{ ".ps1", N_("the file is a script, not a document") },
	{ ".bat", N_("the file is a script, not a document") },
	{ ".cmd", N_("the file is a script, not a document") },
	{ ".vbs", N_("the file is a script, not a document") },
	{ ".log", N_("the file is a record of some program's work, not a document") },
};

static const char *sentence_of_name(struct str name)
{
	for (size_t i = 0; i < COUNT_OF(endings); i++)
		if (str_ends_nocase(name, endings[i].ending))
			return endings[i].sentence;
	return NULL;
}

bool refusal_by_name(struct str name)
{
	return sentence_of_name(name) != NULL;
}

/* Office documents and books are archives too: what they hold comes first in them. */
static const char *sentence_of_zip(struct str head)
{
	static const char *const office[] = { "word/", "xl/", "ppt/", "[Content_Types].xml",
					      "application/vnd.oasis" };
	if (str_find(head, STR("application/epub+zip")) < head.n)
		return N_("the file is an EPUB book; please hand it over as PDF");
	for (size_t i = 0; i < COUNT_OF(office); i++)
		if (str_find(head, str_of(office[i])) < head.n)
			return N_("the file is an office document; please hand it over as PDF");
	return N_("the file is an archive; please hand over the files in it");
}

bool refusal_by_head(const char *path)
{
	char head[8] = "";
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	ssize_t n = fd < 0 ? -1 : pread(fd, head, 5, 0);
	if (fd >= 0)
		close(fd);
	return n > 0 && (strncmp(head, "#!", 2) == 0 || strcmp(head, "{\\rtf") == 0);
}

/* What media knows of it, in a sentence of the same kind; else that we do not know it. */
static const char *sentence_of_kind(int fd, struct str name, const char **ret_what)
{
	*ret_what = media_refused_name(fd);
	if (*ret_what)
		return N_("this is {0}, which is not taken");
	if (str_ends_nocase(name, ".xml"))
		return N_("the file holds data, not a document");
	return N_("the file is of no kind that the library takes");
}

static const char *refusal_of(const char *path, struct str name, int64_t size,
			      const char **ret_what)
{
	static char room[40000];
	const char *by_name = sentence_of_name(name);
	if (size == 0)
		return N_("the file is empty");
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	ssize_t n = fd < 0 ? -1 : pread(fd, room, sizeof(room), 0);
	const char *by_kind = n > 0 ? sentence_of_kind(fd, name, ret_what) : NULL;
	if (fd >= 0)
		close(fd);
	if (n <= 0)
		return N_("the file could not be read");
	struct str head = { room, (size_t)n };
	if (head.n > 4 && memcmp(head.s, "PK\x03\x04", 4) == 0)
		return sentence_of_zip(head);
	for (size_t i = 0; i < COUNT_OF(signatures); i++)
		if (signatures[i].at + signatures[i].n <= head.n &&
		    memcmp(head.s + signatures[i].at, signatures[i].bytes, signatures[i].n) == 0)
			return signatures[i].sentence;
	return by_name ? by_name : by_kind;
}

struct err refusal_err(const char *path, struct str name, int64_t size)
{
	const char *what = NULL;
	struct err e = { .kind = ERR_INVALID, .text = refusal_of(path, name, size, &what) };
	if (what)
		e.args[0] = str_of(what);
	return e;
}
