/* The audit: the store's findings counted, and the audit itself written down. */
#include "preserve/preserve.h"

#include <fcntl.h>
#include <unistd.h>

struct listener {
	store_finding_fn *each;
	void *arg;
	struct preserve_audit *sum;
};

static void hear(void *arg, const struct store_finding *f)
{
	struct listener *l = arg;
	l->sum->changed += f->trouble == STORE_CHANGED;
	l->sum->vanished += f->trouble == STORE_VANISHED;
	l->sum->appeared += f->trouble == STORE_APPEARED;
	l->sum->broken += f->trouble == STORE_BROKEN;
	l->each(l->arg, f);
}

static bool write_down(struct ctx *c, const struct preserve_audit *a)
{
	char *folder = path_join(c->mem, c->dir, "logs");
	if (!folder_make(c, folder))
		return false;
	char *path = path_join(c->mem, folder, "audit.jsonl");
	struct str line = str_print(
		c->mem,
		"{\"type\":\"fixity check\",\"begun\":\"%s\",\"ended\":\"%s\",\"files\":%lld,"
		"\"bytes\":%lld,\"changed\":%lld,\"vanished\":%lld,\"appeared\":%lld,\"broken\":%"
		"lld}\n",
		when_text(c->mem, a->begun).s, when_text(c->mem, a->ended).s, (long long)a->files,
		(long long)a->bytes, (long long)a->changed, (long long)a->vanished,
		(long long)a->appeared, (long long)a->broken);
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
	if (fd < 0)
		return fail_errno(c, "could not open file {0}: {1}", path);
	bool ok = file_write_all(fd, line.s, line.n) && !fsync(fd);
	if (!ok)
		fail_errno(c, "could not write file {0}: {1}", path);
	close(fd);
	return ok;
}

bool preserve_audit(struct ctx *c, store_finding_fn *each, void *arg, struct preserve_audit *ret)
{
	struct preserve_audit sum = { .begun = when_now() };
	struct listener l = { each, arg, &sum };
	if (!store_audit(c, 0, hear, &l, &sum.files, &sum.bytes))
		return false;
	sum.ended = when_now();
	if (!write_down(c, &sum))
		return false;
	*ret = sum;
	return true;
}
