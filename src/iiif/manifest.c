/* A document as a IIIF manifest (Presentation API 3.0). */
#include "iiif/iiif.h"
#include "text/text.h"

/* Absolute addresses, as a JSON string: ORIGIN + what printf makes. */
static void put_address(struct buf *out, struct str origin, const char *format, struct str id,
			int page)
{
	struct str tail = str_of(format);
	struct buf b;
	buf_init(&b, out->mem, 4096);
	buf_add(&b, origin);
	for (size_t i = 0; i < tail.n; i++) {
		if (tail.s[i] == '@')
			buf_add(&b, id);
		else if (tail.s[i] == '#')
			buf_add_int(&b, page);
		else
			buf_add_char(&b, tail.s[i]);
	}
	buf_add_json(out, buf_str(&b));
}

/* {"kk":["…"],"ru":[…],…}: one of our sentences in all four. */
static void put_said(struct buf *out, const char *msgid)
{
	buf_add_char(out, '{');
	for (size_t i = 0; text_languages[i]; i++) {
		if (i)
			buf_add_char(out, ',');
		buf_add_json(out, str_of(text_languages[i]));
		buf_add_z(out, ":[");
		buf_add_json(out, str_of(text_say(text_languages[i], msgid)));
		buf_add_char(out, ']');
	}
	buf_add_char(out, '}');
}

/* A value of the record, under its language where that is one of ours. */
static void put_value(struct buf *out, const char *lang, struct str value)
{
	buf_add_char(out, '{');
	buf_add_json(out, str_of(lang ? lang : "none"));
	buf_add_z(out, ":[");
	buf_add_json(out, value);
	buf_add_z(out, "]}");
}

static void put_metadata(struct buf *out, const struct title *t)
{
	const struct {
		const char *name;
		struct str value;
	} rows[] = {
		{ N_("Author"), t->creator },      { N_("Place"), t->place },
		{ N_("Publisher"), t->publisher }, { N_("Date"), t->date },
		{ N_("Series"), t->series },       { N_("Summary"), t->description },
	};
	bool first = true;
	buf_add_z(out, ",\"metadata\":[");
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		if (!rows[i].value.n)
			continue;
		buf_add_z(out, first ? "{\"label\":" : ",{\"label\":");
		put_said(out, rows[i].name);
		buf_add_z(out, ",\"value\":");
		put_value(out, NULL, rows[i].value);
		buf_add_char(out, '}');
		first = false;
	}
	buf_add_char(out, ']');
}

static void put_provider(struct buf *out, const struct iiif_document *d)
{
	buf_add_z(out, ",\"provider\":[{\"id\":");
	put_address(out, d->origin, "/", STR_NONE, 0);
	buf_add_z(out, ",\"type\":\"Agent\",\"label\":{");
	bool some = false;
	for (size_t i = 0; text_languages[i]; i++) {
		if (!d->holder->name[i].n)
			continue;
		if (some)
			buf_add_char(out, ',');
		buf_add_json(out, str_of(text_languages[i]));
		buf_add_z(out, ":[");
		buf_add_json(out, d->holder->name[i]);
		buf_add_char(out, ']');
		some = true;
	}
	if (!some) {
		buf_add_z(out, "\"none\":[");
		buf_add_json(out, d->holder->code);
		buf_add_char(out, ']');
	}
	buf_add_z(out, "}}]");
}

static void put_image_service(struct buf *out, const struct iiif_document *d, int page)
{
	buf_add_z(out, ",\"service\":[{\"id\":");
	put_address(out, d->origin, "/iiif/@/#", d->doc->id, page);
	buf_add_z(out, ",\"type\":\"ImageService3\",\"profile\":\"level2\"}]");
}

static void put_thumbnail(struct buf *out, const struct iiif_document *d, int page)
{
	const struct document_page *p = &d->pages->at[page - 1];
	int w = p->width < IIIF_THUMB ? p->width : IIIF_THUMB;
	int h = p->width > 0 ? (int)((int64_t)p->height * w / p->width) : 0;
	buf_add_z(out, ",\"thumbnail\":[{\"id\":");
	put_address(out, d->origin, "/read/@/#.jpg?w=160", d->doc->id, page);
	buf_print(out, ",\"type\":\"Image\",\"format\":\"image/jpeg\",\"width\":%d,\"height\":%d}]",
		  w, h ? h : 1);
}

static void put_canvas(struct buf *out, const struct iiif_document *d, int page)
{
	const struct document_page *p = &d->pages->at[page - 1];
	struct str id = d->doc->id;
	buf_add_z(out, page > 1 ? ",{\"id\":" : "{\"id\":");
	put_address(out, d->origin, "/iiif/@/canvas/#", id, page);
	buf_print(out,
		  ",\"type\":\"Canvas\",\"label\":{\"none\":[\"%d\"]},\"width\":%d,\"height\":%d",
		  page, p->width, p->height);
	put_thumbnail(out, d, page);
	buf_add_z(out, ",\"items\":[{\"id\":");
	put_address(out, d->origin, "/iiif/@/canvas/#/page", id, page);
	buf_add_z(out, ",\"type\":\"AnnotationPage\",\"items\":[{\"id\":");
	put_address(out, d->origin, "/iiif/@/canvas/#/image", id, page);
	buf_add_z(out, ",\"type\":\"Annotation\",\"motivation\":\"painting\",\"target\":");
	put_address(out, d->origin, "/iiif/@/canvas/#", id, page);
	buf_add_z(out, ",\"body\":{\"id\":");
	put_address(out, d->origin, "/iiif/@/#/full/max/0/default.jpg", id, page);
	buf_print(out, ",\"type\":\"Image\",\"format\":\"image/jpeg\",\"width\":%d,\"height\":%d",
		  p->width, p->height);
	put_image_service(out, d, page);
	buf_add_z(out, "}}]}]}");
}

static void put_film_size(struct buf *out, const struct iiif_document *d)
{
	if (d->film_w > 0 && d->film_h > 0)
		buf_print(out, ",\"width\":%d,\"height\":%d", d->film_w, d->film_h);
}

/* Sound and film: one canvas that lasts, and that of a film has a shape (Presentation 3.0, 5.3). */
static void put_recording(struct buf *out, const struct iiif_document *d)
{
	struct str id = d->doc->id;
	double seconds = (double)d->doc->duration_ms / 1000;
	buf_add_z(out, "{\"id\":");
	put_address(out, d->origin, "/iiif/@/canvas/#", id, 1);
	buf_print(out, ",\"type\":\"Canvas\",\"duration\":%.3f", seconds);
	put_film_size(out, d);
	buf_add_z(out, ",\"items\":[{\"id\":");
	put_address(out, d->origin, "/iiif/@/canvas/#/page", id, 1);
	buf_add_z(out, ",\"type\":\"AnnotationPage\",\"items\":[{\"id\":");
	put_address(out, d->origin, "/iiif/@/canvas/#/play", id, 1);
	buf_add_z(out, ",\"type\":\"Annotation\",\"motivation\":\"painting\",\"target\":");
	put_address(out, d->origin, "/iiif/@/canvas/#", id, 1);
	buf_add_z(out, ",\"body\":{\"id\":");
	put_address(out, d->origin, "/play/@", id, 0);
	buf_print(out, ",\"type\":\"%s\",\"format\":\"%s\",\"duration\":%.3f",
		  str_is(d->doc->kind, "film") ? "Video" : "Sound", d->plays, seconds);
	put_film_size(out, d);
	buf_add_z(out, "}}]}]}");
}

static void put_services(struct buf *out, const struct iiif_document *d)
{
	buf_add_z(out, ",\"service\":[{\"id\":");
	put_address(out, d->origin, "/iiif/@/search", d->doc->id, 0);
	buf_add_z(out, ",\"type\":\"SearchService2\"},{\"@context\":"
		       "\"http://iiif.io/api/search/1/context.json\",\"@id\":");
	put_address(out, d->origin, "/iiif/@/search1", d->doc->id, 0);
	buf_add_z(out, ",\"@type\":\"SearchService1\",\"profile\":"
		       "\"http://iiif.io/api/search/1/search\"}]");
}

void iiif_manifest(struct ctx *c, struct buf *out, const struct iiif_document *d)
{
	buf_add_z(out, "{\"@context\":\"http://iiif.io/api/presentation/3/context.json\",\"id\":");
	put_address(out, d->origin, "/iiif/@/manifest.json", d->doc->id, 0);
	buf_add_z(out, ",\"type\":\"Manifest\",\"label\":");
	put_value(out, text_language_of(d->title->language), d->title->name);
	put_metadata(out, d->title);
	buf_add_z(out, ",\"requiredStatement\":{\"label\":");
	put_said(out, N_("What may be done with it"));
	buf_add_z(out, ",\"value\":");
	put_said(out, d->phrase);
	/* copyright is not ours to state: "copyright not evaluated" (rightsstatements.org) */
	buf_add_z(out, "},\"rights\":\"http://rightsstatements.org/vocab/CNE/1.0/\"");
	put_provider(out, d);
	buf_add_z(out, ",\"homepage\":[{\"id\":");
	put_address(out, d->origin, "/t/@", d->title->id, 0);
	buf_add_z(out, ",\"type\":\"Text\",\"format\":\"text/html\",\"label\":");
	put_value(out, text_language_of(d->title->language), d->title->name);
	buf_add_z(out, "}]");
	if (d->pages->n)
		put_thumbnail(out, d, 1);
	if (!d->plays)
		put_services(out, d);
	buf_add_z(out, ",\"items\":[");
	if (d->plays)
		put_recording(out, d);
	for (size_t i = 0; i < d->pages->n; i++)
		put_canvas(out, d, (int)i + 1);
	buf_add_z(out, "]}");
}
