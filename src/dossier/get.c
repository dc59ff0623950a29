/* Reading what an object says of itself. Our own words, yet checked: discs fail. */
#include "dossier/dossier_int.h"

#include <jansson.h>

static struct str member(struct ctx *c, const json_t *o, const char *name)
{
	const json_t *v = json_object_get(o, name);
	if (!json_is_string(v))
		return STR("");
	return str_copy(c->mem, (struct str){ json_string_value(v), json_string_length(v) });
}

static int64_t number(const json_t *o, const char *name, int64_t max)
{
	const json_t *v = json_object_get(o, name);
	int64_t n = json_is_integer(v) ? json_integer_value(v) : 0;
	return n < 0 || n > max ? 0 : n;
}

static int64_t moment(struct ctx *c, const json_t *o, const char *name)
{
	int64_t t;
	return when_parse(member(c, o, name), &t) ? t : 0;
}

static bool read_json(struct ctx *c, struct str id, const char *logical, json_t **ret)
{
	struct str text;
	if (!store_read(c, id, str_of(logical), DOSSIER_JSON_MAX, &text))
		return false;
	json_t *j = json_loadb(text.s ? text.s : "", text.n, JSON_REJECT_DUPLICATES, NULL);
	if (!json_is_object(j)) {
		json_decref(j);
		return fail(c, ERR_INVALID, "{0} of the object {1} cannot be read", logical,
			    str_z(c->mem, id));
	}
	*ret = j;
	return true;
}

static void read_files(struct ctx *c, const json_t *o, struct dossier *x)
{
	const json_t *files = json_object_get(o, "files");
	size_t n = json_array_size(files);
	x->files = arena_array_of(c->mem, n + 1, struct dossier_file);
	for (size_t i = 0; i < n && i < DOSSIER_FILES_MAX; i++) {
		const json_t *f = json_array_get(files, i);
		x->files[x->n_files++] = (struct dossier_file){
			.logical = member(c, f, "name"),
			.digest = member(c, f, "sha512"),
			.size = number(f, "size", INT64_MAX),
		};
	}
	x->document.n_files = (int)x->n_files;
}

static void read_pages(struct ctx *c, const json_t *o, struct dossier *x)
{
	const json_t *pages = json_object_get(o, "pages");
	size_t n = json_array_size(pages);
	x->pages.at = arena_array_of(c->mem, n + 1, struct document_page);
	for (size_t i = 0; i < n && i < DOSSIER_FILES_MAX; i++) {
		const json_t *p = json_array_get(pages, i);
		x->pages.at[x->pages.n++] = (struct document_page){
			.width = (int)number(p, "width", 1000000),
			.height = (int)number(p, "height", 1000000),
			.dpi = (int)number(p, "dpi", 100000),
			.source = '-',
		};
	}
	x->document.n_pages = (int)x->pages.n;
}

static bool read_document(struct ctx *c, struct str id, struct dossier *x)
{
	json_t *o;
	if (!read_json(c, id, "document.json", &o))
		return false;
	x->document.id = member(c, o, "id");
	x->title.id = member(c, o, "title");
	x->title.needs_cataloguer = json_is_true(json_object_get(o, "needs_cataloguer"));
	x->digest = member(c, o, "digest");
	x->document.kind = member(c, o, "kind");
	x->document.mime = member(c, o, "mime");
	x->pronom = member(c, o, "pronom");
	x->document.file_name = member(c, o, "file_name");
	x->document.size = number(o, "size", INT64_MAX);
	x->document.duration_ms = number(o, "duration_ms", INT64_MAX);
	x->width = (int)number(o, "width", 1000000);
	x->height = (int)number(o, "height", 1000000);
	x->document.damage = member(c, o, "damage");
	x->document.deposited = moment(c, o, "deposited");
	read_files(c, o, x);
	read_pages(c, o, x);
	json_decref(o);
	if (!str_same(x->document.id, id) || !catalog_id_valid(x->title.id))
		return fail(c, ERR_INVALID, "{0} of the object {1} cannot be read", "document.json",
			    str_z(c->mem, id));
	return true;
}

static bool read_rights(struct ctx *c, struct str id, struct dossier *x)
{
	json_t *o;
	struct access_terms *t = &x->document.terms;
	if (!read_json(c, id, "rights/rights.json", &o))
		return false;
	bool known = access_level_of(member(c, o, "level"), &t->level);
	t->excerpt_pages = (int)number(o, "excerpt_pages", 1000000);
	t->embargo = member(c, o, "embargo");
	const json_t *p = json_object_get(o, "partner"), *d = json_object_get(o, "deposit");
	x->partner.code = member(c, p, "code");
	for (size_t i = 0; text_languages[i]; i++)
		x->partner.name[i] = member(c, p,
					    str_print(c->mem, "name_%s", text_languages[i]).s);
	x->partner.country = member(c, p, "country");
	x->partner.place = member(c, p, "place");
	x->deposit = (struct deposit){ .id = number(d, "number", INT64_MAX),
				       .begun = moment(c, d, "begun"),
				       .source = member(c, d, "source"),
				       .terms = *t };
	json_decref(o);
	if (!known) /* what may be done is not known: nothing */
		return fail(c, ERR_INVALID, "{0} of the object {1} cannot be read",
			    "rights/rights.json", str_z(c->mem, id));
	return true;
}

/* The language in which most pages are, by their number. */
static struct str most_common(struct ctx *c, const struct document_pages *p)
{
	size_t best = 0;
	struct str language = STR("");
	for (size_t k = 0; text_languages[k]; k++) {
		size_t n = 0;
		for (size_t i = 0; i < p->n; i++)
			n += strcmp(p->at[i].lang, text_languages[k]) == 0;
		if (n > best) {
			best = n;
			language = str_of(text_languages[k]);
		}
	}
	return language;
}

static void set_page(struct document_page *page, struct str file, struct str lines,
		     const struct page_words *w)
{
	page->words_at = (uint32_t)(lines.s - file.s);
	page->words_n = (uint32_t)lines.n;
	page->sure = (uint8_t)w->sure;
	page->source = w->source && w->source[0] != 'n' ? w->source[0] : '-';
	snprintf(page->lang, sizeof(page->lang), "%s", w->lang ? w->lang : "");
}

/* The page table from text/words.tsv; a document whose words are there is ready. */
static bool read_words(struct ctx *c, struct str id, struct dossier *x)
{
	struct str file, *pages;
	size_t n, words = 0;
	if (!store_read(c, id, STR("text/words.tsv"), DOSSIER_WORDS_MAX, &file)) {
		if (c->err.kind != ERR_ABSENT)
			return false;
		err_clear(c);
		return true;
	}
	if (!words_cut(c, file, &pages, &n))
		return false;
	struct arena *mem = arena_new(0);
	struct ctx inner = { .mem = mem, .dir = c->dir, .lang = c->lang };
	bool ok = true;
	for (size_t i = 0; i < n && i < x->pages.n && ok; i++) {
		struct page_words w;
		ok = words_read_page(&inner, pages[i], &w);
		if (!ok)
			fail(c, ERR_INVALID, "{0} of the object {1} cannot be read",
			     "text/words.tsv", str_z(c->mem, id));
		else
			set_page(&x->pages.at[i], file, pages[i], &w);
		words += ok ? w.n : 0;
		arena_reset(mem);
	}
	arena_free(mem);
	x->document.state = words ? DOCUMENT_READY : DOCUMENT_WITHOUT_TEXT;
	x->document.language = most_common(c, &x->pages);
	return ok;
}

/* The record as it came, where one came. */
static bool read_raw(struct ctx *c, struct str id, struct record *r)
{
	const char *extension = r->extension ? r->extension : "txt";
	struct str logical = str_print(c->mem, "record/source.%s", extension);
	if (store_read(c, id, logical, DOSSIER_JSON_MAX, &r->raw))
		return true;
	if (c->err.kind != ERR_ABSENT)
		return false;
	err_clear(c);
	return true;
}

static bool read_record(struct ctx *c, struct str id, struct dossier *x)
{
	struct str json;
	if (!store_read(c, id, STR("record/record.json"), DOSSIER_JSON_MAX, &json) ||
	    !record_from_json(c, json, &x->record) || !read_raw(c, id, &x->record))
		return false;
	dossier_title(c->mem, x, x->title.needs_cataloguer);
	return true;
}

bool dossier_get(struct ctx *c, struct str id, bool words, struct dossier *ret)
{
	struct dossier x = { .document.state = DOCUMENT_WAITING };
	if (!read_document(c, id, &x) || !read_rights(c, id, &x) || !read_record(c, id, &x))
		return false;
	if (!x.pages.n)
		x.document.state = DOCUMENT_WITHOUT_TEXT;
	x.document.language = STR("");
	if (words && x.pages.n && !read_words(c, id, &x))
		return false;
	*ret = x;
	return true;
}
