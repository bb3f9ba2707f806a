#define _GNU_SOURCE
#include "net.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

void die(const char *what) {
  perror(what);
  exit(2);
}

static struct sockaddr_in socket_address(const char *address, uint16_t port) {
  struct sockaddr_in name = {.sin_family = AF_INET, .sin_port = htons(port)};
  if (inet_pton(AF_INET, address, &name.sin_addr) != 1) {
    errno = EINVAL;
    die(address);
  }
  return name;
}

int listen_on(const char *address, uint16_t port) {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  int on = 1;
  struct sockaddr_in name = socket_address(address, port);
  if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0 ||
      bind(fd, (struct sockaddr *)&name, sizeof name) < 0 || listen(fd, 4096) < 0) {
    die("listen");
  }
  return fd;
}

uint16_t port_of(int fd) {
  struct sockaddr_in name;
  socklen_t length = sizeof name;
  if (getsockname(fd, (struct sockaddr *)&name, &length) < 0) {
    die("getsockname");
  }
  return ntohs(name.sin_port);
}

void name_of(int fd, char *text, size_t size) {
  struct sockaddr_in name;
  socklen_t length = sizeof name;
  char address[INET_ADDRSTRLEN];
  text[0] = '\0';
  if (getsockname(fd, (struct sockaddr *)&name, &length) == 0 && name.sin_port != 0) {
    inet_ntop(AF_INET, &name.sin_addr, address, sizeof address);
    snprintf(text, size, "%s:%d", address, ntohs(name.sin_port));
  }
}

int connect_to(const char *address, uint16_t port, unsigned source) {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (fd < 0) {
    die("socket");
  }
  int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (source > 0) {
    /* The port is chosen when connecting, so that it must be free for this destination only. */
    setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    struct sockaddr_in name = {.sin_family = AF_INET,
                               .sin_addr.s_addr = htonl(INADDR_LOOPBACK - 1 + source)};
    if (bind(fd, (struct sockaddr *)&name, sizeof name) < 0) {
      die("bind");
    }
  }
  struct sockaddr_in name = socket_address(address, port);
  if (connect(fd, (struct sockaddr *)&name, sizeof name) < 0 && errno != EINPROGRESS) {
    int error = errno;
    close(fd);
    errno = error;
    return -1;
  }
  return fd;
}

void watch(int epoll, int operation, int fd, void *data, bool input, bool output) {
  struct epoll_event event = {.events = (input ? EPOLLIN : 0) | (output ? EPOLLOUT : 0),
                              .data.ptr = data};
  if (epoll_ctl(epoll, operation, fd, &event) < 0) {
    die("epoll_ctl");
  }
}

uint64_t now_ns(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}
