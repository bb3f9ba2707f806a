/*
 * The member behind the proxies: HTTP/1.1 with keep-alive, and WebSocket echo.
 *
 *   origin ADDRESS PORT [NAME]      port 0 lets the kernel choose; prints "listening ADDRESS:PORT"
 *
 *   GET /            200, for health probes
 *   GET /128, /16k   that many bytes of the pattern (at most 1m), HEAD likewise
 *   GET /chunked/16k the same in chunks
 *   POST /echo       the request's body (Content-Length, at most 128 KiB)
 *   Upgrade          WebSocket on any path: frames come back unmasked, Ping as Pong, Close as Close
 *
 * One thread, level-triggered epoll. A frame is echoed piece by piece as it arrives. A connection
 * whose peer does not read is not read from either.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "frame.h"
#include "head.h"
#include "net.h"
#include "pattern.h"

enum { INPUT_LIMIT = 256 << 10, HEAD_LIMIT = 64 << 10, ECHO_LIMIT = 128 << 10, CHUNK = 4000 };

struct connection {
  int fd;
  bool websocket;
  bool closing;        /* close once everything is written */
  bool watches_output; /* and then not input */
  unsigned char *held; /* input that is not a whole head, or stands behind an unfinished answer */
  size_t held_length;
  unsigned char *out; /* what the socket did not take */
  size_t out_start, out_length;
  const unsigned char *body; /* the rest of a body from the pattern, after out */
  size_t body_length;
  struct frame frame; /* the frame being echoed */
  uint64_t frame_done;
  bool in_frame;
};

static const char *name = "origin";
static int poller;
static unsigned char input[INPUT_LIMIT];
static unsigned char output[INPUT_LIMIT];

static void drop(struct connection *c) {
  close(c->fd);
  free(c->held);
  free(c->out);
  free(c);
}

static bool pending(const struct connection *c) { return c->out_length + c->body_length > 0; }

static void keep(unsigned char **kept, const unsigned char *bytes, size_t length) {
  unsigned char *copy = length == 0 ? NULL : malloc(length);
  if (length > 0 && copy == NULL) {
    die("malloc");
  }
  if (length > 0) {
    memcpy(copy, bytes, length);
  }
  free(*kept);
  *kept = copy;
}

/* Sends bytes and then a part of the pattern, keeping what the socket does not take. */
static bool send_out(struct connection *c, const unsigned char *bytes, size_t length,
                     const unsigned char *body, size_t body_length) {
  struct iovec parts[2] = {{(void *)(uintptr_t)bytes, length},
                           {(void *)(uintptr_t)body, body_length}};
  ssize_t sent = writev(c->fd, parts, body_length > 0 ? 2 : 1);
  if (sent < 0 && errno != EAGAIN) {
    return false;
  }
  size_t done = sent < 0 ? 0 : (size_t)sent;
  size_t of_bytes = done < length ? done : length;
  keep(&c->out, bytes + of_bytes, length - of_bytes);
  c->out_start = 0;
  c->out_length = length - of_bytes;
  c->body = body_length > 0 ? body + (done - of_bytes) : NULL;
  c->body_length = body_length - (done - of_bytes);
  return true;
}

/* Sends more of what is pending. */
static bool flush(struct connection *c) {
  struct iovec parts[2] = {{c->out + c->out_start, c->out_length},
                           {(void *)(uintptr_t)c->body, c->body_length}};
  ssize_t sent = writev(c->fd, c->out_length > 0 ? parts : parts + 1,
                        c->out_length > 0 && c->body_length > 0 ? 2 : 1);
  if (sent < 0) {
    return errno == EAGAIN;
  }
  size_t done = (size_t)sent;
  size_t of_out = done < c->out_length ? done : c->out_length;
  c->out_start += of_out;
  c->out_length -= of_out;
  if (c->body_length > 0) {
    c->body += done - of_out;
    c->body_length -= done - of_out;
  }
  return true;
}

static bool answer(struct connection *c, const char *status, const unsigned char *body,
                   size_t length, bool with_body) {
  char head[256];
  int n = snprintf(head, sizeof head,
                   "HTTP/1.1 %s\r\nContent-Type: application/octet-stream\r\n"
                   "Content-Length: %zu\r\nX-Origin: %s\r\n%s\r\n",
                   status, length, name, c->closing ? "Connection: close\r\n" : "");
  return send_out(c, (unsigned char *)head, (size_t)n, body, with_body ? length : 0);
}

static bool answer_in_chunks(struct connection *c, size_t length) {
  static unsigned char whole[(1 << 20) + (1 << 16)];
  size_t n = (size_t)sprintf((char *)whole,
                             "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX-Origin: %s\r\n"
                             "%s\r\n",
                             name, c->closing ? "Connection: close\r\n" : "");
  for (size_t done = 0; done < length; done += CHUNK) {
    size_t chunk = length - done < CHUNK ? length - done : CHUNK;
    n += (size_t)sprintf((char *)whole + n, "%zx\r\n", chunk);
    memcpy(whole + n, pattern() + done, chunk);
    n += chunk;
    n += (size_t)sprintf((char *)whole + n, "\r\n");
  }
  n += (size_t)sprintf((char *)whole + n, "0\r\n\r\n");
  return send_out(c, whole, n, NULL, 0);
}

static bool upgrade(struct connection *c, const char *head, size_t length) {
  size_t key_length;
  const char *key = head_value(head, length, "Sec-WebSocket-Key", &key_length);
  if (key == NULL) {
    return answer(c, "400 Bad Request", NULL, 0, true);
  }
  char accept[ACCEPT_LENGTH + 1];
  accept_of(key, key_length, accept);
  int n = snprintf((char *)output, sizeof output,
                   "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                   "Connection: Upgrade\r\nSec-WebSocket-Accept: %s\r\nX-Origin: %s\r\n\r\n",
                   accept, name);
  c->websocket = true;
  return send_out(c, output, (size_t)n, NULL, 0);
}

/* Answers one request. Sets consumed to 0 while its body is not whole. */
static bool serve_request(struct connection *c, const char *head, size_t length, size_t available,
                          size_t *consumed) {
  *consumed = length;
  const char *path = memchr(head, ' ', length);
  if (path == NULL) {
    return false;
  }
  path++;
  const char *end = memchr(path, ' ', length - (size_t)(path - head));
  if (end == NULL) {
    return false;
  }
  c->closing = head_says(head, length, "Connection", "close") || memcmp(end, " HTTP/1.0", 9) == 0;
  if (head_says(head, length, "Upgrade", "websocket")) {
    return upgrade(c, head, length);
  }
  size_t path_length = (size_t)(end - path);
  long body = head_content_length(head, length);
  if (body > ECHO_LIMIT) {
    c->closing = true;
    return answer(c, "413 Content Too Large", NULL, 0, true);
  }
  if (body > 0 && available - length < (size_t)body) {
    *consumed = 0;
    return true;
  }
  *consumed += body > 0 ? (size_t)body : 0;
  if (path_length == 5 && memcmp(path, "/echo", 5) == 0) {
    /* The body stands in the input buffer: all that is not sent now is copied by send_out. */
    unsigned char *bytes = (unsigned char *)(uintptr_t)head + length;
    int n = snprintf((char *)output, 256, "HTTP/1.1 200 OK\r\nContent-Length: %ld\r\n"
                                          "X-Origin: %s\r\n\r\n", body < 0 ? 0 : body, name);
    memcpy(output + n, bytes, body < 0 ? 0 : (size_t)body);
    return send_out(c, output, (size_t)n + (body < 0 ? 0 : (size_t)body), NULL, 0);
  }
  if (path_length > 9 && memcmp(path, "/chunked/", 9) == 0) {
    long size = size_of(path + 9, path_length - 9);
    return size < 0 ? answer(c, "404 Not Found", NULL, 0, true) : answer_in_chunks(c, (size_t)size);
  }
  long size = path_length == 1 ? 2 : size_of(path + 1, path_length - 1);
  bool with_body = memcmp(head, "HEAD ", 5) != 0;
  return size < 0 ? answer(c, "404 Not Found", NULL, 0, with_body)
                  : answer(c, "200 OK", pattern(), (size_t)size, with_body);
}

/* Echoes frames, or the parts of them that are there; returns how much input it used. */
static size_t echo(struct connection *c, const unsigned char *bytes, size_t available,
                   size_t *written) {
  size_t used = 0;
  while (used < available && !c->closing) {
    if (!c->in_frame) {
      size_t header = frame_read(bytes + used, available - used, &c->frame);
      if (header == 0) {
        break;
      }
      struct frame back = {.first = c->frame.first, .length = c->frame.length};
      if ((back.first & 0xF) == FRAME_PING) {
        back.first = FRAME_FIN | FRAME_PONG;
      }
      used += header;
      *written += frame_write(output + *written, &back);
      c->frame_done = 0;
      c->in_frame = true;
    }
    size_t part = available - used;
    if (part > c->frame.length - c->frame_done) {
      part = (size_t)(c->frame.length - c->frame_done);
    }
    frame_mask(output + *written, bytes + used, part, c->frame.key, c->frame_done);
    used += part;
    *written += part;
    c->frame_done += part;
    c->in_frame = c->frame_done < c->frame.length;
    c->closing = !c->in_frame && (c->frame.first & 0xF) == FRAME_CLOSE;
  }
  return used;
}

/* Handles what is in the input buffer until it is used up or an answer waits for its peer. */
static bool handle(struct connection *c, size_t length) {
  size_t used = 0;
  while (used < length && !pending(c) && !c->closing) {
    size_t consumed = 0;
    if (c->websocket) {
      size_t written = 0;
      consumed = echo(c, input + used, length - used, &written);
      if (written > 0 && !send_out(c, output, written, NULL, 0)) {
        return false;
      }
    } else {
      const char *head = (const char *)input + used;
      size_t head_size = head_length(head, length - used);
      if (head_size > HEAD_LIMIT || (head_size == 0 && length - used > HEAD_LIMIT)) {
        return false;
      }
      if (head_size > 0 && !serve_request(c, head, head_size, length - used, &consumed)) {
        return false;
      }
    }
    if (consumed == 0) {
      break;
    }
    used += consumed;
  }
  keep(&c->held, input + used, length - used);
  c->held_length = length - used;
  return !c->closing || pending(c);
}

static bool read_more(struct connection *c) {
  if (c->held_length > 0) {
    memcpy(input, c->held, c->held_length);
  }
  ssize_t n = recv(c->fd, input + c->held_length, sizeof input - c->held_length, 0);
  if (n < 0) {
    return errno == EAGAIN;
  }
  return n > 0 && handle(c, c->held_length + (size_t)n);
}

static bool write_more(struct connection *c) {
  if (!flush(c)) {
    return false;
  }
  if (pending(c)) {
    return true;
  }
  if (c->held_length > 0) {
    memcpy(input, c->held, c->held_length);
  }
  return !c->closing && handle(c, c->held_length);
}

static void on_event(struct connection *c) {
  if (!(pending(c) ? write_more(c) : read_more(c))) {
    drop(c);
    return;
  }
  if (pending(c) != c->watches_output) {
    c->watches_output = pending(c);
    watch(poller, EPOLL_CTL_MOD, c->fd, c, !c->watches_output, c->watches_output);
  }
}

static void accept_all(int listener) {
  int fd;
  while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
    int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    struct connection *c = calloc(1, sizeof *c);
    if (c == NULL) {
      die("calloc");
    }
    c->fd = fd;
    watch(poller, EPOLL_CTL_ADD, fd, c, true, false);
  }
  if (errno != EAGAIN && errno != ECONNABORTED) {
    die("accept");
  }
}

int main(int count, char **arguments) {
  if (count < 3) {
    fprintf(stderr, "usage: origin ADDRESS PORT [NAME]\n");
    return 2;
  }
  name = count > 3 ? arguments[3] : name;
  signal(SIGPIPE, SIG_IGN);
  int listener = listen_on(arguments[1], (uint16_t)atoi(arguments[2]));
  printf("listening %s:%d\n", arguments[1], port_of(listener));
  fflush(stdout);
  poller = epoll_create1(EPOLL_CLOEXEC);
  watch(poller, EPOLL_CTL_ADD, listener, NULL, true, false);
  for (;;) {
    struct epoll_event events[256];
    int n = epoll_wait(poller, events, 256, -1);
    if (n < 0 && errno != EINTR) {
      die("epoll_wait");
    }
    for (int i = 0; i < n; i++) {
      if (events[i].data.ptr == NULL) {
        accept_all(listener);
      } else {
        on_event(events[i].data.ptr);
      }
    }
  }
}
