/* Sound, film and text by plain addresses. */
#include "derive/derive.h"
#include "words/words.h"
#include "web/pages.h"

#include <fcntl.h>
#include <unistd.h>

/* -- playing ----------------------------------------------------------------------------------- */

static bool open_playable(struct web_request *r, int *ret_fd, const char **ret_type)
{
	struct derive_names names;
	*ret_fd = open(derive_path(r->c, r->doc.id, "play.mp4"), O_RDONLY | O_CLOEXEC);
	*ret_type = str_is(r->doc.kind, "film") ? "video/mp4" : "audio/mp4";
	if (*ret_fd >= 0)
		return true;
	if (!derive_plays_as_delivered(&r->doc))
		return fail(r->c, ERR_BUSY, "the recording is being prepared");
	if (!derive_names(r->c, r->doc.id, &names))
		return false;
	*ret_fd = open(str_z(r->c->mem, names.at[0].path), O_RDONLY | O_CLOEXEC);
	*ret_type = str_z(r->c->mem, r->doc.mime);
	return *ret_fd >= 0 || fail(r->c, ERR_INTERNAL, "could not read a file of the library");
}

static bool show_play(struct web_request *r)
{
	int fd;
	const char *type;
	if (!str_is(r->doc.kind, "sound") && !str_is(r->doc.kind, "film"))
		return fail(r->c, ERR_ABSENT, "the document is no recording");
	if (!open_playable(r, &fd, &type))
		return false;
	web_cache_as_open(r);
	return web_show_file(r, fd, type, str_print(r->c->mem, "%.*s-play", STR_ARGS(r->doc.id)));
}

/* -- text -------------------------------------------------------------------------------------- */

static bool show_plain_text(struct web_request *r)
{
	struct document_pages pages;
	struct page_words words;
	struct str lines;
	int fd;
	if (!document_pages_get(r->c, r->doc.id, &pages))
		return false;
	if ((size_t)r->doc_page > pages.n || pages.at[r->doc_page - 1].words_n == 0)
		return fail(r->c, ERR_ABSENT, "the page has no recognised text");
	const struct document_page *p = &pages.at[r->doc_page - 1];
	if (!store_open_file(r->c, r->doc.id, STR("text/words.tsv"), &fd))
		return false;
	bool ok = file_read_at(r->c, fd, p->words_at, p->words_n, &lines);
	close(fd);
	if (!ok || !words_read_page(r->c, lines, &words))
		return false;
	buf_add(&r->body, words_text(r->c->mem, &words, NULL));
	web_cache_as_open(r);
	return web_show_text(r, "text/plain; charset=utf-8");
}

const struct web_page page_play = {
	.path = "/play/{id}",
	.params = { { "id", PARAM_ID } },
	.needs_doc = true,
	.act = ACT_PLAY,
	.show = show_play,
	.help = N_("Sound or film, as browsers play it; parts may be asked for."),
};
const struct web_page page_plain_text = {
	.path = "/text/{id}/{page}.txt",
	.params = { { "id", PARAM_ID }, { "page", PARAM_PAGE } },
	.needs_doc = true,
	.act = ACT_READ_TEXT,
	.show = show_plain_text,
	.help = N_("The recognised text of a page, plain."),
};
