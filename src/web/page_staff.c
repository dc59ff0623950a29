/* The staff's desk: what waits, what came in last, what was decided last. */
#include "web/card.h"
#include "web/imports.h"
#include "web/pages.h"
#include "web/staff.h"
#include "page_staff.html.h"

enum { IMPORTS = 5, ANSWERED = 5 };

static bool show(struct web_request *r)
{
	struct view_staff v = { 0 };
	int64_t partner = r->account.partner ? r->account.partner : -1;
	if (!card_holders(r) || !cluster_queue_count(r->c, &v.waiting) ||
	    !imports_last(r, partner, IMPORTS, &v.imports) ||
	    !staff_answered(r, partner, ANSWERED, &v.answered))
		return false;
	if (r->account.partner)
		v.partner = card_holder(r, r->account.partner);
	return WEB_SHOW(r, page_staff, &v, NULL);
}

const struct web_page page_staff = {
	.path = "/staff",
	.role = ROLE_CATALOGUER,
	.show = show,
	.help = N_("The staff's desk: what waits, what came in last."),
};
