/*
 * The decision on access, as a table: for each level, what each action takes. Embargo and place are
 * looked at first, and turn the level into the one that holds now, for this reader.
 */
#include "access/access.h"

#include <time.h>

/* What an action takes, once the level is known. */
enum rule {
	NEVER,
	ALWAYS,
	FIRST, /* pages 1..N of an excerpt, asked one by one */
	PART,  /* the excerpt as one file: no page, or one within it */
};

/* The rights that hold now: the level, with place and day taken into account. */
enum right { RIGHT_OPEN, RIGHT_READ, RIGHT_EXCERPT, RIGHT_CLOSED, RIGHT_COUNT };

/* clang-format off */
static const enum rule rules[ACT_COUNT][RIGHT_COUNT] = {
	/*                        open    read    excerpt closed */
	[ACT_LIST] =           { ALWAYS, ALWAYS, ALWAYS, ALWAYS },
	[ACT_READ_RECORD] =    { ALWAYS, ALWAYS, ALWAYS, ALWAYS },
	[ACT_READ_PAGE] =      { ALWAYS, ALWAYS, ALWAYS, NEVER },
	[ACT_ZOOM] =           { ALWAYS, ALWAYS, ALWAYS, NEVER },
	[ACT_READ_TEXT] =      { ALWAYS, ALWAYS, ALWAYS, NEVER },
	[ACT_SEARCH_INSIDE] =  { ALWAYS, ALWAYS, ALWAYS, NEVER },
	[ACT_PLAY] =           { ALWAYS, ALWAYS, ALWAYS, NEVER },
	[ACT_PRINT] =          { ALWAYS, NEVER,  FIRST,  NEVER },
	[ACT_SAVE_PAGE] =      { ALWAYS, NEVER,  FIRST,  NEVER },
	[ACT_SAVE_EXCERPT] =   { ALWAYS, NEVER,  PART,   NEVER },
	[ACT_SAVE_WHOLE] =     { ALWAYS, NEVER,  NEVER,  NEVER },
	[ACT_HARVEST_RECORD] = { ALWAYS, ALWAYS, ALWAYS, ALWAYS },
	[ACT_HARVEST_FILE] =   { ALWAYS, NEVER,  NEVER,  NEVER },
	/* For the partner and the operator, never for a reader. */
	[ACT_RESTORE] =        { NEVER,  NEVER,  NEVER,  NEVER },
};
/* clang-format on */

static const char *const level_names[] = {
	[LEVEL_OPEN] = "open",     [LEVEL_READ] = "read",     [LEVEL_EXCERPT] = "excerpt",
	[LEVEL_ONSITE] = "onsite", [LEVEL_CLOSED] = "closed",
};

static const char *const action_names[ACT_COUNT] = {
	[ACT_LIST] = "list",
	[ACT_READ_RECORD] = "read record",
	[ACT_READ_PAGE] = "read page",
	[ACT_ZOOM] = "zoom",
	[ACT_READ_TEXT] = "read text",
	[ACT_SEARCH_INSIDE] = "search inside",
	[ACT_PLAY] = "play",
	[ACT_PRINT] = "print",
	[ACT_SAVE_PAGE] = "save page",
	[ACT_SAVE_EXCERPT] = "save excerpt",
	[ACT_SAVE_WHOLE] = "save whole",
	[ACT_HARVEST_RECORD] = "harvest record",
	[ACT_HARVEST_FILE] = "harvest file",
	[ACT_RESTORE] = "restore",
};

/* Names */

const char *access_level_name(enum access_level l)
{
	must((size_t)l < COUNT_OF(level_names));
	return level_names[l];
}

bool access_level_of(struct str name, enum access_level *ret)
{
	for (size_t i = 0; i < COUNT_OF(level_names); i++)
		if (str_is(name, level_names[i])) {
			*ret = (enum access_level)i;
			return true;
		}
	return false;
}

const char *access_action_name(enum access_action a)
{
	must((size_t)a < ACT_COUNT);
	return action_names[a];
}

/* Embargo */

static bool digits(struct str s, size_t at, size_t n, int max)
{
	int64_t v;
	return str_to_int(str_upto(str_from(s, at), n), 0, max, &v) && s.s[at] >= '0' &&
	       s.s[at] <= '9' && (v > 0 || n == 4);
}

static bool is_day(struct str s)
{
	return s.n == 10 && s.s[4] == '-' && s.s[7] == '-' && digits(s, 0, 4, 9999) &&
	       digits(s, 5, 2, 12) && digits(s, 8, 2, 31);
}

/* Days are of UTC. An embargo that cannot be read holds for ever: closed is the safe side. */
static bool under_embargo(struct str until, int64_t now)
{
	if (!until.n)
		return false;
	time_t t = (time_t)now;
	struct tm tm;
	char today[16];
	if (!is_day(until) || !gmtime_r(&t, &tm) || tm.tm_year < 0 || tm.tm_year > 8099 ||
	    strftime(today, sizeof today, "%Y-%m-%d", &tm) != 10)
		return true;
	return str_order(str_of(today), until) < 0;
}

/* Deciding */

static enum right right_now(const struct access_who *who, const struct access_terms *terms,
			    int64_t now)
{
	if (under_embargo(terms->embargo, now))
		return RIGHT_CLOSED;
	switch (terms->level) {
	case LEVEL_OPEN: return RIGHT_OPEN;
	case LEVEL_READ: return RIGHT_READ;
	case LEVEL_EXCERPT: return RIGHT_EXCERPT;
	case LEVEL_ONSITE: return who->onsite ? RIGHT_READ : RIGHT_CLOSED;
	case LEVEL_CLOSED: break;
	}
	return RIGHT_CLOSED;
}

static bool rule_allows(enum rule rule, const struct access_terms *terms, int page)
{
	int first = terms->excerpt_pages;
	switch (rule) {
	case ALWAYS: return true;
	case FIRST: return page >= 1 && page <= first;
	case PART: return first >= 1 && page <= first;
	case NEVER: break;
	}
	return false;
}

/* Why nothing of the document is shown. */
static struct access_answer shut(const struct access_terms *terms, int64_t now)
{
	struct access_answer no = { .allowed = false };
	if (under_embargo(terms->embargo, now)) {
		bool told = is_day(terms->embargo);
		no.reason = told ? N_("this document is closed to readers until {0}")
				 : N_("this document is closed to readers until a date set by its "
				      "owner");
		no.until = told ? terms->embargo : STR_NONE;
		no.forward = N_("come back after that date, or ask the library that holds it");
	} else if (terms->level == LEVEL_ONSITE) {
		no.reason = N_("this document can be read only inside the member libraries");
		no.forward = N_("visit a member library and open the document there");
	} else {
		no.reason = N_("this document is kept, but it is not open to readers");
		no.forward = N_("ask the library that holds it");
	}
	return no;
}

/* Why a document that may be read may not be taken away. */
static struct access_answer kept_here(enum right right, enum access_action action)
{
	struct access_answer no = { .allowed = false };
	if (action == ACT_HARVEST_FILE) {
		no.reason = N_("the files of this document may not be harvested");
		no.forward = N_("its record may be harvested");
	} else if (right == RIGHT_EXCERPT) {
		no.reason = N_("only the first pages of this document may be saved or printed");
		no.forward = N_("save the excerpt, or read the whole document here");
	} else {
		no.reason = N_("this document may be read, but not saved or printed");
		no.forward = N_("read it here");
	}
	return no;
}

struct access_answer access_decide(const struct access_who *who, const struct access_terms *terms,
				   enum access_action action, int page, int64_t now)
{
	must((size_t)action < ACT_COUNT);
	if (action == ACT_RESTORE)
		return (struct access_answer){
			.reason = N_(
				"only the partner that deposited a document gets it back whole"),
			.forward = N_("ask the operator of this library"),
		};
	if (page < 0)
		return (struct access_answer){ .reason = N_("there is no such page") };
	enum right right = right_now(who, terms, now);
	if (rule_allows(rules[action][right], terms, page))
		return (struct access_answer){ .allowed = true };
	return right == RIGHT_CLOSED ? shut(terms, now) : kept_here(right, action);
}

const char *access_phrase(const struct access_who *who, const struct access_terms *terms,
			  int64_t now)
{
	switch (right_now(who, terms, now)) {
	case RIGHT_OPEN: return N_("may be read and saved");
	case RIGHT_READ: return N_("may be read here, not saved");
	case RIGHT_EXCERPT:
		return terms->excerpt_pages > 0
			       ? N_("may be read here; the first pages may be saved")
			       : N_("may be read here, not saved");
	case RIGHT_CLOSED:
	case RIGHT_COUNT: break;
	}
	if (under_embargo(terms->embargo, now))
		return N_("not open to readers yet");
	return terms->level == LEVEL_ONSITE ? N_("may be read inside the member libraries only")
					    : N_("not open to readers");
}
