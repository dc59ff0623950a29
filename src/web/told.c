/* What a page says after a form was taken: codes that may stand in an address, and their words. */
#include "web/sign.h"

static const struct {
	const char *code, *text;
} messages[] = {
	{ "entered", N_("You are signed in.") },
	{ "left", N_("You are signed out.") },
	{ "saved", N_("Saved.") },
	{ "password", N_("Your password is changed. You are signed out everywhere else.") },
	{ "same", N_("Answered: the same edition.") },
	{ "other", N_("Answered: different editions.") },
	{ "later", N_("Put off until later.") },
	{ "undone", N_("The answer was taken back.") },
	{ "split", N_("The record now stands by itself.") },
	{ "joined", N_("The two titles are one now.") },
	{ "closed", N_("The account is closed.") },
	{ "opened", N_("The account is open again.") },
	{ "listed", N_("Added to the list.") },
	{ "unlisted", N_("Taken out of the list.") },
	{ "removed", N_("The list is gone.") },
	{ "taken-back", N_("The earlier version is the present one again.") },
	{ "withdrawn", N_("The record is withdrawn.") },
	{ "holding-gone", N_("The holding is removed.") },
	{ "kept", N_("The search is kept.") },
};

const char *told_text(struct str code)
{
	for (size_t i = 0; code.n && i < COUNT_OF(messages); i++)
		if (str_is(code, messages[i].code))
			return messages[i].text;
	return NULL;
}
