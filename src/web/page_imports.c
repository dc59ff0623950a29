/* Imports: each file of records, what became of it, and what could not be taken. */
#include "web/card.h"
#include "web/imports.h"
#include "web/pages.h"
#include "page_import.html.h"
#include "page_imports.html.h"

enum { FILES = 200, ASIDES = 200, BYTES_SHOWN = 400, SAVE_MOST = 16 << 20, SAVED = 100000 };

static struct view_import import_of(struct web_request *r, const struct source_file *f)
{
	struct arena *mem = r->c->mem;
	return (struct view_import){
		.href = str_print(mem, "/staff/imports/%lld", (long long)f->id),
		.name = f->name,
		.partner = card_holder(r, f->partner),
		.begun = staff_when(r, f->begun),
		.size = text_size(mem, r->c->lang, f->size),
		.format = f->format,
		.read = f->read,
		.taken = f->taken,
		.replaced = f->replaced,
		.withdrawn = f->withdrawn,
		.unchanged = f->unchanged,
		.mended = f->mended,
		.set_aside = f->set_aside,
		.ended = f->ended > 0,
	};
}

bool imports_last(struct web_request *r, int64_t partner, int n, struct view_imports *ret)
{
	struct source_file_list files;
	if (!source_files(r->c, partner, n, &files))
		return false;
	ret->at = arena_array_of(r->c->mem, files.n + 1, struct view_import);
	for (ret->n = 0; ret->n < files.n; ret->n++)
		ret->at[ret->n] = import_of(r, &files.at[ret->n]);
	return true;
}

static bool show_list(struct web_request *r)
{
	int64_t partner;
	struct view_imports_page v = { .partner = web_text(r, "partner") };
	v.partners = staff_partners(r, v.partner, &partner);
	if (!card_holders(r) || !imports_last(r, partner, FILES, &v.files))
		return false;
	return WEB_SHOW(r, page_imports, &v, NULL);
}

const struct web_page page_imports = {
	.path = "/staff/imports",
	.role = ROLE_CATALOGUER,
	.params = { { "partner", PARAM_TEXT } },
	.show = show_list,
	.help = N_("Files of records that were imported."),
};

/* -- one file -------------------------------------------------------------------------------------- */

/* What is another library's is not there, but for the office. */
static bool get(struct web_request *r, struct source_file *ret)
{
	struct source_file f;
	if (!source_file_get(r->c, web_number(r, "id", 0), &f))
		return false;
	if (!account_may(&r->account, ROLE_CATALOGUER, f.partner))
		return fail(r->c, ERR_DENIED, "this file is another library's");
	*ret = f;
	return true;
}

static const char *mend_name(struct str code)
{
	for (int m = 0; m < MENDS; m++)
		if (str_is(code, marc_mend_code((enum marc_mend)m)))
			return marc_mend_name((enum marc_mend)m);
	return NULL;
}

/* "length 12" a line. */
static struct view_mends mends_of(struct web_request *r, struct str text)
{
	struct view_mends list = { arena_array_of(r->c->mem, MENDS, struct view_mend), 0 };
	struct str line;
	while (list.n < MENDS && str_next(&text, '\n', &line)) {
		size_t space = str_find_byte(line, ' ');
		const char *name = mend_name(str_upto(line, space));
		int64_t n;
		if (name && str_to_int(str_from(line, space + 1), 1, INT64_MAX, &n))
			list.at[list.n++] = (struct view_mend){ name, n };
	}
	return list;
}

/* Bytes of anybody's as text: what is printable ASCII or whole UTF-8 stays, all else as \xNN. */
static struct str shown_safely(struct arena *mem, struct str bytes)
{
	struct buf b;
	buf_init(&b, mem, 0);
	for (size_t i = 0; i < bytes.n;) {
		size_t next = i;
		uint32_t letter = text_next(bytes, &next);
		bool plain = letter >= ' ' && letter != 0x7F && letter != 0xFFFD &&
			     !(letter >= 0x80 && letter < 0xA0) &&
			     !(letter >= 0x200B && letter <= 0x202E) &&
			     !(letter >= 0x2060 && letter <= 0x206F) && letter != 0xFEFF;
		if (plain)
			buf_add(&b, str_upto(str_from(bytes, i), next - i));
		for (size_t k = i; !plain && k < next; k++)
			buf_print(&b, "\\x%02x", (unsigned char)bytes.s[k]);
		i = next;
	}
	return buf_str(&b);
}

static bool aside_bytes(struct web_request *r, const struct source_aside *a, int64_t most,
			struct str *ret)
{
	struct source_version v = { .file = a->file,
				    .at = a->at,
				    .length = a->length < most ? a->length : most };
	return source_version_raw(r->c, &v, ret);
}

static struct view_aside aside_of(struct web_request *r, const struct source_aside *a)
{
	struct str bytes = STR_NONE;
	if (!aside_bytes(r, a, BYTES_SHOWN, &bytes))
		err_clear(r->c); /* the row says where it stood */
	return (struct view_aside){
		.number = a->number,
		.at = a->at,
		.length = a->length,
		.reason = str_z(r->c->mem, a->reason),
		.bytes = shown_safely(r->c->mem, bytes),
		.more = a->length > BYTES_SHOWN,
	};
}

static bool show(struct web_request *r)
{
	struct source_file f;
	struct source_aside_list asides;
	if (!get(r, &f) || !card_holders(r) || !source_asides(r->c, f.id, ASIDES, &asides))
		return false;
	struct view_import_report v = {
		.file = import_of(r, &f),
		.dialect = f.dialect,
		.encoding = f.encoding,
		.digest = f.digest,
		.mends = mends_of(r, f.mends),
		.asides_more = f.set_aside > (int64_t)asides.n ? f.set_aside - (int64_t)asides.n
							       : 0,
	};
	if (asides.n)
		v.save = str_print(r->c->mem, "/staff/imports/%lld/aside", (long long)f.id);
	v.asides.at = arena_array_of(r->c->mem, asides.n + 1, struct view_aside);
	for (; v.asides.n < asides.n; v.asides.n++)
		v.asides.at[v.asides.n] = aside_of(r, &asides.at[v.asides.n]);
	return WEB_SHOW(r, page_import, &v, NULL);
}

const struct web_page page_import = {
	.path = "/staff/imports/{id}",
	.role = ROLE_CATALOGUER,
	.params = { { "id", PARAM_NUMBER } },
	.show = show,
	.help = N_("What became of an imported file."),
};

/* The bytes as they came, one after another, for the library to mend and send again. */
static bool save(struct web_request *r)
{
	struct source_file f;
	struct source_aside_list asides;
	if (!get(r, &f) || !source_asides(r->c, f.id, SAVED, &asides))
		return false;
	for (size_t i = 0; i < asides.n && r->body.n < SAVE_MOST; i++) {
		struct str bytes;
		if (!aside_bytes(r, &asides.at[i], INT64_MAX, &bytes))
			return false;
		buf_add(&r->body, bytes);
	}
	http_reply_add(
		&r->reply, "Content-Disposition",
		str_print(r->c->mem, "attachment; filename=\"aside-%lld.bin\"", (long long)f.id));
	return web_show_text(r, "application/octet-stream");
}

const struct web_page page_import_aside = {
	.path = "/staff/imports/{id}/aside",
	.role = ROLE_CATALOGUER,
	.params = { { "id", PARAM_NUMBER } },
	.show = save,
	.help = N_("The records of an imported file that were set aside, as they came."),
};
