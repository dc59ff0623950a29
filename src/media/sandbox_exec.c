/*
 * Tools that are not ours (ffmpeg, ffprobe), run shut in.
 *
 * A tool makes calls nobody here can list, so seccomp names what it may not do instead: no network,
 * no process beside itself, nothing of the kernel's doors. Landlock leaves it its own program, the
 * libraries to read, the files it was given and the one it writes.
 */
#include "media/media_int.h"
#include "media/sandbox_int.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <poll.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FIRST_FILE = 3, LIMIT_FILES = 256, NOT_SHUT_IN = 222 };

static bool deny_calls(void)
{
	static const int denied[] = {
		SCMP_SYS(socket),
		SCMP_SYS(socketpair),
		SCMP_SYS(connect),
		SCMP_SYS(bind),
		SCMP_SYS(listen),
		SCMP_SYS(accept),
		SCMP_SYS(accept4),
		SCMP_SYS(fork),
		SCMP_SYS(vfork),
		SCMP_SYS(ptrace),
		SCMP_SYS(process_vm_readv),
		SCMP_SYS(process_vm_writev),
		SCMP_SYS(mount),
		SCMP_SYS(umount2),
		SCMP_SYS(pivot_root),
		SCMP_SYS(chroot),
		SCMP_SYS(unshare),
		SCMP_SYS(setns),
		SCMP_SYS(bpf),
		SCMP_SYS(perf_event_open),
		SCMP_SYS(userfaultfd),
		SCMP_SYS(keyctl),
		SCMP_SYS(add_key),
		SCMP_SYS(request_key),
		SCMP_SYS(init_module),
		SCMP_SYS(finit_module),
		SCMP_SYS(kexec_load),
		SCMP_SYS(open_by_handle_at),
		SCMP_SYS(io_uring_setup),
		SCMP_SYS(io_uring_enter),
		SCMP_SYS(setuid),
		SCMP_SYS(setgid),
		SCMP_SYS(setresuid),
		SCMP_SYS(setresgid),
		SCMP_SYS(kill),
		SCMP_SYS(reboot),
	};
	scmp_filter_ctx f = seccomp_init(SCMP_ACT_ALLOW);
	if (!f)
		return false;
	int bad = 0;
	for (size_t i = 0; i < COUNT_OF(denied); i++)
		bad |= seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), denied[i], 0);
	/* threads yes, processes no; clone3 hides its flags and is said not to exist */
	bad |= seccomp_rule_add(f, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
	bad |= seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
				SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
	bad = bad || seccomp_load(f);
	seccomp_release(f);
	return !bad;
}

/* root keeps one right, to read: it opens again what it was handed. */
static bool drop_rights(void)
{
	if (geteuid())
		return true;
	struct __user_cap_header_struct head = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct caps[2] = { { 0 }, { 0 } };
	caps[0].effective = caps[0].permitted = 1u << CAP_DAC_READ_SEARCH;
	return !syscall(SYS_capset, &head, caps);
}

static bool landlock(const struct sandbox_run *r, int out_fd)
{
	static const char *const read[] = {
		"/usr/lib",         "/lib",         "/lib64", "/etc/ld.so.cache",
		"/usr/share/fonts", "/dev/urandom", NULL
	};
	static const char *const loaders[] = { "/lib64/ld-linux-x86-64.so.2",
					       "/lib/ld-linux-aarch64.so.1", NULL };
	struct sandbox_rules rules;
	if (!sandbox_rules_new(&rules))
		return true; /* an old kernel: the other walls stand */
	bool ok = sandbox_rules_allow(&rules, r->argv[0], SANDBOX_RUN);
	for (size_t i = 0; read[i] && ok; i++)
		ok = sandbox_rules_allow(&rules, read[i],
					 strncmp(read[i], "/dev", 4) && strncmp(read[i], "/etc", 4)
						 ? SANDBOX_READ
						 : SANDBOX_FILE);
	for (size_t i = 0; loaders[i] && ok; i++)
		ok = sandbox_rules_allow(&rules, loaders[i], SANDBOX_RUN);
	for (size_t i = 0; i < r->n_fds && ok; i++)
		ok = sandbox_rules_allow_fd(&rules, FIRST_FILE + (int)i, SANDBOX_FILE);
	if (ok && out_fd >= 0)
		ok = sandbox_rules_allow_fd(&rules, out_fd, SANDBOX_WRITE);
	return ok && sandbox_rules_enter(&rules);
}

/* Puts the files where the tool looks for them: first out of the way, then 3, 4 … */
static bool place_files(const struct sandbox_run *r, int out_pipe, int *out_fd)
{
	int base = FIRST_FILE + (int)r->n_fds;
	int high[PROC_FDS];
	for (size_t i = 0; i < r->n_fds; i++)
		if ((high[i] = fcntl(r->fds[i], F_DUPFD, base + 2)) < 0)
			return false;
	int pipe_high = fcntl(out_pipe, F_DUPFD, base + 2);
	int out_high = *out_fd < 0 ? -1 : fcntl(*out_fd, F_DUPFD, base + 2);
	int null = open("/dev/null", O_RDWR);
	if (pipe_high < 0 || null < 0 || dup2(null, 0) < 0 || dup2(pipe_high, 1) < 0 ||
	    dup2(null, 2) < 0)
		return false;
	for (size_t i = 0; i < r->n_fds; i++)
		if (dup2(high[i], FIRST_FILE + (int)i) < 0)
			return false;
	if (out_high >= 0 && dup2(out_high, base) < 0)
		return false;
	*out_fd = out_high < 0 ? -1 : base;
	close_range((unsigned)base + (out_high >= 0), ~0U, 0);
	return *out_fd < 0 || fcntl(base, F_SETFD, FD_CLOEXEC) == 0;
}

static void become(const struct sandbox_run *r, int out_pipe, int out_fd)
{
	const char *const environment[] = { "PATH=/usr/bin", "LC_ALL=C.UTF-8", "HOME=/nonexistent",
					    NULL };
	int64_t memory = r->memory ? r->memory : (int64_t)4 << 30;
	int64_t bytes = r->file_bytes ? r->file_bytes : (int64_t)16 << 30;
	signal(SIGPIPE, SIG_DFL);
	if (!place_files(r, out_pipe, &out_fd) ||
	    !sandbox_limit(memory, r->cpu_seconds ? r->cpu_seconds : 600, bytes, LIMIT_FILES) ||
	    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || !landlock(r, out_fd) || !drop_rights() ||
	    prctl(PR_SET_PDEATHSIG, SIGKILL) || !deny_calls())
		_exit(NOT_SHUT_IN);
	execve(r->argv[0], (char *const *)r->argv, (char *const *)environment);
	_exit(127);
}

/* Reads what the tool says until it ends, within the time. False: too long or too much. */
static bool listen_to(int from, int64_t until, struct buf *said)
{
	for (;;) {
		int64_t left = until - when_monotonic_us();
		struct pollfd p = { .fd = from, .events = POLLIN };
		int n = left > 0 ? poll(&p, 1, (int)(left / 1000) + 1) : 0;
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0 || said->full)
			return false;
		char bytes[8192];
		ssize_t got = read(from, bytes, sizeof bytes);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got == 0;
		buf_add_bytes(said, bytes, (size_t)got);
	}
}

static bool judge(struct ctx *c, bool in_time, const struct buf *said, int status, int *ret_exit)
{
	if (said->full)
		return fail(c, ERR_LIMIT, "the tool said more than is read");
	if (!in_time ||
	    (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGXFSZ)))
		return fail(c, ERR_LIMIT, "the document took too long to read");
	if (!WIFEXITED(status))
		return fail(c, ERR_REMOTE, "the tool stopped while reading the document");
	if (WEXITSTATUS(status) == NOT_SHUT_IN)
		return fail(c, ERR_INTERNAL, "the tool could not be shut in");
	*ret_exit = WEXITSTATUS(status);
	return true;
}

static bool run(struct ctx *c, const struct sandbox_run *r, int out_fd, int *ret_exit,
		struct str *ret_stdout)
{
	int ends[2];
	if (pipe2(ends, O_CLOEXEC))
		return fail_errno(c, "could not start {0}: {1}", r->argv[0]);
	pid_t pid = fork();
	if (!pid)
		become(r, ends[1], out_fd);
	close(ends[1]);
	if (pid < 0) {
		close(ends[0]);
		return fail_errno(c, "could not start {0}: {1}", r->argv[0]);
	}
	struct buf said;
	buf_init(&said, c->mem, r->stdout_max ? r->stdout_max : 1 << 20);
	int64_t until = when_monotonic_us() + 1000LL * (r->wall_ms ? r->wall_ms : 600000);
	bool in_time = listen_to(ends[0], until, &said);
	close(ends[0]);
	int64_t left = until - when_monotonic_us();
	int status = proc_end(pid, in_time && left > 0 ? (int)(left / 1000) : 0);
	if (!judge(c, in_time, &said, status, ret_exit))
		return false;
	*ret_stdout = buf_str(&said);
	return true;
}

bool sandbox_exec(struct ctx *c, const struct sandbox_run *r, int *ret_exit, struct str *ret_stdout)
{
	must(r->n_fds <= PROC_FDS);
	if (access(r->argv[0], X_OK))
		return fail(c, ERR_ABSENT, "{0} is not installed", r->argv[0]);
	int out_fd = -1;
	if (r->out_path) {
		out_fd = open(r->out_path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
		if (out_fd < 0)
			return fail_errno(c, "could not write {0}: {1}", r->out_path);
	}
	bool ok = run(c, r, out_fd, ret_exit, ret_stdout);
	if (out_fd >= 0)
		close(out_fd);
	return ok;
}
