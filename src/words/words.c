/*
 * words - the words of pages with their places, one line a word.
 *
 * Read for every passage on a result page: one pass over the bytes, no copies of words.
 */
#include "words/words.h"

enum { WORDS_MAX = 200000, PAGES_MAX = 1000000 };

void words_write_head(struct buf *out)
{
	buf_add_z(out, "# keruen words 1: P page source language confidence; then a line a word: "
		       "x y width height (1/10000 of the page) confidence word; - ends a line, "
		       "= a block\n");
}

/* What would break the line, or is nothing to read, does not go in. */
static void add_word_text(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		buf_add_char(out, (unsigned char)s.s[i] < 0x20 ? ' ' : s.s[i]);
}

void words_write_page(struct buf *out, int page, const struct page_words *w)
{
	buf_print(out, "P\t%d\t%s\t%s\t%d\n", page, w->source ? w->source : "none",
		  w->lang ? w->lang : "", w->sure);
	for (size_t i = 0; i < w->n; i++) {
		const struct page_word *p = &w->at[i];
		const uint16_t places[4] = { p->x, p->y, p->w, p->h };
		for (int k = 0; k < 4; k++) {
			buf_add_int(out, places[k]);
			buf_add_char(out, '\t');
		}
		buf_add_int(out, p->sure);
		buf_add_char(out, '\t');
		add_word_text(out, p->text);
		buf_add_char(out, '\n');
		if (p->block_ends)
			buf_add_z(out, "=\n");
		else if (p->line_ends)
			buf_add_z(out, "-\n");
	}
}

static const char *known(struct str s, const char *const *list)
{
	for (; *list; list++) {
		if (str_is(s, *list))
			return *list;
	}
	return NULL;
}

static bool read_page_line(struct str line, struct page_words *ret)
{
	static const char *const sources[] = { "layer", "ocr", "none", NULL };
	struct str part[5];
	int64_t page, sure;
	for (int i = 0; i < 5; i++) {
		if (!str_next(&line, '\t', &part[i]))
			return false;
	}
	ret->source = known(part[2], sources);
	ret->lang = part[3].n ? known(part[3], text_languages) : "";
	if (!str_is(part[0], "P") || !str_to_int(part[1], 1, PAGES_MAX, &page) || !ret->source ||
	    !ret->lang || !str_to_int(part[4], 0, 100, &sure))
		return false;
	ret->sure = (int)sure;
	return true;
}

/* A number and the tab after it. */
static const char *read_number(const char *p, const char *end, unsigned max, unsigned *ret)
{
	unsigned v = 0;
	const char *from = p;
	for (; p < end && *p >= '0' && *p <= '9' && p - from < 6; p++)
		v = v * 10 + (unsigned)(*p - '0');
	if (p == from || p == end || *p != '\t' || v > max)
		return NULL;
	*ret = v;
	return p + 1;
}

static bool read_word_line(const char *p, const char *end, struct page_word *ret)
{
	unsigned v[5];
	for (int i = 0; i < 5; i++) {
		p = read_number(p, end, i < 4 ? 65535 : 100, &v[i]);
		if (!p)
			return false;
	}
	*ret = (struct page_word){ (uint16_t)v[0], (uint16_t)v[1],          (uint16_t)v[2],
				   (uint16_t)v[3], (uint8_t)v[4],           false,
				   false,          { p, (size_t)(end - p) } };
	return true;
}

static bool read_line(struct page_words *w, const char *p, const char *end)
{
	bool line = end - p == 1 && *p == '-', block = end - p == 1 && *p == '=';
	if (line || block) {
		if (w->n) {
			w->at[w->n - 1].line_ends = true;
			w->at[w->n - 1].block_ends |= block;
		}
		return true;
	}
	if (p == end || *p == '#')
		return true;
	return w->n < WORDS_MAX && read_word_line(p, end, &w->at[w->n]) && ++w->n;
}

static size_t count_lines(struct str s)
{
	size_t n = 1;
	for (const char *p = s.s, *end = s.s + s.n; p < end; p++) {
		p = memchr(p, '\n', (size_t)(end - p));
		if (!p)
			break;
		n++;
	}
	return n;
}

bool words_read_page(struct ctx *c, struct str lines, struct page_words *ret)
{
	struct page_words w = { 0 };
	struct str head;
	if (!str_next(&lines, '\n', &head) || !read_page_line(head, &w))
		return fail(c, ERR_INVALID, "the words of a page are damaged");
	size_t room = count_lines(lines);
	w.at = arena_array_of(c->mem, room < WORDS_MAX ? room : WORDS_MAX, struct page_word);
	const char *p = lines.s, *end = lines.s + lines.n;
	while (p < end) {
		const char *eol = memchr(p, '\n', (size_t)(end - p));
		eol = eol ? eol : end;
		if (!read_line(&w, p, eol))
			return fail(c, ERR_INVALID, "the words of a page are damaged");
		p = eol + 1;
	}
	*ret = w;
	return true;
}

/* The next "P\t" at a line's beginning, from `at` on; s.n where there is none. */
static size_t find_page(struct str s, size_t at)
{
	while (at < s.n) {
		if (s.s[at] == 'P' && at + 1 < s.n && s.s[at + 1] == '\t')
			return at;
		const char *eol = memchr(s.s + at, '\n', s.n - at);
		at = eol ? (size_t)(eol - s.s) + 1 : s.n;
	}
	return s.n;
}

bool words_cut(struct ctx *c, struct str file, struct str **ret, size_t *ret_n)
{
	size_t n = 0, room = 0;
	for (size_t at = find_page(file, 0); at < file.n; at = find_page(file, at + 1))
		room++;
	if (room > PAGES_MAX)
		return fail(c, ERR_LIMIT, "the words of a document have too many pages");
	struct str *pages = arena_array_of(c->mem, room ? room : 1, struct str);
	for (size_t at = find_page(file, 0); at < file.n;) {
		size_t next = find_page(file, at + 1);
		struct str rest = str_from(file, at + 2);
		int64_t number;
		/* Pages come in order and none is left out, so the place is the number. */
		if (!str_to_int(str_upto(rest, str_find_byte(rest, '\t')), 1, PAGES_MAX, &number) ||
		    (size_t)number != n + 1)
			return fail(c, ERR_INVALID, "the words of a document are damaged");
		pages[n++] = str_upto(str_from(file, at), next - at);
		at = next;
	}
	*ret = pages;
	*ret_n = n;
	return true;
}

struct str words_text(struct arena *mem, const struct page_words *w, size_t *at)
{
	struct buf out;
	buf_init(&out, mem, 0);
	for (size_t i = 0; i < w->n; i++) {
		if (at)
			at[i] = out.n;
		buf_add(&out, w->at[i].text);
		buf_add_z(&out, w->at[i].block_ends ? "\n\n" : w->at[i].line_ends ? "\n" : " ");
	}
	return buf_str(&out);
}
