/* Addresses of a document's images, sound and files, as the routes of bytes answer them. */
#include "web/address.h"

struct str address_title(struct arena *mem, struct str title)
{
	return str_print(mem, "/t/%.*s", STR_ARGS(title));
}

struct str address_read(struct arena *mem, struct str document, int page)
{
	if (page <= 0)
		return str_print(mem, "/read/%.*s", STR_ARGS(document));
	return str_print(mem, "/read/%.*s/%d", STR_ARGS(document), page);
}

struct str address_cover(struct arena *mem, const struct document *d)
{
	return str_print(mem, "/cover/%.*s.jpg", STR_ARGS(d->id));
}

struct str address_thumb(struct arena *mem, const struct document *d, int page)
{
	return str_print(mem, "/read/%.*s/%d.jpg?w=160", STR_ARGS(d->id), page);
}

struct str address_info(struct arena *mem, const struct document *d, int page)
{
	return str_print(mem, "/iiif/%.*s/%d/info.json", STR_ARGS(d->id), page);
}

struct str address_image(struct arena *mem, const struct document *d, int page,
			 const struct document_page *p, int width, int *ret_w, int *ret_h)
{
	*ret_w = p->width < width ? p->width : width;
	*ret_h = p->width > 0 ? (int)((int64_t)p->height * *ret_w / p->width) : 0;
	return str_print(mem, "/read/%.*s/%d.jpg?w=%d", STR_ARGS(d->id), page, width);
}

struct str address_media(struct arena *mem, const struct document *d)
{
	return str_print(mem, "/play/%.*s", STR_ARGS(d->id));
}

struct str address_poster(struct arena *mem, const struct document *d)
{
	return str_print(mem, "/poster/%.*s.jpg", STR_ARGS(d->id));
}

struct str address_whole(struct arena *mem, const struct document *d)
{
	return str_print(mem, "/save/%.*s", STR_ARGS(d->id));
}

struct str address_excerpt(struct arena *mem, const struct document *d)
{
	return str_print(mem, "/save/%.*s/excerpt.pdf", STR_ARGS(d->id));
}

struct str address_save_page(struct arena *mem, const struct document *d, int page)
{
	return str_print(mem, "/save/%.*s/%d.jpg", STR_ARGS(d->id), page);
}

struct str address_with(struct arena *mem, struct str address, const char *name, struct str value)
{
	if (value.n == 0)
		return address;
	struct buf b;
	buf_init(&b, mem, 16384);
	buf_add(&b, address);
	buf_add_char(&b, str_find_byte(address, '?') < address.n ? '&' : '?');
	buf_add_z(&b, name);
	buf_add_char(&b, '=');
	buf_add_url(&b, value);
	return buf_str(&b);
}
