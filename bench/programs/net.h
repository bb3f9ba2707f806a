/* Sockets without blocking, on loopback. */
#ifndef NET_H
#define NET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Prints what failed and why, and exits with 2. */
_Noreturn void die(const char *what);

/* Listens on an IPv4 address; port 0 lets the kernel choose. */
int listen_on(const char *address, uint16_t port);

/* The port of a bound socket. */
uint16_t port_of(int fd);

/* Writes ADDRESS:PORT of a socket's own end; nothing when it has none. */
void name_of(int fd, char *text, size_t size);

/* Begins to connect from 127.0.0.source (0: the kernel's choice); -1 with errno when refused. */
int connect_to(const char *address, uint16_t port, unsigned source);

/* Sets what epoll reports of a socket: input always or never, output when asked for. */
void watch(int epoll, int operation, int fd, void *data, bool input, bool output);

/* Nanoseconds of the monotonic clock. */
uint64_t now_ns(void);

#endif
