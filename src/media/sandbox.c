/*
 * The decoder shuts itself in: what it may not need, it cannot do.
 *
 * Four walls, each enough against most: limits (setrlimit(2)), another user than root, Landlock
 * (landlock(7): files may be read in a few folders, nothing written or made), and seccomp
 * (seccomp(2): calls not listed fail with EPERM, those that only an intruder makes end the
 * process). Threads may be started, for the libraries that need them; processes may not.
 */
#include "media/media_int.h"
#include "media/sandbox_int.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SHADOWED 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define SHADOWED 1
#endif
#ifndef SHADOWED
#define SHADOWED 0
#endif

/* Rights of Landlock's first version; later versions add the ones below. */
enum { FILE_RIGHTS_1 = (1 << 13) - 1 };
#define RIGHT_REFER     (1ULL << 13) /* ABI 2 */
#define RIGHT_IOCTL_DEV (1ULL << 15) /* ABI 5 */

static bool limit(int what, rlim_t value)
{
	struct rlimit now;
	if (getrlimit(what, &now))
		return false;
	if (now.rlim_max != RLIM_INFINITY && value > now.rlim_max)
		value = now.rlim_max;
	return !setrlimit(what, &(struct rlimit){ value, value });
}

bool sandbox_limit(int64_t memory, int cpu_seconds, int64_t file_bytes, int files)
{
	/* AddressSanitizer maps terabytes of shadow and could not start under this limit */
	bool ok = SHADOWED || !memory || limit(RLIMIT_AS, (rlim_t)memory);
	ok = ok && (!cpu_seconds || limit(RLIMIT_CPU, (rlim_t)cpu_seconds));
	ok = ok && (!file_bytes || limit(RLIMIT_FSIZE, (rlim_t)file_bytes));
	return ok && limit(RLIMIT_CORE, 0) && limit(RLIMIT_NOFILE, (rlim_t)files);
}

/* Landlock, of a kernel that may have none */
bool sandbox_rules_new(struct sandbox_rules *ret)
{
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	if (abi < 1)
		return false;
	struct landlock_ruleset_attr attr = { .handled_access_fs = FILE_RIGHTS_1 };
	attr.handled_access_fs |= abi >= 2 ? RIGHT_REFER : 0;
	attr.handled_access_fs |= abi >= 3 ? SANDBOX_TRUNCATE : 0;
	attr.handled_access_fs |= abi >= 5 ? RIGHT_IOCTL_DEV : 0;
	ret->rights = attr.handled_access_fs;
	ret->fd = (int)syscall(SYS_landlock_create_ruleset, &attr, sizeof attr, 0);
	return ret->fd >= 0;
}

bool sandbox_rules_allow_fd(const struct sandbox_rules *r, int fd, uint64_t rights)
{
	struct landlock_path_beneath_attr beneath = { .allowed_access = rights & r->rights,
						      .parent_fd = fd };
	/* EBADFD: a file of no file system (memfd_create(2)), which no rule can hold back either */
	return !syscall(SYS_landlock_add_rule, r->fd, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) ||
	       errno == EBADFD;
}

bool sandbox_rules_allow(const struct sandbox_rules *r, const char *path, uint64_t rights)
{
	int fd = open(path, O_PATH | O_CLOEXEC);
	if (fd < 0)
		return errno == ENOENT; /* what is not there need not be allowed */
	bool ok = sandbox_rules_allow_fd(r, fd, rights);
	close(fd);
	return ok;
}

bool sandbox_rules_enter(const struct sandbox_rules *r)
{
	bool ok = !syscall(SYS_landlock_restrict_self, r->fd, 0);
	close(r->fd);
	return ok;
}

static bool landlock(const char **ret_lacks)
{
	struct sandbox_rules rules;
	if (!sandbox_rules_new(&rules)) {
		*ret_lacks = "landlock"; /* seccomp still lets no file be opened for writing */
		return true;
	}
	/* djvulibre reads its own messages, and gives up where it may not */
	const char *const folders[] = { tesseract_folder(), "/usr/share/fonts", "/usr/lib/locale",
					"/usr/share/djvu" };
	for (size_t i = 0; i < COUNT_OF(folders); i++)
		if (!sandbox_rules_allow(&rules, folders[i], SANDBOX_READ))
			return false;
	return sandbox_rules_enter(&rules);
}

/* root becomes nobody; anybody else stays who he is */
static bool drop_root(void)
{
	enum { NOBODY = 65534 };
	if (geteuid())
		return true;
	/* In a container without the right to change users there is nothing to drop either. */
	if (setgroups(0, NULL) || setresgid(NOBODY, NOBODY, NOBODY) ||
	    setresuid(NOBODY, NOBODY, NOBODY))
		return errno == EPERM;
	return true;
}

static const int allowed[] = {
	SCMP_SYS(read),
	SCMP_SYS(readv),
	SCMP_SYS(pread64),
	SCMP_SYS(preadv),
	SCMP_SYS(write),
	SCMP_SYS(writev),
	SCMP_SYS(pwrite64),
	SCMP_SYS(pwritev),
	SCMP_SYS(lseek),
	SCMP_SYS(fstat),
	SCMP_SYS(newfstatat),
	SCMP_SYS(stat),
	SCMP_SYS(lstat),
	SCMP_SYS(statx),
	SCMP_SYS(fstatfs),
	SCMP_SYS(access),
	SCMP_SYS(faccessat),
	SCMP_SYS(faccessat2),
	SCMP_SYS(readlink),
	SCMP_SYS(readlinkat),
	SCMP_SYS(getdents64),
	SCMP_SYS(getcwd),
	SCMP_SYS(close),
	SCMP_SYS(close_range),
	SCMP_SYS(dup),
	SCMP_SYS(dup2),
	SCMP_SYS(dup3),
	SCMP_SYS(ftruncate),
	SCMP_SYS(fallocate),
	SCMP_SYS(fsync),
	SCMP_SYS(fdatasync),
	SCMP_SYS(fadvise64),
	SCMP_SYS(memfd_create),
	SCMP_SYS(mmap),
	SCMP_SYS(mprotect),
	SCMP_SYS(munmap),
	SCMP_SYS(mremap),
	SCMP_SYS(madvise),
	SCMP_SYS(brk),
	SCMP_SYS(mincore),
	SCMP_SYS(recvmsg),
	SCMP_SYS(recvfrom),
	SCMP_SYS(sendmsg),
	SCMP_SYS(sendto),
	SCMP_SYS(poll),
	SCMP_SYS(ppoll),
	SCMP_SYS(select),
	SCMP_SYS(pselect6),
	SCMP_SYS(futex),
	SCMP_SYS(set_robust_list),
	SCMP_SYS(get_robust_list),
	SCMP_SYS(rseq),
	SCMP_SYS(membarrier),
	SCMP_SYS(sched_yield),
	SCMP_SYS(sched_getaffinity),
	SCMP_SYS(sched_setaffinity),
	SCMP_SYS(getcpu),
	SCMP_SYS(set_tid_address),
	SCMP_SYS(gettid),
	SCMP_SYS(getpid),
	SCMP_SYS(getppid),
	SCMP_SYS(getuid),
	SCMP_SYS(geteuid),
	SCMP_SYS(getgid),
	SCMP_SYS(getegid),
	SCMP_SYS(tgkill),
	SCMP_SYS(rt_sigaction),
	SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(rt_sigreturn),
	SCMP_SYS(sigaltstack),
	SCMP_SYS(setitimer),
	SCMP_SYS(getitimer),
	SCMP_SYS(nanosleep),
	SCMP_SYS(clock_nanosleep),
	SCMP_SYS(clock_gettime),
	SCMP_SYS(clock_getres),
	SCMP_SYS(gettimeofday),
	SCMP_SYS(time),
	SCMP_SYS(times),
	SCMP_SYS(getrusage),
	SCMP_SYS(getrlimit),
	SCMP_SYS(sysinfo),
	SCMP_SYS(uname),
	SCMP_SYS(getrandom),
	SCMP_SYS(restart_syscall),
	SCMP_SYS(exit),
	SCMP_SYS(exit_group),
};
/* No decoder ever asks for these: whoever does is not ours any more. */
static const int deadly[] = {
	SCMP_SYS(execve),  SCMP_SYS(execveat),    SCMP_SYS(ptrace), SCMP_SYS(process_vm_writev),
	SCMP_SYS(connect), SCMP_SYS(bind),        SCMP_SYS(listen), SCMP_SYS(accept),
	SCMP_SYS(mount),   SCMP_SYS(pivot_root),  SCMP_SYS(chroot), SCMP_SYS(setns),
	SCMP_SYS(unshare), SCMP_SYS(init_module), SCMP_SYS(bpf),    SCMP_SYS(kexec_load),
};

static bool rules_of_calls(scmp_filter_ctx f)
{
	for (size_t i = 0; i < COUNT_OF(allowed); i++)
		if (seccomp_rule_add(f, SCMP_ACT_ALLOW, allowed[i], 0) < 0)
			return false;
	for (size_t i = 0; i < COUNT_OF(deadly); i++)
		if (seccomp_rule_add(f, SCMP_ACT_KILL_PROCESS, deadly[i], 0) < 0)
			return false;
	return true;
}

/* Calls that are allowed for some of their arguments */
static bool rules_of_arguments(scmp_filter_ctx f)
{
	const scmp_datum_t writing = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;
	int bad = 0;
	bad |= seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(open), 1,
				SCMP_A1(SCMP_CMP_MASKED_EQ, writing, 0));
	bad |= seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
				SCMP_A2(SCMP_CMP_MASKED_EQ, writing, 0));
	/* clone3 hides its flags in memory: glibc falls back to clone where it is not there */
	bad |= seccomp_rule_add(f, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
	bad |= seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
				SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD));
	/* limits may be read, not set */
	bad |= seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1, SCMP_A2(SCMP_CMP_EQ, 0));
	bad |= seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1,
				SCMP_A1(SCMP_CMP_NE, F_SETOWN));
	bad |= seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1,
				SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME));
	bad |= seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1,
				SCMP_A0(SCMP_CMP_EQ, PR_SET_VMA));
	return !bad;
}

static bool calls(void)
{
	scmp_filter_ctx f = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	if (!f)
		return false;
	bool ok = rules_of_calls(f) && rules_of_arguments(f) && !seccomp_load(f);
	seccomp_release(f);
	return ok;
}

bool sandbox_enter(const char **ret_lacks)
{
	*ret_lacks = "";
	const int64_t memory = (int64_t)3 << 30;
	if (!sandbox_limit(memory, 0, 0, MEDIA_FILES_MAX + 64) || !drop_root())
		return false;
	/* A decoder does not outlive who asked it; set after the change of user, which clears it.
	 */
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) ||
	    prctl(PR_SET_DUMPABLE, 0))
		return false;
	return landlock(ret_lacks) && calls();
}
