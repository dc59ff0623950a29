/*
 * What a file is, from its bytes alone: nothing here decodes, so it is safe in any process.
 *
 * PRONOM identifiers are those of The National Archives' registry; where the first bytes do not
 * settle which of several identifiers is meant, none is told.
 */
#include "media/media_int.h"
#include "text/text.h"

#include <errno.h>
#include <unistd.h>

enum { HEAD = 65536 };

struct head { /* the first bytes of a file */
	const uint8_t *p;
	size_t n;
};
struct known {
	enum media_kind kind;
	const char *mime, *pronom;
};

static bool at(struct head h, size_t where, const char *bytes, size_t n)
{
	return where <= h.n && n <= h.n - where && !memcmp(h.p + where, bytes, n);
}
#define AT(h, where, literal) at((h), (where), (literal), sizeof(literal) - 1)

/* Does the literal stand anywhere in the first max bytes? */
static bool within(struct head h, size_t max, const char *z)
{
	struct str s = { (const char *)h.p, h.n < max ? h.n : max };
	return str_find(s, str_of(z)) < s.n;
}

static size_t read_head(int fd, uint8_t *to, size_t n)
{
	size_t got = 0;
	while (got < n) {
		ssize_t r = pread(fd, to + got, n - got, (off_t)got);
		if (r < 0 && errno == EINTR)
			continue;
		if (r <= 0)
			break;
		got += (size_t)r;
	}
	return got;
}

/* ISO 32000-1, annex H.3, note 13: the header may stand anywhere in the first 1024 bytes. */
static const struct known *pdf(struct head h)
{
	static const struct known versions[] = {
		{ MEDIA_PDF, "application/pdf", "fmt/14" },
		{ MEDIA_PDF, "application/pdf", "fmt/15" },
		{ MEDIA_PDF, "application/pdf", "fmt/16" },
		{ MEDIA_PDF, "application/pdf", "fmt/17" },
		{ MEDIA_PDF, "application/pdf", "fmt/18" },
		{ MEDIA_PDF, "application/pdf", "fmt/19" },
		{ MEDIA_PDF, "application/pdf", "fmt/20" },
		{ MEDIA_PDF, "application/pdf", "fmt/276" },
	};
	static const struct known two = { MEDIA_PDF, "application/pdf", "fmt/1129" };
	static const struct known other = { MEDIA_PDF, "application/pdf", "" };
	struct str s = { (const char *)h.p, h.n < 1024 ? h.n : 1024 };
	size_t where = str_find(s, STR("%PDF-"));
	if (where >= s.n)
		return NULL;
	if (AT(h, where + 5, "2.0"))
		return &two;
	if (!AT(h, where + 5, "1.") || where + 7 >= h.n)
		return &other;
	unsigned minor = (unsigned)h.p[where + 7] - '0';
	return minor < COUNT_OF(versions) ? &versions[minor] : &other;
}

/* JPEG by its first application segment (JFIF 1.02, clause "JFIF APP0 marker"). */
static const struct known *jpeg(struct head h)
{
	static const struct known jfif[] = {
		{ MEDIA_JPEG, "image/jpeg", "fmt/42" },
		{ MEDIA_JPEG, "image/jpeg", "fmt/43" },
		{ MEDIA_JPEG, "image/jpeg", "fmt/44" },
	};
	static const struct known plain = { MEDIA_JPEG, "image/jpeg", "fmt/41" };
	if (!AT(h, 0, "\xFF\xD8\xFF"))
		return NULL;
	if (AT(h, 6, "JFIF\0\1") && h.n > 12 && h.p[12] < COUNT_OF(jfif))
		return &jfif[h.p[12]];
	return &plain;
}

/* ISO/IEC 14496-12, 4.3: the brand tells what an MP4 family file is. */
static const struct known *mp4(struct head h)
{
	static const struct known m4a = { MEDIA_SOUND, "audio/mp4", "" };
	static const struct known mov = { MEDIA_FILM, "video/quicktime", "x-fmt/384" };
	static const struct known film = { MEDIA_FILM, "video/mp4", "fmt/199" };
	if (AT(h, 4, "moov") || AT(h, 4, "mdat") || AT(h, 4, "wide"))
		return &mov;
	if (!AT(h, 4, "ftyp"))
		return NULL;
	if (AT(h, 8, "M4A ") || AT(h, 8, "M4B "))
		return &m4a;
	if (AT(h, 8, "qt  "))
		return &mov;
	static const char *const films[] = { "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "mp41",
					     "mp42", "avc1", "M4V ", "M4VH", "M4VP", "dash", "MSNV",
					     "f4v ", "3gp4", "3gp5", "3gp6", "3g2a", "mp71" };
	for (size_t i = 0; i < COUNT_OF(films); i++)
		if (at(h, 8, films[i], 4))
			return &film;
	return NULL;
}

/* RFC 3533 and RFC 5334: the first packets of the streams name their codecs. */
static const struct known *ogg(struct head h)
{
	static const struct known theora = { MEDIA_FILM, "video/ogg", "fmt/945" };
	static const struct known vorbis = { MEDIA_SOUND, "audio/ogg", "fmt/203" };
	static const struct known opus = { MEDIA_SOUND, "audio/ogg", "fmt/946" };
	static const struct known flac = { MEDIA_SOUND, "audio/ogg", "fmt/947" };
	static const struct known speex = { MEDIA_SOUND, "audio/ogg", "" };
	if (!AT(h, 0, "OggS"))
		return NULL;
	if (within(h, 4096, "\x80theora"))
		return &theora;
	if (within(h, 4096, "OpusHead"))
		return &opus;
	if (within(h, 4096, "\1vorbis"))
		return &vorbis;
	if (within(h, 4096,
		   "\x7f"
		   "FLAC"))
		return &flac;
	return within(h, 4096, "Speex   ") ? &speex : NULL;
}

static const struct known *riff(struct head h)
{
	static const struct known wav = { MEDIA_SOUND, "audio/wav", "fmt/6" };
	static const struct known rf64 = { MEDIA_SOUND, "audio/wav", "fmt/712" };
	static const struct known avi = { MEDIA_FILM, "video/x-msvideo", "fmt/5" };
	if (AT(h, 0, "RIFF") && AT(h, 8, "AVI "))
		return &avi;
	if (AT(h, 0, "RIFF") && AT(h, 8, "WAVE"))
		return &wav;
	if ((AT(h, 0, "RF64") || AT(h, 0, "BW64")) && AT(h, 8, "WAVE"))
		return &rf64;
	return NULL;
}

static const struct known *matroska(struct head h)
{
	static const struct known webm = { MEDIA_FILM, "video/webm", "fmt/573" };
	static const struct known mkv = { MEDIA_FILM, "video/x-matroska", "fmt/569" };
	if (!AT(h, 0, "\x1A\x45\xDF\xA3"))
		return NULL;
	if (within(h, 256, "webm"))
		return &webm;
	return within(h, 256, "matroska") ? &mkv : NULL;
}

/* The length of the MPEG audio frame of layer II or III at `where`; 0 if none is there.
 * ISO/IEC 11172-3, 2.4.2.3 and ISO/IEC 13818-3, 2.4.2.3. */
static size_t mpeg_audio_frame(struct head h, size_t where)
{
	static const uint16_t rates[3][15] = {
		{ 0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320 },  /* 1, III */
		{ 0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384 }, /* 1, II */
		{ 0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160 },      /* 2 */
	};
	static const uint16_t hz[3] = { 44100, 48000, 32000 };
	if (h.n < 4 || where > h.n - 4 || h.p[where] != 0xFF || (h.p[where + 1] & 0xE0) != 0xE0)
		return 0;
	unsigned version = (h.p[where + 1] >> 3) & 3, layer = (h.p[where + 1] >> 1) & 3;
	unsigned rate = h.p[where + 2] >> 4, freq = (h.p[where + 2] >> 2) & 3;
	unsigned padding = (h.p[where + 2] >> 1) & 1;
	if (version == 1 || (layer != 1 && layer != 2) || !rate || rate == 15 || freq == 3)
		return 0;
	bool one = version == 3;
	unsigned sampling = one ? hz[freq] : version == 2 ? hz[freq] / 2U : hz[freq] / 4U;
	unsigned bits = rates[one ? (layer == 2) : 2][rate] * 1000U;
	unsigned slots = !one && layer == 1 ? 72 : 144;
	return slots * bits / sampling + padding;
}

static const struct known *mp3(struct head h)
{
	static const struct known yes = { MEDIA_SOUND, "audio/mpeg", "fmt/134" };
	if (AT(h, 0, "ID3") && h.n > 10 && h.p[3] < 5)
		return &yes;
	size_t where = 0;
	for (int frames = 0; frames < 3; frames++) {
		size_t n = mpeg_audio_frame(h, where);
		if (!n)
			return NULL;
		where += n;
	}
	return &yes;
}

static bool transport_stream(struct head h, size_t first, size_t step)
{
	if (h.n < first + 4 * step)
		return false;
	for (size_t i = 0; i < 5 && first + i * step < h.n; i++)
		if (h.p[first + i * step] != 0x47)
			return false;
	return true;
}

/* ISO/IEC 13818-1, 2.4 (transport and program streams), ISO/IEC 11172-2 (bare video) */
static const struct known *mpeg(struct head h)
{
	static const struct known one = { MEDIA_FILM, "video/mpeg", "x-fmt/385" };
	static const struct known two = { MEDIA_FILM, "video/mpeg", "x-fmt/386" };
	static const struct known ts = { MEDIA_FILM, "video/mp2t", "fmt/585" };
	if (AT(h, 0, "\0\0\1\xBA") && h.n > 4)
		return (h.p[4] & 0xC0) == 0x40 ? &two : &one;
	if (AT(h, 0, "\0\0\1\xB3"))
		return &one;
	return transport_stream(h, 0, 188) || transport_stream(h, 4, 192) ? &ts : NULL;
}

/* Formats that a few bytes at a fixed place tell */
static const struct known *fixed(struct head h)
{
	static const struct {
		size_t where, n;
		const char *bytes;
		struct known is;
	} table[] = {
		{ 0, 4, "II*\0", { MEDIA_TIFF, "image/tiff", "fmt/353" } },
		{ 0, 4, "MM\0*", { MEDIA_TIFF, "image/tiff", "fmt/353" } },
		{ 0, 4, "II+\0", { MEDIA_TIFF, "image/tiff", "" } },
		{ 0, 4, "MM\0+", { MEDIA_TIFF, "image/tiff", "" } },
		{ 0, 8, "\x89PNG\r\n\x1A\n", { MEDIA_PNG, "image/png", "fmt/11" } },
		{ 20, 4, "jpx ", { MEDIA_JP2, "image/jpx", "fmt/151" } },
		{ 0, 12, "\0\0\0\x0CjP  \r\n\x87\n", { MEDIA_JP2, "image/jp2", "x-fmt/392" } },
		{ 0, 4, "\xFF\x4F\xFF\x51", { MEDIA_JP2, "image/j2c", "" } },
		{ 12, 4, "DJVU", { MEDIA_DJVU, "image/vnd.djvu", "fmt/255" } },
		{ 12, 4, "DJVM", { MEDIA_DJVU, "image/vnd.djvu", "fmt/255" } },
		{ 0, 4, "fLaC", { MEDIA_SOUND, "audio/flac", "fmt/279" } },
	};
	for (size_t i = 0; i < COUNT_OF(table); i++) {
		if (!at(h, table[i].where, table[i].bytes, table[i].n))
			continue;
		bool framed = table[i].is.kind == MEDIA_DJVU ? AT(h, 0, "AT&TFORM")
			      : table[i].where == 20         ? AT(h, 4, "jP  ")
							     : true;
		if (framed)
			return &table[i].is;
	}
	return NULL;
}

/* UTF-16 with its mark: whole units, no NUL, and few outside the scripts of letters. */
static bool utf16_text(struct head h)
{
	bool little = AT(h, 0, "\xFF\xFE");
	if ((!little && !AT(h, 0, "\xFE\xFF")) || h.n < 4)
		return false;
	size_t odd = 0, n = h.n / 2;
	for (size_t i = 1; i < n; i++) {
		unsigned u = little ? h.p[2 * i] | (unsigned)h.p[2 * i + 1] << 8
				    : h.p[2 * i + 1] | (unsigned)h.p[2 * i] << 8;
		if (!u)
			return false;
		odd += u < 9 || (u > 13 && u < 32) || (u >= 0xE000 && u < 0xF900);
	}
	return odd * 100 <= n;
}

static bool letter_byte(uint8_t b)
{
	return b >= 0x80 || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
}

/* Text of some 8-bit encoding: no NUL, hardly a control byte, words between spaces. */
static bool text_like(struct head h)
{
	size_t control = 0, space = 0, letters = 0, high = 0;
	for (size_t i = 0; i < h.n; i++) {
		uint8_t b = h.p[i];
		bool white = b == ' ' || (b >= 9 && b <= 13);
		if (!b)
			return false;
		space += white;
		letters += letter_byte(b);
		high += b >= 0x80;
		/* 0x1A ends a text of DOS; 0x1B turns print to bold and back */
		control += (b < 32 && !white && b != 0x1A && b != 0x1B) || b == 0x7F;
	}
	if (control * 1000 > h.n)
		return false;
	bool utf8 = false;
	for (size_t cut = 0; cut < 4 && cut < h.n && !utf8; cut++)
		utf8 = text_is_utf8((struct str){ (const char *)h.p, h.n - cut }) &&
		       (!cut || h.n == HEAD);
	if (utf8 || !high)
		return true;
	return !control && letters * 2 > h.n && (h.n < 200 || space * 40 > h.n);
}

/* RFC 5322 and RFC 4155: a field's name begins it, and a message has one of these fields. */
static bool is_mail(struct head h, size_t i)
{
	static const char *const marks[] = { "\nMIME-Version: ", "\nMime-Version: ",
					     "\nMessage-ID: ",   "\nMessage-Id: ",
					     "\nReceived: ",     "\nDate: " };
	size_t name = i;
	if (AT(h, i, "From "))
		name = h.n;
	while (name < h.n && (letter_byte(h.p[name]) || h.p[name] == '-'))
		name++;
	if (name == i || (name < h.n && h.p[name] != ':'))
		return false;
	if (!within(h, 4096, "From") ||
	    !(within(h, 4096, "\nTo: ") || within(h, 4096, "\nSubject: ")))
		return false;
	for (size_t k = 0; k < COUNT_OF(marks); k++)
		if (within(h, 8192, marks[k]) || AT(h, i, "Message-ID: ") || AT(h, i, "Received: "))
			return true;
	return false;
}

/* SubRip: a number, then from when to when. */
static bool is_subtitles(struct head h, size_t i)
{
	if (AT(h, i, "WEBVTT") || AT(h, i, "[Script Info]"))
		return true;
	while (i < h.n && h.p[i] >= '0' && h.p[i] <= '9')
		i++;
	while (i < h.n && (h.p[i] == '\r' || h.p[i] == '\n'))
		i++;
	return AT(h, i + 2, ":") && AT(h, i + 5, ":") && AT(h, i + 8, ",") &&
	       AT(h, i + 12, " --> ");
}

/* Lists that would send a player to other files or to the network */
static bool is_playlist(struct head h, size_t i)
{
	return AT(h, i, "#EXTM3U") || AT(h, i, "ffconcat version") || AT(h, i, "[playlist]") ||
	       ((AT(h, i, "v=0\r\no=") || AT(h, i, "v=0\no=")) && within(h, 1024, "\nm="));
}

/* Texts that are something else first */
static const char *marked_text(struct head h)
{
	size_t i = AT(h, 0, "\xEF\xBB\xBF") ? 3 : 0;
	while (i < h.n && (h.p[i] == ' ' || (h.p[i] >= 9 && h.p[i] <= 13)))
		i++;
	struct str s = { (const char *)h.p + i, h.n - i < 15 ? h.n - i : 15 };
	if (str_same_nocase(str_upto(s, 14), STR("<!doctype html")) ||
	    str_same_nocase(str_upto(s, 5), STR("<html")) ||
	    str_same_nocase(str_upto(s, 5), STR("<head")))
		return N_("an HTML page");
	if (str_starts(s, "<svg"))
		return N_("a picture of another kind");
	if (str_starts(s, "<?xml"))
		return N_("an XML file");
	if (str_starts(s, "{\\rtf"))
		return N_("an office document");
	if (str_starts(s, "%!PS"))
		return N_("a PostScript file");
	if (AT(h, 0, "#!"))
		return N_("an executable");
	if (str_starts(s, "-----BEGIN "))
		return N_("a key or a certificate");
	if (is_playlist(h, i))
		return N_("a list of other files");
	if (is_subtitles(h, i))
		return N_("the subtitles of a film");
	return is_mail(h, i) ? N_("an e-mail message") : NULL;
}

static const struct known *plain_text(struct head h)
{
	static const struct known yes = { MEDIA_TEXT, "text/plain", "x-fmt/111" };
	if (!h.n || marked_text(h))
		return NULL;
	return utf16_text(h) || text_like(h) ? &yes : NULL;
}

static const char *refused_fixed(struct head h)
{
	static const struct {
		size_t where, n;
		const char *bytes, *what;
	} table[] = {
		{ 0, 2, "MZ", N_("an executable") },
		{ 0, 4,
		  "\x7f"
		  "ELF",
		  N_("an executable") },
		{ 0, 4, "\xFE\xED\xFA\xCE", N_("an executable") },
		{ 0, 4, "\xFE\xED\xFA\xCF", N_("an executable") },
		{ 0, 4, "\xCF\xFA\xED\xFE", N_("an executable") },
		{ 0, 4, "\xCE\xFA\xED\xFE", N_("an executable") },
		{ 0, 4, "\xCA\xFE\xBA\xBE", N_("an executable") },
		{ 0, 8, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", N_("an office document") },
		{ 0, 6, "Rar!\x1A\x07", N_("a RAR archive") },
		{ 0, 6, "7z\xBC\xAF\x27\x1C", N_("a 7-Zip archive") },
		{ 0, 2, "\x1F\x8B", N_("a compressed archive") },
		{ 0, 3, "BZh", N_("a compressed archive") },
		{ 0, 6,
		  "\xFD"
		  "7zXZ\0",
		  N_("a compressed archive") },
		{ 0, 4, "\x28\xB5\x2F\xFD", N_("a compressed archive") },
		{ 257, 5, "ustar", N_("a compressed archive") },
		{ 32769, 5, "CD001", N_("an image of a disc") },
		{ 0, 15, "SQLite format 3", N_("a database") },
		{ 0, 4, "GIF8", N_("a picture of another kind") },
		{ 0, 2, "BM", N_("a picture of another kind") },
		{ 8, 4, "WEBP", N_("a picture of another kind") },
		{ 4, 8, "ftypheic", N_("a picture of another kind") },
		{ 4, 8, "ftypavif", N_("a picture of another kind") },
		{ 4, 8, "ftypmif1", N_("a picture of another kind") },
		{ 4, 8, "ftypheix", N_("a picture of another kind") },
		{ 4, 8, "JXL \r\n\x87\n", N_("a picture of another kind") },
		{ 0, 4, "\0\0\1\0", N_("a picture of another kind") },
		{ 0, 4, "8BPS", N_("a picture of another kind") },
		{ 0, 4, "\x30\x26\xB2\x75", N_("sound or film of another kind") },
		{ 0, 3, "FLV", N_("sound or film of another kind") },
		{ 0, 4, "FORM", N_("sound or film of another kind") },
		{ 0, 4, ".snd", N_("sound or film of another kind") },
		{ 0, 4, "riff", N_("sound or film of another kind") },
		{ 0, 4, "MThd", N_("sound or film of another kind") },
		{ 0, 5, "#!AMR", N_("sound or film of another kind") },
		{ 0, 4, ".RMF", N_("sound or film of another kind") },
		{ 0, 2, "\x0B\x77", N_("sound or film of another kind") },
		{ 0, 2, "\xFF\xF1", N_("sound or film of another kind") },
		{ 0, 2, "\xFF\xF9", N_("sound or film of another kind") },
		{ 0, 4, "wOFF", N_("a font") },
		{ 0, 4, "OTTO", N_("a font") },
	};
	for (size_t i = 0; i < COUNT_OF(table); i++)
		if (at(h, table[i].where, table[i].bytes, table[i].n))
			return table[i].what;
	return NULL;
}

static const char *zip(struct head h)
{
	if (!AT(h, 0, "PK\3\4") && !AT(h, 0, "PK\5\6"))
		return NULL;
	if (AT(h, 38, "application/epub+zip"))
		return N_("an EPUB book");
	if (AT(h, 38, "application/vnd.oasis") || within(h, 4096, "[Content_Types].xml") ||
	    within(h, 4096, "word/") || within(h, 4096, "xl/") || within(h, 4096, "ppt/"))
		return N_("an office document");
	return N_("a ZIP archive");
}

static const struct known *recognise(struct head h)
{
	static const struct known none = { MEDIA_NONE, "application/octet-stream", "" };
	static const struct known *(*const looks[])(struct head) = {
		fixed, jpeg, ogg, riff, matroska, mp4, mpeg,
	};
	for (size_t i = 0; i < COUNT_OF(looks); i++) {
		const struct known *k = looks[i](h);
		if (k)
			return k;
	}
	if ((refused_fixed(h) || zip(h)) && !plain_text(h))
		return &none; /* a PDF inside an archive is no PDF */
	const struct known *k = marked_text(h) ? NULL : pdf(h);
	k = k ? k : mp3(h);
	k = k ? k : plain_text(h);
	return k ? k : &none;
}

enum media_kind kind_of_bytes(const void *p, size_t n, const char **ret_mime,
			      const char **ret_pronom)
{
	const struct known *k = recognise((struct head){ p, n < HEAD ? n : HEAD });
	*ret_mime = k->mime;
	*ret_pronom = k->pronom;
	return k->kind;
}

static enum media_kind kind_of_file(int fd, const char **ret_mime, const char **ret_pronom)
{
	uint8_t room[HEAD];
	return kind_of_bytes(room, read_head(fd, room, HEAD), ret_mime, ret_pronom);
}

enum media_kind media_recognise_kind(int fd, const char **ret_mime)
{
	const char *mime, *pronom;
	enum media_kind k = kind_of_file(fd, &mime, &pronom);
	if (ret_mime)
		*ret_mime = mime;
	return k;
}

const char *kind_pronom(int fd, enum media_kind k)
{
	const char *mime, *pronom;
	return kind_of_file(fd, &mime, &pronom) == k ? pronom : "";
}

const char *kind_refused_bytes(const void *p, size_t n)
{
	struct head h = { p, n < HEAD ? n : HEAD };
	if (!h.n)
		return N_("an empty file");
	const char *what = refused_fixed(h);
	what = what ? what : zip(h);
	return what ? what : marked_text(h);
}

const char *media_refused_name(int fd)
{
	uint8_t room[HEAD];
	return kind_refused_bytes(room, read_head(fd, room, HEAD));
}

static const char *const names[] = {
	[MEDIA_NONE] = "none", [MEDIA_PDF] = "pdf",   [MEDIA_TIFF] = "tiff",
	[MEDIA_JPEG] = "jpeg", [MEDIA_JP2] = "jp2",   [MEDIA_PNG] = "png",
	[MEDIA_DJVU] = "djvu", [MEDIA_TEXT] = "text", [MEDIA_SOUND] = "sound",
	[MEDIA_FILM] = "film",
};

const char *media_kind_name(enum media_kind k)
{
	return names[(size_t)k < COUNT_OF(names) ? k : MEDIA_NONE];
}
