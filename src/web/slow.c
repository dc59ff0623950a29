/* Questions that take long, answered by children of the worker: a few of each kind at a time. */
#include "web/slow.h"
#include "web/web.h"

#include <unistd.h>

enum { KINDS = 2, AT_ONCE = 6, QUESTION_MAX = 4096, SEND_MS = 5000, END_MS = 500 };

struct slow_kind {
	const char *verb;
	size_t at_once, answer_max;
	const char *trouble, *busy; /* message ids */
};
static const struct slow_kind password = {
	.verb = "password",
	.at_once = 4,
	.answer_max = 1024,
	.trouble = N_("the password could not be looked at just now"),
	.busy = N_("too many are signing in just now"),
};
static const struct slow_kind outside = {
	.verb = "outside-ask",
	.at_once = AT_ONCE,
	.answer_max = 8 << 20,
	.trouble = N_("the other catalogue could not be asked just now"),
	.busy = N_("too many are asking other catalogues just now"),
};

struct asking {
	struct slow *of;
	struct web_request *r; /* NULL: free */
	slow_fn *then;
	const struct slow_kind *kind;
	pid_t pid;
	int socket;
};
struct slow {
	struct web_worker *w;
	struct asking each[KINDS][AT_ONCE];
};

void slow_open(struct web_worker *w)
{
	w->slow = arena_new_of(w->c.mem, struct slow);
	w->slow->w = w;
}

static void end(struct asking *a)
{
	close(a->socket);
	proc_end(a->pid, END_MS);
	a->r = NULL;
}

void slow_close(struct web_worker *w)
{
	for (size_t i = 0; w->slow && i < KINDS * AT_ONCE; i++)
		if (w->slow->each[i / AT_ONCE][i % AT_ONCE].r)
			end(&w->slow->each[i / AT_ONCE][i % AT_ONCE]);
}

static void ready(void *arg)
{
	struct asking *a = arg;
	struct web_request *r = a->r;
	struct proc_message m;
	bool ok = proc_receive(r->c, a->socket, a->kind->answer_max, SEND_MS, &m);
	if (!ok)
		fail(r->c, ERR_BUSY, a->kind->trouble);
	http_unwatch(a->of->w->server, a->socket);
	end(a);
	r->waiting = false;
	ok = ok && a->then(r, m.bytes);
	if (!ok || !r->waiting)
		web_resume(r, ok);
}

static bool start(struct web_request *r, struct asking *a, struct str question)
{
	const char *const argv[] = { proc_self(), "-C", r->c->dir, a->kind->verb, NULL };
	struct proc_message m = { .bytes = question };
	if (!proc_start(r->c, argv, &a->pid, &a->socket))
		return false;
	if (proc_send(r->c, a->socket, &m) &&
	    http_watch(r->c, a->of->w->server, a->socket, ready, a))
		return true;
	close(a->socket);
	proc_end(a->pid, 0);
	return false;
}

static bool ask(struct web_request *r, const struct slow_kind *k, struct asking *each,
		struct str question, slow_fn *then)
{
	for (size_t i = 0; i < k->at_once; i++) {
		struct asking *a = &each[i];
		if (a->r)
			continue;
		*a = (struct asking){ .of = r->worker->slow, .then = then, .kind = k };
		if (!start(r, a, question))
			return fail(r->c, ERR_BUSY, k->trouble);
		a->r = r;
		r->waiting = true;
		return true;
	}
	return fail(r->c, ERR_BUSY, k->busy);
}

bool slow_ask(struct web_request *r, struct str question, slow_fn *then)
{
	struct slow *s = r->worker->slow;
	if (!s || !s->w->server) /* no loop that could wait: a test's worker */
		return then(r, account_answer(r->c->mem, question));
	return ask(r, &password, s->each[0], question, then);
}

bool slow_ask_outside(struct web_request *r, struct str question, slow_fn *then)
{
	struct slow *s = r->worker->slow;
	if (!s || !s->w->server)
		return fail(r->c, ERR_BUSY, outside.trouble);
	return ask(r, &outside, s->each[1], question, then);
}

bool web_password_main(struct ctx *c, int socket)
{
	struct proc_message m;
	if (!proc_receive(c, socket, QUESTION_MAX, SEND_MS, &m))
		return false;
	struct proc_message answer = { .bytes = account_answer(c->mem, m.bytes) };
	return proc_send(c, socket, &answer);
}
