/* One library's directory: making it, opening it, waking those who work in it. */
#include "library/library_int.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static char *in_dir(struct ctx *c, const char *name)
{
	return path_join(c->mem, c->dir, name);
}

bool library_init(struct ctx *c)
{
	static const char *const folders[] = { "run", "derived", "logs" };
	for (size_t i = 0; i < COUNT_OF(folders); i++)
		if (!folder_make(c, in_dir(c, folders[i])))
			return false;
	char *conf = in_dir(c, "keruen.conf");
	if (!file_exists(conf) && !file_replace(c, conf, conf_fresh(c)))
		return false;
	return library_open(c);
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
