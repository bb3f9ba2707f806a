/*
 * The member behind the proxies: HTTP/1.1 with keep-alive, and WebSocket echo.
 *
 *   origin ADDRESS PORT [NAME]      port 0 lets the kernel choose; prints "listening ADDRESS:PORT"
 *
 *   GET /            200, for health probes
 *   GET /128, /16k   that many bytes of the pattern (at most 1m), HEAD likewise
 *   GET /chunked/16k the same in chunks
 *   POST /echo       the request's body (Content-Length, at most 128 KiB)
 *                    An X-Number field of a request comes back in its answer.
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
#include <unistd.h>

#include "connection.h"
#include "frame.h"
#include "head.h"
#include "net.h"
#include "pattern.h"

enum { INPUT_LIMIT = 256 << 10, HEAD_LIMIT = 64 << 10, ECHO_LIMIT = 128 << 10, CHUNK = 4000 };
enum { ANSWER_HEAD_LIMIT = 512 };

static const char *name = "origin";
static char number[128]; /* the X-Number field of the request being answered, or nothing */
static int poller;
static unsigned char input[INPUT_LIMIT];
static unsigned char output[INPUT_LIMIT];

/* Writes a final answer's head; length is -1 for a chunked body. */
static size_t write_head(unsigned char *out, const struct connection *c, const char *status,
                         long length) {
  char framing[64];
  snprintf(framing, sizeof framing,
           length < 0 ? "Transfer-Encoding: chunked" : "Content-Length: %ld", length);
  return (size_t)snprintf((char *)out, ANSWER_HEAD_LIMIT,
                          "HTTP/1.1 %s\r\nContent-Type: application/octet-stream\r\n%s\r\n"
                          "X-Origin: %s\r\n%s%s\r\n",
                          status, framing, name, number, c->closing ? "Connection: close\r\n" : "");
}

static bool answer(struct connection *c, const char *status, const unsigned char *body,
                   size_t length, bool with_body) {
  unsigned char head[ANSWER_HEAD_LIMIT];
  size_t n = write_head(head, c, status, (long)length);
  return send_out(c, head, n, body, with_body ? length : 0);
}

static bool answer_in_chunks(struct connection *c, size_t length) {
  static unsigned char whole[(1 << 20) + (1 << 16)];
  size_t n = write_head(whole, c, "200 OK", -1);
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

/* A client that numbers its requests finds out when it gets another's answer. */
static void note_number(const char *head, size_t length) {
  size_t n = 0;
  const char *value = head_value(head, length, "X-Number", &n);
  number[0] = '\0';
  if (value != NULL && n < 64) {
    snprintf(number, sizeof number, "X-Number: %.*s\r\n", (int)n, value);
  }
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
  note_number(head, length);
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
    /* The body is copied behind the head, because what is not sent now would be overwritten. */
    size_t echoed = body > 0 ? (size_t)body : 0;
    size_t n = write_head(output, c, "200 OK", (long)echoed);
    memcpy(output + n, head + length, echoed);
    return send_out(c, output, n + echoed, NULL, 0);
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
  hold(c, input + used, length - used);
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
