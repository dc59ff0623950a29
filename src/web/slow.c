/* Questions that take long on purpose, answered by children of the worker: a few at a time. */
#include "web/slow.h"
#include "web/web.h"

#include <unistd.h>

enum { AT_ONCE = 4, QUESTION_MAX = 4096, ANSWER_MAX = 1024, SEND_MS = 5000, END_MS = 500 };

struct asking {
	struct slow *of;
	struct web_request *r; /* NULL: free */
	slow_fn *then;
	pid_t pid;
	int socket;
};
struct slow {
	struct web_worker *w;
	struct asking each[AT_ONCE];
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
	for (size_t i = 0; w->slow && i < AT_ONCE; i++)
		if (w->slow->each[i].r)
			end(&w->slow->each[i]);
}

static void ready(void *arg)
{
	struct asking *a = arg;
	struct web_request *r = a->r;
	struct proc_message m;
	bool ok = proc_receive(r->c, a->socket, ANSWER_MAX, SEND_MS, &m);
	if (!ok)
		fail(r->c, ERR_BUSY, "the password could not be looked at just now");
	http_unwatch(a->of->w->server, a->socket);
	end(a);
	r->waiting = false;
	ok = ok && a->then(r, m.bytes);
	if (!ok || !r->waiting)
		web_resume(r, ok);
}

static bool start(struct web_request *r, struct asking *a, struct str question)
{
	const char *const argv[] = { proc_self(), "password", NULL };
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

bool slow_ask(struct web_request *r, struct str question, slow_fn *then)
{
	struct slow *s = r->worker->slow;
	if (!s || !s->w->server) /* no loop that could wait: a test's worker */
		return then(r, account_answer(r->c->mem, question));
	for (size_t i = 0; i < AT_ONCE; i++) {
		struct asking *a = &s->each[i];
		if (a->r)
			continue;
		*a = (struct asking){ .of = s, .then = then };
		if (!start(r, a, question))
			return fail(r->c, ERR_BUSY, "the password could not be looked at just now");
		a->r = r;
		r->waiting = true;
		return true;
	}
	return fail(r->c, ERR_BUSY, "too many are signing in just now");
}

bool web_password_main(struct ctx *c, int socket)
{
	struct proc_message m;
	if (!proc_receive(c, socket, QUESTION_MAX, SEND_MS, &m))
		return false;
	struct proc_message answer = { .bytes = account_answer(c->mem, m.bytes) };
	return proc_send(c, socket, &answer);
}
