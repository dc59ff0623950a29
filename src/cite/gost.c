/*
 * gost - GOST R 7.0.5-2008 (references) and GOST R 7.0.100-2018 (bibliographic description).
 *
 * The words a description adds of itself (URL, дата обращения, Текст : непосредственный) are the
 * standards' own, in Russian, as both are used in our countries.
 */
#include "cite/cite_int.h"

/* 7.0.5, 4.11: towns that are shortened. */
static struct str short_place(struct str place)
{
	static const struct {
		const char *whole, *shortened;
	} towns[] = { { "Москва", "М." },
		      { "Ленинград", "Л." },
		      { "Санкт-Петербург", "СПб." },
		      { "Петербург", "Пб." },
		      { "Петроград", "Пг." },
		      { "Нижний Новгород", "Н. Новгород" },
		      { "Ростов-на-Дону", "Ростов н/Д" } };
	for (size_t i = 0; i < COUNT_OF(towns); i++)
		if (str_is(place, towns[i].whole))
			return str_of(towns[i].shortened);
	return place;
}

static void add_title(struct buf *b, const struct cited *x)
{
	buf_add(b, x->title);
	if (x->subtitle.n) {
		buf_add_z(b, " : ");
		buf_add(b, x->subtitle);
	}
}

/* "М. : Наука, 1971" as far as it is known. */
static void add_imprint(struct buf *b, const struct cited *x, struct str place)
{
	buf_add(b, place);
	if (x->publisher.n) {
		buf_add_z(b, place.n ? " : " : "");
		buf_add(b, x->publisher);
	}
	if (x->date.n) {
		buf_add_z(b, place.n || x->publisher.n ? ", " : "");
		buf_add(b, x->date);
	}
}

static bool has_imprint(const struct cited *x)
{
	return x->place.n || x->publisher.n || x->date.n;
}

static void add_seen(struct buf *b, const struct cited *x)
{
	if (!x->url.n)
		return;
	buf_add_z(b, " URL: ");
	buf_add(b, x->url);
	buf_add_z(b, " (дата обращения: ");
	cite_add_day(b, x->now);
	buf_add_z(b, ").");
}

/* Up to three authors head the reference; of four and more the title does, with the first of them
 * behind it (7.0.5, 4.8 and 6.3). */
struct str cite_gost5(struct arena *mem, const struct cited *x)
{
	struct buf b;
	buf_init(&b, mem, 0);
	buf_add_z(&b, "");
	size_t heads = x->authors.n <= 3 ? x->authors.n : 0;
	for (size_t i = 0; i < heads; i++) {
		buf_add_z(&b, i ? ", " : "");
		cite_add_name(&b, &x->authors.at[i], " ");
	}
	if (heads) {
		cite_stop(&b);
		buf_add_char(&b, ' ');
	}
	add_title(&b, x);
	if (!heads && x->authors.n) {
		buf_add_z(&b, " / ");
		buf_add(&b, x->authors.at[0].initials);
		buf_add_z(&b, x->authors.at[0].initials.n ? " " : "");
		buf_add(&b, x->authors.at[0].family);
		buf_add_z(&b, " [и др.]");
	}
	if (x->article) {
		buf_add_z(&b, " // ");
		cite_add_host(&b, x, ". ");
	}
	cite_stop(&b);
	if (x->edition.n) {
		buf_add_char(&b, ' ');
		buf_add(&b, x->edition);
		cite_stop(&b);
	}
	if (!x->article && has_imprint(x)) {
		buf_add_char(&b, ' ');
		add_imprint(&b, x, short_place(x->place));
		cite_stop(&b);
	}
	if (!x->article && x->extent.n) {
		buf_add_char(&b, ' ');
		buf_add(&b, x->extent);
		cite_stop(&b);
	}
	add_seen(&b, x);
	return buf_str(&b);
}

/* -- 7.0.100 ----------------------------------------------------------------------------------- */

static void add_direct(struct buf *b, const struct cited_name *n)
{
	buf_add(b, n->initials.n && n->given.n ? n->given : n->initials);
	buf_add_z(b, n->initials.n ? " " : "");
	buf_add(b, n->family);
}

/* As printed where that is known; else the authors in their direct form: all of up to four, of more
 * the first three (7.0.100, 5.2.6.10). */
static void add_responsibility(struct buf *b, const struct cited *x)
{
	if (x->responsibility.n) {
		buf_add_z(b, " / ");
		buf_add(b, x->responsibility);
		return;
	}
	size_t n = x->authors.n > 4 ? 3 : x->authors.n;
	for (size_t i = 0; i < n; i++) {
		buf_add_z(b, i ? ", " : " / ");
		add_direct(b, &x->authors.at[i]);
	}
	if (x->authors.n > 4)
		buf_add_z(b, " [и др.]");
	for (size_t i = 0; i < x->translators.n; i++) {
		buf_add_z(b, i ? ", " : (n ? " ; перевод " : " / перевод "));
		add_direct(b, &x->translators.at[i]);
	}
}

/* Areas are parted by a point, a space and a dash (7.0.100, 4.8.3). */
static void add_area(struct buf *b, const char *before, struct str text)
{
	if (!text.n)
		return;
	if (b->n && !str_ends(buf_str(b), "."))
		buf_add_char(b, '.');
	buf_add_z(b, " – ");
	buf_add_z(b, before);
	buf_add(b, text);
}

/* Content and means of access, 5.10: as the carrier says. */
static const char *content_of(const struct cited *x)
{
	bool electronic = x->online || x->url.n;
	if (!strcmp(x->kind, "map"))
		return electronic ? "Изображение (картографическое) : электронное"
				  : "Изображение (картографическое) : непосредственное";
	if (!strcmp(x->kind, "sound"))
		return electronic ? "Звуки : электронные" : "Звуки : аудио";
	if (!strcmp(x->kind, "film"))
		return electronic ? "Изображение (движущееся ; двухмерное) : электронное"
				  : "Изображение (движущееся ; двухмерное) : видео";
	return electronic ? "Текст : электронный" : "Текст : непосредственный";
}

/* The heading is the first author's, where there are up to three (5.1 with GOST R 7.80). */
struct str cite_gost100(struct arena *mem, const struct cited *x)
{
	struct buf b, imprint, seen;
	buf_init(&b, mem, 0);
	buf_init(&imprint, mem, 0);
	buf_init(&seen, mem, 0);
	buf_add_z(&b, "");
	if (x->authors.n && x->authors.n <= 3) {
		cite_add_name(&b, &x->authors.at[0], ", ");
		cite_stop(&b);
		buf_add_char(&b, ' ');
	}
	add_title(&b, x);
	add_responsibility(&b, x);
	add_area(&b, "", x->edition);
	if (x->article) {
		add_area(&b, "", str_of(content_of(x))); /* before the host (8.1.4) */
		buf_add_z(&b, " // ");
		cite_add_host(&b, x, ". – ");
	} else {
		add_imprint(&imprint, x, x->place);
		add_area(&b, "", buf_str(&imprint));
		add_area(&b, "", x->extent);
	}
	if (x->series.n)
		add_area(&b, "", str_print(mem, "(%.*s)", STR_ARGS(x->series)));
	add_area(&b, "ISBN ", x->isbn);
	add_area(&b, "ISSN ", x->issn);
	if (x->url.n) {
		buf_print(&seen, "%.*s (дата обращения: ", STR_ARGS(x->url));
		cite_add_day(&seen, x->now);
		buf_add_char(&seen, ')');
		add_area(&b, "URL: ", buf_str(&seen));
	}
	if (!x->article)
		add_area(&b, "", str_of(content_of(x)));
	cite_stop(&b);
	return buf_str(&b);
}
