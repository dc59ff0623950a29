/* The audit of the store, with a line in the log for each: when, what was read, what was found. */
#include "preserve/preserve.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

struct listener {
	store_finding_fn *each;
	void *arg;
	struct preserve_audit sum;
	struct buf findings; /* as JSON, for the log */
};

static void hear(void *arg, const struct store_finding *f)
{
	static const char *const names[] = { "changed", "vanished", "appeared", "broken" };
	struct listener *l = arg;
	int64_t *counts[] = { &l->sum.changed, &l->sum.vanished, &l->sum.appeared, &l->sum.broken };
	++*counts[f->trouble];
	struct buf *b = &l->findings;
	buf_print(b, "%s{\"trouble\": \"%s\", \"code\": ", b->n ? ", " : "", names[f->trouble]);
	buf_add_json(b, f->detail);
	buf_add_z(b, ", \"object\": ");
	buf_add_json(b, f->object);
	buf_add_z(b, ", \"path\": ");
	buf_add_json(b, f->path);
	buf_add_z(b, "}");
	if (l->each)
		l->each(l->arg, f);
}

/* One line, appended whole and flushed: a fixity check in PREMIS's words. */
static bool log_line(struct ctx *c, const struct listener *l)
{
	const struct preserve_audit *s = &l->sum;
	bool well = s->changed + s->vanished + s->appeared + s->broken == 0;
	char *folder = path_join(c->mem, c->dir, "logs");
	char *path = path_join(c->mem, folder, "audit.jsonl");
	struct buf b;
	buf_init(&b, c->mem, 0);
	buf_add_z(&b, "{\"type\": \"fixity check\", \"time\": ");
	buf_add_json(&b, when_text(c->mem, s->begun));
	buf_print(&b, ", \"agent\": \"%s\", \"outcome\": \"%s\", \"files\": %lld, \"bytes\": %lld",
		  dossier_software(), well ? "success" : "fail", (long long)s->files,
		  (long long)s->bytes);
	buf_print(&b, ", \"seconds\": %lld, \"findings\": [", (long long)(s->ms / 1000));
	buf_add(&b, l->findings.full ? STR("") : buf_str(&l->findings));
	buf_add_z(&b, "]}\n");
	if (!folder_make(c, folder))
		return false;
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
	if (fd < 0)
		return fail_errno(c, "the log {0} could not be opened: {1}", path);
	bool ok = file_write_all(fd, b.s, b.n) && fsync(fd) == 0;
	int kept = errno;
	close(fd);
	errno = kept;
	return ok || fail_errno(c, "the log {0} could not be written: {1}", path);
}

bool preserve_audit(struct ctx *c, store_finding_fn *each, void *arg, struct preserve_audit *ret)
{
	struct listener l = { .each = each, .arg = arg, .sum.begun = when_now() };
	int64_t us = when_monotonic_us();
	buf_init(&l.findings, c->mem, 64 << 20);
	if (!store_audit(c, 0, hear, &l, &l.sum.files, &l.sum.bytes))
		return false;
	l.sum.ms = (when_monotonic_us() - us) / 1000;
	l.sum.ended = when_now();
	if (!log_line(c, &l))
		return false;
	*ret = l.sum;
	return true;
}
