/* keruen doctor: whether this machine has what the program needs. */
#include "cli/cli_int.h"

#include <sys/resource.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TESSDATA "/usr/share/tesseract-ocr/5/tessdata/"
enum { SPACE_MIN_MB = 1024, FILES_MIN = 1024 };

struct finding {
	const char *what; /* message id */
	bool ok;
	struct str detail;
	const char *hint; /* message id: what to do where it is not ok */
};

static void tell(struct cli *cli, const struct finding *f, bool *all_ok)
{
	struct ctx *c = cli->c;
	*all_ok = *all_ok && f->ok;
	if (cli->json) {
		struct buf b;
		buf_init(&b, c->mem, 0);
		buf_add_z(&b, "{\"check\":");
		buf_add_json(&b, str_of(f->what));
		buf_print(&b, ",\"ok\":%s,\"detail\":", f->ok ? "true" : "false");
		buf_add_json(&b, f->detail);
		buf_add_z(&b, "}\n");
		cli_print(buf_str(&b));
		return;
	}
	printf("%s %s  %.*s\n", f->ok ? "ok  " : "MISS", text_say(c->lang, f->what),
	       STR_ARGS(f->detail));
	if (!f->ok)
		printf("     %s\n", text_say(c->lang, f->hint));
}

static void tell_file(struct cli *cli, const char *what, const char *path, const char *hint,
		      bool *ok)
{
	struct finding f = { what, access(path, R_OK) == 0, str_of(path), hint };
	tell(cli, &f, ok);
}

/* landlock_create_ruleset(NULL, 0, LANDLOCK_CREATE_RULESET_VERSION): the ABI, or below 0 */
static void tell_sandbox(struct cli *cli, bool *ok)
{
	long abi = syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, 1U);
	struct finding f = {
		N_("sandbox for foreign files (Landlock)"),
		abi > 0,
		abi > 0 ? str_print(cli->c->mem, "ABI %ld", abi) : STR(""),
		N_("the kernel offers no Landlock: foreign files are still read under seccomp and "
		   "limits, but add lsm=landlock to the kernel's options"),
	};
	tell(cli, &f, ok);
}

static void tell_space(struct cli *cli, bool *ok)
{
	struct statvfs v;
	const char *dir = folder_exists(cli->c->dir) ? cli->c->dir : ".";
	if (statvfs(dir, &v))
		return;
	int64_t bytes = (int64_t)(v.f_bavail * v.f_frsize);
	struct finding f = {
		N_("free disc space"),
		bytes >> 20 >= SPACE_MIN_MB,
		text_size(cli->c->mem, cli->c->lang, bytes),
		N_("free some space: deposits are refused when the disc is full"),
	};
	tell(cli, &f, ok);
}

static void tell_files(struct cli *cli, bool *ok)
{
	struct rlimit r;
	if (getrlimit(RLIMIT_NOFILE, &r))
		return;
	struct finding f = {
		N_("open files allowed"),
		r.rlim_max >= FILES_MIN,
		str_print(cli->c->mem, "%llu", (unsigned long long)r.rlim_max),
		N_("raise the limit on open files (LimitNOFILE= of the service)"),
	};
	tell(cli, &f, ok);
}

static int run(struct cli *cli)
{
	bool ok = true;
	tell_file(cli, N_("recognition of Cyrillic"), TESSDATA "script/Cyrillic.traineddata",
		  N_("install the package tesseract-ocr-script-cyrl"), &ok);
	tell_file(cli, N_("recognition of English"), TESSDATA "eng.traineddata",
		  N_("install the package tesseract-ocr-eng"), &ok);
	tell_file(cli, N_("sound and film"), "/usr/bin/ffmpeg", N_("install the package ffmpeg"),
		  &ok);
	tell_file(cli, N_("looking into sound and film"), "/usr/bin/ffprobe",
		  N_("install the package ffmpeg"), &ok);
	tell_sandbox(cli, &ok);
	tell_space(cli, &ok);
	tell_files(cli, &ok);
	return ok ? EXIT_DONE : EXIT_REFUSED;
}

const struct verb verb_doctor = {
	.name = "doctor",
	.args = "",
	.help = N_("look whether this machine has what the program needs"),
	.bare = true,
	.run = run,
};
