/* keruen.conf: its options, read strictly: what cannot be meant is refused in a sentence. */
#include "library/library_int.h"

enum { CONF_MAX = 64 * 1024, NAAN_MIN = 5, NAAN_MAX = 9 };

const struct library_option library_options[] = {
	{ "database", "sqlite:keruen.db", "sqlite:PATH (from this folder) or postgresql://…" },
	{ "name.kk", "Керуен", "the library's name in Kazakh" },
	{ "name.ru", "Керуен", "the library's name in Russian" },
	{ "name.ky", "Керуен", "the library's name in Kyrgyz" },
	{ "name.en", "Keruen", "the library's name in English" },
	{ "naan", "99999", "the number under which its ARKs are given (99999: for trying out)" },
	{ "url", "", "its public address, as https://books.example.org (empty: as readers ask)" },
	{ "listen", "127.0.0.1", "the address on which it is served" },
	{ "port", "8080", "the port on which it is served" },
	{ "onsite", "", "the members' networks, as 10.1.0.0/16, 2001:db8::/32 (for level onsite)" },
	{ "proxy", "", "the networks of proxies whose X-Forwarded-For is believed" },
	{ "open_registration", "no", "yes: any reader may make an account to keep lists with" },
	{ NULL, NULL, NULL },
};
enum { OPTIONS = COUNT_OF(library_options) - 1 };

struct str conf_fresh(struct ctx *c)
{
	struct buf b;
	buf_init(&b, c->mem, CONF_MAX);
	buf_add_z(&b,
		  "# Keruen: one line an option; what is commented out stands at its default.\n");
	for (const struct library_option *o = library_options; o->name; o++)
		buf_print(&b, "\n# %s\n# %s = %s\n", o->help, o->name, o->value);
	return buf_str(&b);
}

/* -- lines --------------------------------------------------------------------------------------
 */

/* The options as they are written, in the order of the table. */
struct lines {
	struct str value[OPTIONS];
};

static struct str *value_of(struct lines *l, struct str name)
{
	for (size_t i = 0; i < OPTIONS; i++)
		if (str_is(name, library_options[i].name))
			return &l->value[i];
	return NULL;
}

static struct str said(struct lines *l, const char *name)
{
	struct str *v = value_of(l, str_of(name));
	must(v);
	return *v;
}

static bool read_line(struct ctx *c, struct str line, int n, struct lines *l)
{
	line = str_trim(line);
	if (!line.n || line.s[0] == '#')
		return true;
	size_t at = str_find_byte(line, '=');
	struct str *value = at < line.n ? value_of(l, str_trim(str_upto(line, at))) : NULL;
	if (!value)
		return fail(c, ERR_INVALID, "line {0} of keruen.conf sets nothing there is: {1}",
			    str_print(c->mem, "%d", n).s, str_z(c->mem, line));
	*value = str_trim(str_from(line, at + 1));
	return true;
}

static bool read_lines(struct ctx *c, struct lines *ret)
{
	struct str text, line;
	for (size_t i = 0; i < OPTIONS; i++)
		ret->value[i] = str_of(library_options[i].value);
	if (!file_read(c, path_join(c->mem, c->dir, "keruen.conf"), CONF_MAX, &text)) {
		if (c->err.kind == ERR_ABSENT)
			return fail(c, ERR_ABSENT,
				    "there is no library in {0}; make one with \"keruen init\"",
				    c->dir);
		return false;
	}
	for (int n = 1; str_next(&text, '\n', &line); n++)
		if (!read_line(c, line, n, ret))
			return false;
	return true;
}

/* -- values -------------------------------------------------------------------------------------
 */

static bool only(struct str s, const char *allowed)
{
	for (size_t i = 0; i < s.n; i++)
		if (!s.s[i] || !strchr(allowed, s.s[i]))
			return false;
	return true;
}

/* Scheme and host, perhaps a port, and nothing after: addresses are made by adding to it. */
static bool is_url(struct str s)
{
	static const char host[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]";
	size_t scheme = str_starts(s, "https://") ? 8 : str_starts(s, "http://") ? 7 : 0;
	return !s.n || (scheme && s.n > scheme && s.n < 250 && only(str_from(s, scheme), host));
}

/* The alphabet of ARKs (draft-kunze-ark, 2.3). */
static bool is_naan(struct str s)
{
	return s.n >= NAAN_MIN && s.n <= NAAN_MAX && only(s, "0123456789bcdfghjkmnpqrstvwxz");
}

static bool networks(struct ctx *c, struct lines *l, const char *name, struct net_list *ret)
{
	struct str bad;
	return net_list_parse(c->mem, said(l, name), ret, &bad) ||
	       fail(c, ERR_INVALID, "the setting {0} of keruen.conf names no network: {1}", name,
		    str_z(c->mem, bad));
}

static bool valid(struct ctx *c, bool ok, const char *name, struct lines *l)
{
	return ok || fail(c, ERR_INVALID, "the setting {0} of keruen.conf cannot be {1}", name,
			  str_z(c->mem, said(l, name)));
}

static bool read_port(struct lines *l, int *ret)
{
	int64_t port;
	if (!str_to_int(said(l, "port"), 1, 65535, &port))
		return false;
	*ret = (int)port;
	return true;
}

static bool read_yes(struct lines *l, const char *name, bool *ret)
{
	struct str v = said(l, name);
	*ret = str_is(v, "yes");
	return *ret || str_is(v, "no");
}

/* sqlite:PATH is taken from the library's directory. */
static struct str whole_database(struct ctx *c, struct str url)
{
	if (!str_starts(url, "sqlite:") || str_starts(url, "sqlite:/"))
		return url;
	return str_print(c->mem, "sqlite:%s/%.*s", c->dir, STR_ARGS(str_from(url, 7)));
}

bool library_conf_read(struct ctx *c, struct library_conf *ret)
{
	struct library_conf conf = { 0 };
	struct lines l;
	if (!read_lines(c, &l))
		return false;
	conf.database = whole_database(c, said(&l, "database"));
	conf.naan = said(&l, "naan");
	conf.url = said(&l, "url");
	conf.listen = said(&l, "listen");
	for (size_t i = 0; text_languages[i]; i++)
		conf.name[i] = said(&l, str_print(c->mem, "name.%s", text_languages[i]).s);
	if (!valid(c, is_naan(conf.naan), "naan", &l) || !valid(c, is_url(conf.url), "url", &l) ||
	    !valid(c, conf.listen.n > 0, "listen", &l) ||
	    !valid(c, read_port(&l, &conf.port), "port", &l) ||
	    !valid(c, read_yes(&l, "open_registration", &conf.open_registration),
		   "open_registration", &l) ||
	    !networks(c, &l, "onsite", &conf.onsite) || !networks(c, &l, "proxy", &conf.proxies))
		return false;
	*ret = conf;
	return true;
}
