/* Listening sockets that share one port. */
#include "wire/wire_int.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 512 };

static int open_bound(const struct addrinfo *a, int share)
{
	int one = 1, fd = socket(a->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return -1;
	if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) == 0 &&
	    setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &share, sizeof share) == 0 &&
	    bind(fd, a->ai_addr, a->ai_addrlen) == 0)
		return fd;
	int why = errno;
	close(fd);
	errno = why;
	return -1;
}

/* SO_REUSEPORT would let two services split one port unnoticed: the first asks without it. */
static int open_listening(const struct addrinfo *a, bool first)
{
	if (first) {
		int probe = open_bound(a, 0);
		if (probe < 0)
			return -1;
		close(probe);
	}
	int fd = open_bound(a, 1);
	if (fd >= 0 && listen(fd, BACKLOG) != 0) {
		close(fd);
		return -1;
	}
	return fd;
}

static int port_of(int fd)
{
	struct sockaddr_storage a;
	socklen_t n = sizeof a;
	if (getsockname(fd, (struct sockaddr *)&a, &n) != 0)
		return 0;
	return a.ss_family == AF_INET6 ? ntohs(((struct sockaddr_in6 *)&a)->sin6_port)
				       : ntohs(((struct sockaddr_in *)&a)->sin_port);
}

bool http_listen(struct ctx *c, const char *address, int port, bool first, int *ret_fd,
		 int *ret_port)
{
	struct addrinfo hint = { .ai_flags = AI_NUMERICSERV | AI_PASSIVE,
				 .ai_socktype = SOCK_STREAM },
			*found = NULL;
	struct str number = str_print(c->mem, "%d", port);
	hint.ai_flags |= strcmp(address, "localhost") == 0 ? 0 : AI_NUMERICHOST;
	if (port < 0 || port > 65535 || getaddrinfo(address, number.s, &hint, &found) != 0)
		return fail(c, ERR_INVALID, "there is no such address to listen on: {0}", address);
	int fd = open_listening(found, first);
	freeaddrinfo(found);
	if (fd < 0)
		return errno == EADDRINUSE ? fail(c, ERR_CONFLICT,
						  "port {0} is taken by another program", number.s)
					   : fail_errno(c, "could not listen on {0}: {1}", address);
	*ret_fd = fd;
	*ret_port = port_of(fd);
	return true;
}
