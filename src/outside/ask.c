/*
 * ask - all catalogues at once, through libyaz's ZOOM, until the time is over.
 *
 * Z39.50-1995 (ISO 23950) with the attributes of the Bath Profile's functional area A; SRU with CQL
 * in the context set dc. ZOOM's own waiting would wait for the slowest; here its sockets are
 * watched, so that one deadline holds for all.
 */
#include <poll.h>
#include <yaz/yaz-iconv.h>
#include <yaz/zoom.h>

#include "outside/outside.h"

enum { ANSWER_MAX = 100, SLICE_MS = 100 };

/* One catalogue being asked. */
struct asking {
	const struct outside_target *target;
	ZOOM_connection z;
	ZOOM_resultset set;
	bool done; /* it has nothing more to say */
};
/* The question as each kind of index takes it: Bib-1 use attributes, CQL indexes. */
static const struct {
	int use;
	const char *cql;
} indexes[] = {
	[OUTSIDE_ANY] = { 1016, "cql.serverChoice" },
	[OUTSIDE_TITLE] = { 4, "dc.title" },
	[OUTSIDE_AUTHOR] = { 1003, "dc.creator" },
	[OUTSIDE_ISBN] = { 7, "bath.isbn" },
};

static void add_quoted(struct buf *out, struct str s)
{
	buf_add_char(out, '"');
	for (size_t i = 0; i < s.n; i++) {
		if (s.s[i] == '"' || s.s[i] == '\\')
			buf_add_char(out, '\\');
		buf_add_char(out, s.s[i]);
	}
	buf_add_char(out, '"');
}

static size_t words_of(struct arena *mem, enum outside_by by, struct str text, struct str **ret)
{
	enum { WORDS_MAX = 20 };
	struct text_walk w;
	struct text_token t;
	size_t n = 0;
	*ret = arena_array_of(mem, WORDS_MAX, struct str);
	if (by == OUTSIDE_ISBN) {
		struct buf digits;
		buf_init(&digits, mem, 0);
		for (size_t i = 0; i < text.n; i++) {
			char ch = text.s[i];
			if ((ch >= '0' && ch <= '9') || ch == 'X' || ch == 'x')
				buf_add_char(&digits, ch);
		}
		(*ret)[0] = buf_str(&digits);
		return digits.n > 0;
	}
	text_walk_init(&w, text);
	while (n < WORDS_MAX && text_walk_next(&w, &t))
		(*ret)[n++] = str_upto(str_from(text, t.at), t.n);
	return n;
}

/* RPN in prefix notation: every word, as a word, anywhere in the field. */
static char *prefix_query(struct arena *mem, enum outside_by by, const struct str *words, size_t n)
{
	struct buf out;
	buf_init(&out, mem, 0);
	for (size_t i = 1; i < n; i++)
		buf_add_z(&out, "@and ");
	for (size_t i = 0; i < n; i++) {
		buf_print(&out, "@attr 1=%d ", indexes[by].use);
		if (by != OUTSIDE_ISBN)
			buf_add_z(&out, "@attr 2=3 @attr 3=3 @attr 4=2 @attr 5=100 @attr 6=1 ");
		add_quoted(&out, words[i]);
		buf_add_char(&out, ' ');
	}
	return str_z(mem, buf_str(&out));
}

static char *cql_query(struct arena *mem, enum outside_by by, const struct str *words, size_t n)
{
	struct buf out;
	buf_init(&out, mem, 0);
	for (size_t i = 0; i < n; i++) {
		buf_print(&out, "%s%s = ", i ? " and " : "", indexes[by].cql);
		add_quoted(&out, words[i]);
	}
	return str_z(mem, buf_str(&out));
}

/* The question in the letters that the catalogue expects; as it is where it has none of them. */
static char *in_charset(struct arena *mem, const struct outside_target *t, char *query)
{
	if (t->charset.n == 0)
		return query;
	yaz_iconv_t cd = yaz_iconv_open(t->charset.s, "utf-8");
	if (!cd)
		return query;
	size_t left = strlen(query), room = left * 4 + 16;
	char *out = arena_take(mem, room + 1), *to = out, *from = query;
	bool ok = yaz_iconv(cd, &from, &left, &to, &room) != (size_t)-1 &&
		  yaz_iconv(cd, NULL, NULL, &to, &room) != (size_t)-1;
	yaz_iconv_close(cd);
	return ok ? out : query;
}

/* The syntax to ask for, by what the catalogue is said to have. */
static const char *syntax(const struct outside_target *t)
{
	enum marc_dialect d = MARC_21;
	if (t->protocol == OUTSIDE_SRU)
		return "xml";
	if (t->dialect.n && !marc_dialect_of(t->dialect, &d))
		return "usmarc";
	return d == MARC_RUSMARC ? "rusmarc" : d == MARC_UNIMARC ? "unimarc" : "usmarc";
}

static void set_z(ZOOM_connection z, struct arena *mem, const char *key, struct str value)
{
	if (value.n)
		ZOOM_connection_option_set(z, key, str_z(mem, value));
}

static void begin(struct arena *mem, struct asking *a, const char *prefix, const char *cql, int n,
		  int ms)
{
	const struct outside_target *t = a->target;
	ZOOM_options o = ZOOM_options_create();
	ZOOM_options_set(o, "async", "1");
	ZOOM_options_set(o, "preferredRecordSyntax", syntax(t));
	ZOOM_options_set(o, "elementSetName", "F");
	ZOOM_options_set(o, "presentChunk", "0");
	ZOOM_options_set_int(o, "count", n);
	ZOOM_options_set_int(o, "timeout", ms / 1000 + 1);
	if (t->protocol == OUTSIDE_SRU) {
		ZOOM_options_set(o, "sru", "get");
		ZOOM_options_set(o, "schema", "marcxml");
		ZOOM_options_set(o, "elementSetName", "");
	}
	a->z = ZOOM_connection_create(o);
	ZOOM_options_destroy(o);
	set_z(a->z, mem, "user", t->user);
	set_z(a->z, mem, "password", t->password);
	ZOOM_connection_connect(a->z, str_z(mem, t->address), 0);
	ZOOM_query q = ZOOM_query_create();
	char *question = str_z(mem, str_of(t->protocol == OUTSIDE_SRU ? cql : prefix));
	question = in_charset(mem, t, question);
	if (t->protocol == OUTSIDE_SRU)
		ZOOM_query_cql(q, question);
	else
		ZOOM_query_prefix(q, question);
	a->set = ZOOM_connection_search(a->z, q);
	ZOOM_query_destroy(q);
}

/* What libyaz has ready is taken in; true while any catalogue has more to say. */
static bool take_events(struct asking *a, size_t n, ZOOM_connection *all)
{
	int i;
	while ((i = ZOOM_event_nonblock((int)n, all)) != 0) {
		int event = ZOOM_connection_last_event(all[i - 1]);
		a[i - 1].done |= event == ZOOM_EVENT_TIMEOUT;
	}
	bool more = false;
	for (size_t k = 0; k < n; k++) {
		a[k].done |= ZOOM_connection_is_idle(a[k].z) != 0;
		more |= !a[k].done;
	}
	return more;
}

static int events_of(int mask)
{
	return (mask & ZOOM_SELECT_READ ? POLLIN : 0) | (mask & ZOOM_SELECT_WRITE ? POLLOUT : 0);
}

static int mask_of(int events)
{
	bool gone = events & (POLLERR | POLLHUP);
	return (events & POLLIN || gone ? ZOOM_SELECT_READ : 0) |
	       (events & POLLOUT || gone ? ZOOM_SELECT_WRITE : 0);
}

static void wait_for_sockets(struct arena *mem, struct asking *a, size_t n, int ms)
{
	struct pollfd *fds = arena_array_of(mem, n, struct pollfd);
	for (size_t i = 0; i < n; i++) {
		fds[i].fd = a[i].done ? -1 : ZOOM_connection_get_socket(a[i].z);
		fds[i].events = (short)events_of(ZOOM_connection_get_mask(a[i].z));
	}
	if (poll(fds, n, ms < SLICE_MS ? ms : SLICE_MS) <= 0)
		return;
	for (size_t i = 0; i < n; i++) {
		if (fds[i].fd >= 0 && fds[i].revents)
			ZOOM_connection_fire_event_socket(a[i].z, mask_of(fds[i].revents));
	}
}

static void ask_all(struct arena *mem, struct asking *a, size_t n, int ms)
{
	ZOOM_connection *all = arena_array_of(mem, n, ZOOM_connection);
	struct arena *turn = arena_new(0);
	int64_t until = when_monotonic_us() + (int64_t)ms * 1000;
	for (size_t i = 0; i < n; i++)
		all[i] = a[i].z;
	while (take_events(a, n, all)) {
		int64_t left = (until - when_monotonic_us()) / 1000;
		if (left <= 0)
			break;
		arena_reset(turn);
		wait_for_sockets(turn, a, n, (int)left);
	}
	arena_free(turn);
}

static struct str trouble_of(struct ctx *c, const struct asking *a)
{
	const char *said = NULL, *more = NULL;
	struct str name = a->target->name;
	int error = ZOOM_connection_error(a->z, &said, &more);
	const char *words = str_print(c->mem, "%s%s%s", said ? said : "", more && *more ? ": " : "",
				      more ? more : "")
				    .s;
	if (error == ZOOM_ERROR_TIMEOUT || (error == 0 && !a->done))
		fail(c, ERR_REMOTE, "the catalogue {0} did not answer in time", name.s);
	else if (error == ZOOM_ERROR_CONNECT || error == ZOOM_ERROR_CONNECTION_LOST)
		fail(c, ERR_REMOTE, "the catalogue {0} cannot be reached", name.s);
	else if (error)
		fail(c, ERR_REMOTE, "the catalogue {0} refused the question: {1}", name.s, words);
	else
		return STR("");
	struct str ret = text_say_err(c->mem, c->lang ? c->lang : "en", &c->err);
	err_clear(c);
	return ret;
}

/* The bytes of a record, read as a partner's file would be. */
static bool read_one(struct ctx *c, const struct outside_target *t, struct str raw, bool xml,
		     struct record_item *ret)
{
	struct record_options o = { .format = !xml               ? "iso2709"
					      : marc_likely(raw) ? "marcxml"
								 : "dc",
				    .dialect = t->dialect.n ? t->dialect.s : NULL,
				    .encoding = t->encoding.n && !xml ? t->encoding.s : NULL };
	if (!record_again(c, raw, &o, ret)) {
		err_clear(c);
		return false;
	}
	return !ret->reason;
}

static void take_records(struct ctx *c, const struct asking *a, int n, struct outside_answer *ret)
{
	size_t given = 0;
	ret->at = arena_array_of(c->mem, (size_t)n, struct record_item);
	for (int i = 0; i < n; i++) {
		ZOOM_record z = ZOOM_resultset_record_immediate(a->set, (size_t)i);
		int len = 0;
		const char *kind = z ? ZOOM_record_get(z, "syntax", NULL) : NULL;
		const char *raw = z ? ZOOM_record_get(z, "raw", &len) : NULL;
		given += z != NULL;
		if (!raw || !kind || len < 0)
			continue;
		bool xml = a->target->protocol == OUTSIDE_SRU || str_is(str_of(kind), "XML");
		struct str bytes = str_copy(c->mem,
					    (struct str){ raw, xml ? strlen(raw) : (size_t)len });
		ret->n += read_one(c, a->target, bytes, xml, &ret->at[ret->n]);
	}
	if (given && ret->n == 0)
		ret->trouble = str_of(
			text_say(c->lang ? c->lang : "en",
				 N_("It gives records in a format that is not read.")));
}

static void take_answer(struct ctx *c, const struct asking *a, int n, struct outside_answer *ret)
{
	*ret = (struct outside_answer){ .target = a->target->code, .trouble = trouble_of(c, a) };
	ret->total = (int64_t)ZOOM_resultset_size(a->set);
	ret->answered = ret->trouble.n == 0 || ret->total > 0;
	if (ret->answered)
		take_records(c, a, n, ret);
}

bool outside_search(struct ctx *c, const struct outside_targets *t, enum outside_by by,
		    struct str words, int n, int ms, struct outside_answers *ret)
{
	struct str *at;
	size_t n_words = words_of(c->mem, by, words, &at);
	if (n_words == 0)
		return fail(c, ERR_INVALID, "there is no word to search by");
	n = n < 1 ? 1 : n > ANSWER_MAX ? ANSWER_MAX : n;
	char *prefix = prefix_query(c->mem, by, at, n_words);
	char *cql = cql_query(c->mem, by, at, n_words);
	struct asking *all = arena_array_of(c->mem, t->n + 1, struct asking);
	for (size_t i = 0; i < t->n; i++) {
		all[i].target = &t->at[i];
		begin(c->mem, &all[i], prefix, cql, n, ms);
	}
	ask_all(c->mem, all, t->n, ms);
	struct outside_answers made = { .at = arena_array_of(c->mem, t->n + 1,
							     struct outside_answer) };
	for (size_t i = 0; i < t->n; i++) {
		take_answer(c, &all[i], n, &made.at[made.n++]);
		ZOOM_resultset_destroy(all[i].set);
		ZOOM_connection_destroy(all[i].z);
	}
	*ret = made;
	return true;
}
