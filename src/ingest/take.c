/* One document from its files to the store, or to quarantine with a sentence. */
#include "ingest/ingest_int.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

struct taking {
	struct ctx *c;
	const struct delivery *d;
	const struct find *f;
	struct media **m;
	struct store_draft *draft;
	struct dossier x;
	struct media_facts facts;
	struct outcome *out;
};

char *mark_path(struct ctx *c, struct str id)
{
	return str_z(c->mem, str_print(c->mem, "%s/incoming/%.*s.new", c->dir, STR_ARGS(id)));
}

bool mark_set(struct ctx *c, struct str id)
{
	int fd = open(mark_path(c, id), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
	if (fd < 0 && errno == ENOSPC)
		return fail(c, ERR_LIMIT, "the disc that holds the library is full");
	if (fd < 0)
		return fail_errno(c, "the mark {0} could not be set: {1}", mark_path(c, id));
	close(fd);
	return true;
}

void mark_clear(struct ctx *c, struct str id)
{
	unlink(mark_path(c, id));
}

static bool fatal(struct taking *t)
{
	t->out->fatal = true;
	t->out->why = t->c->err;
	return false;
}

/* Sets the bytes aside with the sentence in c->err, called by their id, by one rename: the same bytes
 * refused again, or after a kill, lie there once. */
static bool refuse(struct taking *t)
{
	struct ctx *c = t->c;
	struct err why = c->err;
	err_clear(c);
	t->out->result = DEPOSIT_REFUSED;
	t->out->why = why;
	if (!store_draft_set_aside(c, t->draft, t->out->id, err_english(c->mem, &why),
				   &t->out->quarantine))
		return fatal(t);
	return false;
}

static bool copy_files(struct taking *t)
{
	struct ctx *c = t->c;
	struct dossier *x = &t->x;
	x->files = arena_array_of(c->mem, t->f->n_files, struct dossier_file);
	for (size_t i = 0; i < t->f->n_files; i++) {
		const struct find_file *from = &t->f->files[i];
		struct str logical = str_print(c->mem, "original/%.*s", STR_ARGS(from->name));
		struct store_file f;
		if (!store_draft_add(c, t->draft, logical, from->at, &f))
			return c->err.kind == ERR_LIMIT ? fatal(t) : refuse(t);
		x->files[x->n_files++] = (struct dossier_file){ logical, f.digest, f.size };
		x->document.size += f.size;
	}
	t->out->bytes = x->document.size;
	return true;
}

/* An object of that id may be another document's, though 58 bits speak against it. */
static bool is_same(struct taking *t, struct str id)
{
	struct dossier there;
	if (!dossier_get(t->c, id, false, &there))
		return fatal(t);
	if (str_same(there.digest, t->x.digest)) {
		t->out->title = there.title.name;
		t->out->needs_cataloguer = there.title.needs_cataloguer;
		t->out->pages = there.document.n_pages;
		return true;
	}
	fail(t->c, ERR_CONFLICT, "another document has the id {0}", str_z(t->c->mem, id));
	return refuse(t);
}

/* True where the document is there already. */
static bool known(struct taking *t)
{
	struct ctx *c = t->c;
	if (!store_has(c, t->x.document.id) || !is_same(t, t->x.document.id))
		return false;
	store_draft_drop(c, t->draft);
	t->out->result = DEPOSIT_KNOWN;
	return true;
}

static int *open_files(struct taking *t, size_t *ret_n)
{
	struct ctx *c = t->c;
	struct rlimit limit;
	if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < t->f->n_files + 64) {
		limit.rlim_cur = limit.rlim_max;
		setrlimit(RLIMIT_NOFILE, &limit);
	}
	int *fds = arena_array_of(c->mem, t->f->n_files, int);
	for (size_t i = 0; i < t->x.n_files; i++) {
		fds[i] = open(store_draft_path(c, t->draft, t->x.files[i].logical),
			      O_RDONLY | O_CLOEXEC);
		if (fds[i] < 0) {
			fail_errno(c, "the file {0} could not be opened: {1}",
				   str_z(c->mem, t->x.files[i].logical));
			*ret_n = i;
			return fds;
		}
		*ret_n = i + 1;
	}
	return fds;
}

static bool ask_decoder(struct taking *t, const int *fds, size_t n)
{
	struct ctx *c = t->c;
	if (t->f->kind == MEDIA_SOUND || t->f->kind == MEDIA_FILM)
		return media_av_facts(c, fds[0], t->f->kind, &t->facts);
	return media_ask_facts(c, *t->m, fds, n) && media_answer_facts(c, *t->m, -1, &t->facts);
}

/* What the decoder says; one that died or hung gets one more try with another. */
static bool look(struct taking *t)
{
	struct ctx *c = t->c;
	size_t n = 0;
	if (!*t->m) {
		fail(c, ERR_INTERNAL, "the program that reads documents could not be started");
		return fatal(t);
	}
	int *fds = open_files(t, &n);
	bool ok = n == t->x.n_files && ask_decoder(t, fds, n);
	if (!ok && c->err.kind == ERR_REMOTE) {
		err_clear(c);
		ok = ask_decoder(t, fds, n);
		if (!ok && c->err.kind == ERR_REMOTE)
			fail(c, ERR_INVALID,
			     "the document made the program that reads it fail twice");
	}
	for (size_t i = 0; i < n; i++)
		close(fds[i]);
	if (ok)
		return true;
	if (c->err.kind == ERR_INVALID || c->err.kind == ERR_LIMIT)
		return refuse(t);
	return fatal(t);
}

static void take_pages(struct taking *t)
{
	struct dossier *x = &t->x;
	x->pages.n = t->facts.n_pages;
	x->pages.at = arena_array_of(t->c->mem, x->pages.n + 1, struct document_page);
	for (size_t i = 0; i < x->pages.n; i++)
		x->pages.at[i] = (struct document_page){ .width = t->facts.pages[i].width,
							 .height = t->facts.pages[i].height,
							 .dpi = t->facts.pages[i].dpi,
							 .source = '-' };
	x->document.n_pages = (int)x->pages.n;
}

static void add_if(struct taking *t, enum record_field f, struct str value)
{
	if (value.n && text_is_utf8(value))
		record_add(t->c->mem, &t->x.record, f, value);
}

/* A record from what the file says of itself; *ret: a cataloguer should look at it. */
static bool make_record(struct taking *t)
{
	struct arena *mem = t->c->mem;
	struct str given = t->d->options->title;
	struct str own = t->facts.title;
	if (t->f->record) {
		t->x.record = *t->f->record;
		if (record_first(&t->x.record, RECORD_TITLE).s)
			return false;
	}
	bool sensible = title_is_sensible(own, t->f->name);
	struct str name = given.n    ? given
			  : sensible ? own
				     : title_of_name(mem, t->f->name, t->f->n_files > 1);
	add_if(t, RECORD_TITLE, name);
	if (t->f->record)
		return true;
	if (sensible)
		add_if(t, RECORD_CREATOR, t->facts.creator);
	add_if(t, RECORD_LANGUAGE, t->facts.language);
	return true;
}

static void describe(struct taking *t)
{
	struct dossier *x = &t->x;
	struct document *d = &x->document;
	d->kind = str_of(media_kind_name(t->facts.kind));
	d->mime = str_of(t->facts.mime ? t->facts.mime : "application/octet-stream");
	d->file_name = t->f->name;
	d->n_files = (int)x->n_files;
	d->duration_ms = t->facts.duration_ms;
	d->terms = t->d->options->terms;
	d->damage = t->facts.damage.s ? t->facts.damage : STR("");
	d->deposited = when_now();
	x->pronom = str_of(t->facts.pronom ? t->facts.pronom : "");
	x->width = t->facts.width;
	x->height = t->facts.height;
	x->partner = t->d->partner;
	x->deposit = t->d->deposit;
	take_pages(t);
	bool needs_cataloguer = make_record(t);
	dossier_title(t->c->mem, x, needs_cataloguer);
	t->out->title = x->title.name;
	t->out->needs_cataloguer = needs_cataloguer;
	t->out->damage = d->damage;
	t->out->pages = d->n_pages;
}

static bool keep(struct taking *t)
{
	struct ctx *c = t->c;
	struct str id = t->x.document.id;
	const struct store_note note = {
		.message = str_print(c->mem, "deposit %lld", (long long)t->d->deposit.id),
		.name = str_of(dossier_software()),
		.address = str_print(c->mem, "urn:keruen:partner:%.*s",
				     STR_ARGS(t->d->partner.code)),
	};
	if (!dossier_put(c, t->draft, &t->x) || !mark_set(c, id))
		return fatal(t);
	if (store_create(c, t->draft, id, &note)) {
		t->out->result = DEPOSIT_TAKEN;
		return true;
	}
	if (c->err.kind != ERR_CONFLICT) {
		if (!store_has(c, id))
			mark_clear(c, id);
		return fatal(t);
	}
	err_clear(c); /* another delivery brought it a moment ago */
	return known(t);
}

void take_document(struct ctx *c, const struct delivery *d, const struct find *f, struct media **m,
		   struct outcome *ret)
{
	*ret = (struct outcome){ .result = DEPOSIT_REFUSED, .bytes = f->bytes };
	struct taking t = { .c = c, .d = d, .f = f, .m = m, .out = ret };
	int64_t begun = when_monotonic_us();
	err_clear(c);
	if (!store_draft_new(c, &t.draft)) {
		fatal(&t);
	} else if (copy_files(&t)) {
		t.x.digest = dossier_digest(c->mem, t.x.files, t.x.n_files);
		t.x.document.id = catalog_id_of(c->mem, t.x.digest);
		ret->id = t.x.document.id;
		ret->digest = t.x.digest;
		if (f->refusal.kind) {
			c->err = f->refusal;
			refuse(&t);
		} else if (!known(&t) && !ret->fatal && !ret->why.kind && look(&t)) {
			describe(&t);
			keep(&t);
		}
	}
	if (ret->result == DEPOSIT_REFUSED)
		ret->id = STR("");
	if (ret->fatal)
		store_draft_drop(c, t.draft);
	ret->ms = (when_monotonic_us() - begun) / 1000;
}
