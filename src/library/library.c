/* One library's directory: making it, reading its configuration, opening it. */
#include "library/library.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CONF_MAX = 64 * 1024 };

const struct library_option library_options[] = {
	{ "database", "sqlite:keruen.db", "sqlite:PATH (from this folder) or postgresql://…" },
	{ "name.kk", "Керуен", "the library's name in Kazakh" },
	{ "name.ru", "Керуен", "the library's name in Russian" },
	{ "name.ky", "Керуен", "the library's name in Kyrgyz" },
	{ "name.en", "Keruen", "the library's name in English" },
	{ "naan", "99999", "the number under which its ARKs are given (99999: for trying out)" },
	{ NULL, NULL, NULL },
};

static char *in_dir(struct ctx *c, const char *name)
{
	return path_join(c->mem, c->dir, name);
}

static struct str fresh_conf(struct ctx *c)
{
	struct buf b;
	buf_init(&b, c->mem, CONF_MAX);
	buf_add_z(&b,
		  "# Keruen: one line an option; what is commented out stands at its default.\n");
	for (const struct library_option *o = library_options; o->name; o++)
		buf_print(&b, "\n# %s\n# %s = %s\n", o->help, o->name, o->value);
	return buf_str(&b);
}

bool library_init(struct ctx *c)
{
	static const char *const folders[] = { "run", "derived", "logs" };
	for (size_t i = 0; i < COUNT_OF(folders); i++)
		if (!folder_make(c, in_dir(c, folders[i])))
			return false;
	char *conf = in_dir(c, "keruen.conf");
	if (!file_exists(conf) && !file_replace(c, conf, fresh_conf(c)))
		return false;
	return library_open(c);
}

static struct str *conf_field(struct library_conf *conf, struct str name)
{
	if (str_is(name, "database"))
		return &conf->database;
	if (str_is(name, "naan"))
		return &conf->naan;
	for (size_t i = 0; text_languages[i]; i++)
		if (str_starts(name, "name.") && str_is(str_from(name, 5), text_languages[i]))
			return &conf->name[i];
	return NULL;
}

static bool conf_line(struct ctx *c, struct str line, int n, struct library_conf *conf)
{
	line = str_trim(line);
	if (!line.n || line.s[0] == '#')
		return true;
	size_t at = str_find_byte(line, '=');
	struct str *field = at < line.n ? conf_field(conf, str_trim(str_upto(line, at))) : NULL;
	if (!field)
		return fail(c, ERR_INVALID, "keruen.conf line {0} sets nothing there is: {1}",
			    str_print(c->mem, "%d", n).s, str_z(c->mem, line));
	*field = str_trim(str_from(line, at + 1));
	return true;
}

/* sqlite:PATH is taken from the library's directory. */
static struct str whole_url(struct ctx *c, struct str url)
{
	if (!str_starts(url, "sqlite:") || str_starts(url, "sqlite:/"))
		return url;
	return str_print(c->mem, "sqlite:%s/%.*s", c->dir, STR_ARGS(str_from(url, 7)));
}

bool library_conf_read(struct ctx *c, struct library_conf *ret)
{
	struct library_conf conf = { 0 };
	for (const struct library_option *o = library_options; o->name; o++)
		*conf_field(&conf, str_of(o->name)) = str_of(o->value);
	struct str text, line;
	if (!file_read(c, in_dir(c, "keruen.conf"), CONF_MAX, &text)) {
		if (c->err.kind == ERR_ABSENT)
			return fail(c, ERR_ABSENT,
				    "there is no library in {0}; make one with \"keruen init\"",
				    c->dir);
		return false;
	}
	for (int n = 1; str_next(&text, '\n', &line); n++)
		if (!conf_line(c, line, n, &conf))
			return false;
	conf.database = whole_url(c, conf.database);
	*ret = conf;
	return true;
}

bool library_open(struct ctx *c)
{
	struct library_conf conf;
	if (!library_conf_read(c, &conf) || !db_open(c, str_z(c->mem, conf.database)))
		return false;
	if (db_migrate(c) && store_open(c))
		return true;
	db_close(c);
	return false;
}

void library_close(struct ctx *c)
{
	if (c->store)
		store_close(c);
	if (c->db)
		db_close(c);
}

void library_wake(struct ctx *c)
{
	int fd = open(in_dir(c, "run/wake"), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
	if (fd < 0)
		return;
	futimens(fd, NULL);
	close(fd);
}
