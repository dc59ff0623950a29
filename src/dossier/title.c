/* The title that a record stands for, and what identifies document and title. */
#include "dossier/dossier.h"

const char *dossier_software(void)
{
	return "keruen " KERUEN_VERSION;
}

struct str dossier_digest(struct arena *mem, const struct dossier_file *files, size_t n)
{
	if (n == 1)
		return files[0].digest;
	struct buf b;
	buf_init(&b, mem, 0);
	for (size_t i = 0; i < n; i++)
		buf_print(&b, "%.*s %lld %.*s\n", STR_ARGS(files[i].digest),
			  (long long)files[i].size, STR_ARGS(path_name(files[i].logical)));
	return store_digest(mem, buf_str(&b));
}

static struct str title_id(struct arena *mem, const struct dossier *x)
{
	if (!x->record.raw.n)
		return x->document.id;
	struct str parts[] = { x->partner.code, x->record.raw };
	return catalog_id_of(mem, store_digest(mem, str_join(mem, parts, 2, STR("\n"))));
}

void dossier_title(struct arena *mem, struct dossier *x, bool needs_cataloguer)
{
	struct str id = x->title.id.n ? x->title.id : title_id(mem, x);
	title_of_record(mem, &x->record, str_z(mem, x->document.kind), &x->title);
	x->title.id = x->document.title = id;
	x->title.needs_cataloguer = needs_cataloguer;
	x->title.changed = x->document.deposited;
}
