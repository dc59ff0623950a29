/* Help for readers: searching, reading, saving. */
#include "web/pages.h"
#include "page_help.html.h"

static bool show(struct web_request *r)
{
	struct view_nothing v = { 0 };
	return WEB_SHOW(r, page_help, &v, NULL);
}

const struct web_page page_help = {
	.path = "/help",
	.show = show,
	.help = N_("Help for readers."),
};
