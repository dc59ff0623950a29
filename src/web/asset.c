/* Static files by their address, and the page that serves them. */
#include "web/asset.h"
#include "web/web_int.h"
#include "web/pages.h"

const struct asset *asset_at(struct str address)
{
	for (size_t lo = 0, hi = assets_n; lo < hi;) {
		size_t mid = lo + (hi - lo) / 2;
		int order = str_order(address, str_of(assets[mid].address));
		if (order == 0)
			return &assets[mid];
		if (order < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return NULL;
}

static bool show(struct web_request *r)
{
	const struct asset *a = asset_at(r->http->target.path);
	if (!a)
		return fail(r->c, ERR_ABSENT, "there is no such page");
	r->reply = (struct http_reply){
		.status = 200,
		.type = a->type,
		.body = a->plain,
		.gzip = a->gzip,
		.cache = CACHE_FOR_EVER,
		.etag = str_upto(str_from(str_of(a->address), 3), 12),
	};
	return true;
}

const struct web_page page_asset = {
	.path = "/a/{hash}/{name}",
	.params = { { "hash", PARAM_TEXT }, { "name", PARAM_TEXT } },
	.show = show,
	.help = N_("A static file of the portal, under an address that changes with its content."),
};
