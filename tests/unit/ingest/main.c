/* Runs the room's groups; started again as `unit-ingest decoder` it is the decoder itself. */
#include "unit.h"
#include "groups.h"

#include <unistd.h>

char *put(struct ctx *c, const char *path, struct str bytes)
{
	char *at = path_join(c->mem, c->dir, path);
	char *slash = strrchr(at, '/');
	*slash = 0;
	unit_ok(c, folder_make(c, at));
	*slash = '/';
	unlink(at);
	unit_ok(c, file_write(c, at, bytes));
	return at;
}

int main(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "decoder") == 0)
		return media_decoder_main(3);
	return group_discover() + group_match() + group_deposit() != 0;
}
