/* A title for a document that came without a record: what the file says of itself, or its name. */
#include "ingest/ingest_int.h"

enum { TITLE_MIN = 3, TITLE_MAX = 400 };

/* What programs write where nobody wrote a title … */
static const char *const programs[] = { "microsoft ", "untitled",   "без имени", "без названия",
					"безымянный", "powerpoint", "adobe ",    "print job",
					"атаусыз",    "аталышсыз",  "full page" };
/* … and what means nothing where only a number follows. */
static const char *const counters[] = { "document", "документ", "scan",  "скан", "image",
					"slide",    "слайд",    "title", "page", "новый",
					"unknown",  "noname",   "temp",  "құжат" };
static const char *const file_endings[] = { ".doc",  ".docx", ".qxd",  ".indd", ".pdf", ".p65",
					    ".cdr",  ".tif",  ".jpg",  ".tex",  ".dvi", ".ps",
					    ".rtf",  ".ppt",  ".pptx", ".xls",  ".pmd", ".odt",
					    ".djvu", ".txt",  ".wpd",  ".fm",   ".html" };

static bool is_letter(uint32_t p)
{
	/* signs of Latin-1 above ASCII are what wrongly read Cyrillic looks like */
	return (p >= 'a' && p <= 'z') || p >= 0x100;
}

static bool has_letters(struct str s)
{
	for (size_t at = 0; at < s.n;)
		if (is_letter(text_next(s, &at)))
			return true;
	return false;
}

static bool says_nothing(struct str lower)
{
	for (size_t i = 0; i < COUNT_OF(programs); i++)
		if (str_starts(lower, programs[i]))
			return true;
	for (size_t i = 0; i < COUNT_OF(counters); i++)
		if (str_starts(lower, counters[i]) &&
		    !has_letters(str_from(lower, strlen(counters[i]))))
			return true;
	return false;
}

static bool reads_well(struct str lower)
{
	size_t letters = 0, others = 0;
	for (size_t at = 0; at < lower.n;) {
		uint32_t p = text_next(lower, &at);
		if (p == 0xfffd)
			return false;
		letters += is_letter(p);
		others += !is_letter(p) && p != ' ';
	}
	return letters >= TITLE_MIN && letters >= others;
}

bool title_is_sensible(struct str title, struct str file_name)
{
	if (title.n < TITLE_MIN || title.n > TITLE_MAX || !text_is_utf8(title) ||
	    str_same_nocase(title, file_name))
		return false;
	for (size_t i = 0; i < COUNT_OF(file_endings); i++)
		if (str_ends_nocase(title, file_endings[i]))
			return false;
	struct arena *mem = arena_new(0);
	struct str lower = text_lower(mem, title);
	bool sensible = !says_nothing(lower) && reads_well(lower);
	arena_free(mem);
	return sensible;
}

struct str title_of_name(struct arena *mem, struct str file_name, bool folder)
{
	struct str extension = path_extension(file_name);
	struct str s = file_name;
	if (!folder && extension.n && extension.n <= 5)
		s = str_upto(s, s.n - extension.n - 1);
	struct buf b;
	buf_init(&b, mem, 0);
	buf_add_z(&b, "");
	for (size_t i = 0; i < s.n; i++)
		buf_add_char(&b, s.s[i] == '_' || (unsigned char)s.s[i] < ' ' ? ' ' : s.s[i]);
	struct str name = text_nfc(mem, str_trim(buf_str(&b)));
	return name.n ? name : str_copy(mem, file_name);
}
