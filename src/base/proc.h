/*
 * proc - child processes, and messages with files between processes.
 *
 * A message is a block of bytes with up to PROC_FDS open files. Both ends are our own programs;
 * the bytes of a sandboxed child are still checked by the reader, for a decoder may be taken over.
 */
#ifndef KERUEN_BASE_PROC_H
#define KERUEN_BASE_PROC_H

#include "base/err.h"

enum { PROC_FDS = 16 };

struct proc_message {
	struct str bytes;
	int fds[PROC_FDS];
	size_t n_fds;
};

/* Start argv[0] (absolute) with argv; fd 3 of the child is one end of a socket pair, the other is
 * *ret_socket (close-on-exec). stdin is /dev/null; stdout and stderr are the caller's stderr. */
bool proc_start(struct ctx *c, const char *const *argv, pid_t *ret_pid, int *ret_socket) MUST_USE;
/* This very program's path, for starting it again with another verb. */
const char *proc_self(void);
/* Waits up to ms for the end, then kills, then waits. Returns the wait status. */
int proc_end(pid_t pid, int ms);

/* Messages over such a socket (SOCK_SEQPACKET is not assumed: length goes first). */
bool proc_send(struct ctx *c, int socket, const struct proc_message *m) MUST_USE;
/* Waits up to ms (-1: for ever). ABSENT at the end of the stream, BUSY past the time, LIMIT where
 * the message is over max bytes. Received files are the caller's to close. */
bool proc_receive(struct ctx *c, int socket, size_t max, int ms, struct proc_message *ret) MUST_USE;

#endif
