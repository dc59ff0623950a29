/* What an embargo held back is put into the index when its day has come: asked for once a day. */
#include "catalog/catalog.h"
#include "cli/work.h"
#include "queue/queue.h"

enum { LOOK_US = 60 * 1000000, DAY_MAX = 64 };

static bool ask_for(struct ctx *c, void *arg, struct str title)
{
	return queue_add(c, STR("index"), title, 50);
}

static bool ask_since(struct ctx *c, struct str last, struct str today)
{
	bool ok = db_begin(c) && titles_opened(c, last, today, ask_for, NULL) && db_commit(c);
	if (!ok)
		db_rollback(c);
	return ok;
}

/* DIR/run/opened holds the last day that was seen to. Lost, all that ever opened is indexed once
 * more, which changes nothing. */
bool work_opened(struct ctx *c)
{
	static int64_t looked;
	int64_t now = when_monotonic_us();
	struct str last, today = str_upto(when_text(c->mem, when_now()), 10);
	char *path = path_join(c->mem, c->dir, "run/opened");
	if (looked && now - looked < LOOK_US)
		return true;
	looked = now;
	if (!file_read(c, path, DAY_MAX, &last)) {
		if (c->err.kind != ERR_ABSENT)
			return false;
		err_clear(c);
		last = STR_NONE;
	}
	last = str_trim(last);
	return str_same(last, today) || (ask_since(c, last, today) && file_replace(c, path, today));
}
