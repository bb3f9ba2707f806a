#define _GNU_SOURCE
#include "session.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "head.h"
#include "message.h"
#include "net.h"

enum { RETRY_MS = 100 };

struct options options;
struct tally tally;
int poller;
unsigned open_sessions, opening_sessions;
static unsigned char input[256 << 10];

static void report(const struct session *s, const char *event, const char *format, va_list values) {
  static unsigned reported;
  if (!options.reconnect && ++reported > 20) {
    return; /* the count says the rest */
  }
  char text[256];
  vsnprintf(text, sizeof text, format, values);
  for (char *c = text; *c != '\0'; c++) {
    *c = *c < ' ' || *c == '"' || *c == '\\' ? ' ' : *c;
  }
  struct timespec time;
  clock_gettime(CLOCK_REALTIME, &time);
  char from[32];
  name_of(s->fd, from, sizeof from);
  printf("{\"event\":\"%s\",\"at\":%.3f,\"session\":%u,\"from\":\"%s\",\"origin\":\"%s\","
         "\"answered\":%u,\"unanswered\":%u,\"why\":\"%s\"}\n",
         event, (double)time.tv_sec + (double)time.tv_nsec / 1e9, s->id, from, s->origin,
         s->answered, s->sent - s->answered, text);
  fflush(stdout);
}

static void shut(struct session *s, uint64_t now) {
  if (s->state == OPEN) {
    open_sessions--;
  } else if (s->state != LEAVING) {
    opening_sessions--;
  }
  close(s->fd);
  s->state = CLOSED;
  s->due = 0;
  if (options.reconnect) {
    s->due = now + RETRY_MS * 1000000ull;
  }
}

/* The peer, the gateway or the network ended the session. */
static void end(struct session *s, uint64_t now, const char *format, ...) {
  va_list values;
  va_start(values, format);
  report(s, s->state >= OPEN ? "end" : "refused", format, values);
  va_end(values);
  tally.failures += !options.reconnect;
  shut(s, now);
}

/* What no gateway may ever do: always a failure. */
static void wrong(struct session *s, uint64_t now, const char *format, ...) {
  va_list values;
  va_start(values, format);
  report(s, "wrong", format, values);
  va_end(values);
  tally.failures++;
  shut(s, now);
}

static bool flush(struct session *s, uint64_t now) {
  if (s->out_length > 0) {
    ssize_t n = send(s->fd, s->out + s->out_start, s->out_length, MSG_NOSIGNAL);
    if (n < 0 && errno != EAGAIN) {
      end(s, now, "send: %s", strerror(errno));
      return false;
    }
    size_t sent = n < 0 ? 0 : (size_t)n;
    s->out_length -= sent;
    s->out_start = s->out_length == 0 ? 0 : s->out_start + sent;
  }
  if (s->watches_output != (s->out_length > 0)) {
    s->watches_output = s->out_length > 0;
    watch(poller, EPOLL_CTL_MOD, s->fd, s, true, s->watches_output);
  }
  return true;
}

void session_send(struct session *s, uint64_t now) {
  put_message(s, now);
  flush(s, now);
}

void session_open(struct session *s, uint64_t now) {
  unsigned source = options.sources == 0 ? 0 : 1 + s->id % options.sources;
  s->fd = connect_to(options.address, options.port, source);
  s->state = CONNECTING;
  opening_sessions++;
  s->sent_at[0] = now;
  s->sent = s->answered = 0;
  s->out_start = s->out_length = s->head_length = 0;
  s->in_frame = false;
  s->watches_output = true;
  s->origin[0] = s->control[0] = '\0';
  if (s->fd < 0) {
    end(s, now, "connect: %s", strerror(errno));
    return;
  }
  watch(poller, EPOLL_CTL_ADD, s->fd, s, true, true);
}

static void became_open(struct session *s, uint64_t now) {
  s->state = OPEN;
  opening_sessions--;
  open_sessions++;
  if (options.mode == HANDSHAKE) {
    s->state = LEAVING;
    open_sessions--;
    put_close(s);
  } else if (options.mode != IDLE) {
    while (s->sent < options.flight) {
      put_message(s, now);
    }
  }
}

static void answered(struct session *s, uint64_t now) {
  histogram_add(&tally.latency, now - s->sent_at[s->answered % options.flight]);
  tally.units++;
  tally.bytes += s->frame.length;
  s->answered++;
  s->in_frame = false;
  if (options.pause > 0) {
    s->due = now + options.pause * 1000000ull;
  } else if (options.mode != IDLE) {
    put_message(s, now);
  }
}

/* A Close frame or a Ping, as the gateway may send them by itself. */
static bool is_control(const struct session *s) {
  unsigned char opcode = s->frame.first & 0xF;
  return options.mode != GET && (opcode == FRAME_CLOSE || opcode == FRAME_PING) &&
         s->frame.length < sizeof s->control;
}

static bool begin_frame(struct session *s, uint64_t now) {
  if (is_control(s)) {
    memset(s->control, 0, sizeof s->control);
    return true;
  }
  if (s->frame.first != (FRAME_FIN | FRAME_BINARY) || s->frame.masked || s->answered == s->sent) {
    wrong(s, now, "unasked frame %02x of %lu bytes", s->frame.first, s->frame.length);
    return false;
  }
  if (s->frame.length != message_size(s, s->answered)) {
    wrong(s, now, "message %u has %lu bytes, not %zu", s->answered, s->frame.length,
          message_size(s, s->answered));
    return false;
  }
  return true;
}

/* Reads an answer's head; a whole one begins a body or opens the session. */
static bool take_head(struct session *s, size_t length, uint64_t now) {
  int status = atoi(s->head + 9);
  size_t n = 0;
  const char *origin = head_value(s->head, length, "X-Origin", &n);
  if (origin != NULL) {
    snprintf(s->origin, sizeof s->origin, "%.*s", (int)n, origin);
  }
  if (options.mode == GET) {
    s->frame.length = (uint64_t)head_content_length(s->head, length);
    if (status != 200 || s->frame.length != options.size || s->answered == s->sent) {
      wrong(s, now, "status %d, %ld bytes", status, (long)s->frame.length);
      return false;
    }
    s->in_frame = true;
    s->frame_done = 0;
    return true;
  }
  if (status != 101) {
    end(s, now, "status %d", status);
    return false;
  }
  if (!is_upgrade(s->head, length)) {
    wrong(s, now, "no right Sec-WebSocket-Accept, Upgrade or Connection in the 101");
    return false;
  }
  became_open(s, now);
  return true;
}

/* Takes a head or a frame's header from the input; returns how much of it, or -1 when it ended. */
static ssize_t take_start(struct session *s, const unsigned char *bytes, size_t length,
                          uint64_t now) {
  bool frames = options.mode != GET && s->state != UPGRADING;
  size_t room = (frames ? FRAME_HEADER_LIMIT : sizeof s->head) - s->head_length;
  size_t part = length < room ? length : room;
  memcpy(s->head + s->head_length, bytes, part);
  size_t have = s->head_length + part;
  size_t whole = frames ? frame_read((unsigned char *)s->head, have, &s->frame)
                        : head_length(s->head, have);
  if (whole == 0) {
    s->head_length = have;
    if (have == sizeof s->head) {
      wrong(s, now, "a head of more than %zu bytes", sizeof s->head);
      return -1;
    }
    return (ssize_t)part;
  }
  size_t used = whole - s->head_length;
  s->head_length = 0;
  s->in_frame = frames;
  s->frame_done = 0;
  return (frames ? begin_frame(s, now) : take_head(s, whole, now)) ? (ssize_t)used : -1;
}

/* A Close frame is whole. */
static void closed(struct session *s, uint64_t now) {
  if (s->state == LEAVING) {
    histogram_add(&tally.latency, now - s->sent_at[0]);
    tally.units++;
    shut(s, now);
    if (options.pause > 0) {
      s->due = now + options.pause * 1000000ull;
    } else {
      session_open(s, now);
    }
    return;
  }
  unsigned code = (unsigned)s->control[0] << 8 | s->control[1];
  end(s, now, "close %u %.*s", code, (int)s->frame.length - 2, (const char *)s->control + 2);
}

/* Takes payload; returns how much, or -1 when the session ended. */
static ssize_t take_payload(struct session *s, const unsigned char *bytes, size_t length,
                            uint64_t now) {
  uint64_t left = s->frame.length - s->frame_done;
  size_t part = left < length ? (size_t)left : length;
  bool control = is_control(s);
  if (control) {
    memcpy(s->control + s->frame_done, bytes, part);
  } else if (!is_expected(s, bytes, part)) {
    wrong(s, now, "message %u differs near byte %lu", s->answered, s->frame_done);
    return -1;
  }
  s->frame_done += part;
  if (s->frame_done == s->frame.length) {
    if (control && (s->frame.first & 0xF) == FRAME_CLOSE) {
      closed(s, now);
      return -1;
    }
    if (control) {
      put_pong(s, s->control, (size_t)s->frame.length);
      s->in_frame = false;
    } else {
      answered(s, now);
    }
  }
  return (ssize_t)part;
}

static void take(struct session *s, size_t length, uint64_t now) {
  size_t used = 0;
  while (used < length || (s->in_frame && s->frame_done == s->frame.length)) {
    ssize_t n = s->in_frame ? take_payload(s, input + used, length - used, now)
                            : take_start(s, input + used, length - used, now);
    if (n < 0) {
      return;
    }
    used += (size_t)n;
  }
  flush(s, now);
}

void session_event(struct session *s, unsigned events, uint64_t now) {
  if (s->state == CONNECTING) {
    int error = 0;
    socklen_t length = sizeof error;
    getsockopt(s->fd, SOL_SOCKET, SO_ERROR, &error, &length);
    if (error != 0) {
      end(s, now, "connect: %s", strerror(error));
      return;
    }
    if (options.mode == GET) {
      became_open(s, now);
    } else {
      s->state = UPGRADING;
      put_request(s);
    }
    flush(s, now);
    return;
  }
  if (events & EPOLLOUT && !flush(s, now)) {
    return;
  }
  if (events & (EPOLLIN | EPOLLHUP | EPOLLERR)) {
    ssize_t n = recv(s->fd, input, sizeof input, 0);
    if (n > 0) {
      take(s, (size_t)n, now);
    } else if (n == 0 || errno != EAGAIN) {
      end(s, now, "%s%s", n == 0 ? "end of stream" : "reset",
          s->in_frame || s->head_length > 0 ? " within a message" : "");
    }
  }
}

void session_due(struct session *s, uint64_t now) {
  if (s->due == 0 || s->due > now) {
    return;
  }
  s->due = 0;
  if (s->state == CLOSED) {
    session_open(s, now);
  } else {
    session_send(s, now);
  }
}

void session_check(struct session *s, uint64_t now) {
  bool waits = s->state != CLOSED && (s->state != OPEN || s->answered < s->sent);
  uint64_t since = s->sent_at[s->state == OPEN ? s->answered % options.flight : 0];
  if (waits && now > since + options.patience * 1000000000ull) {
    wrong(s, now, "no answer for %u s in state %d", options.patience, s->state);
  }
}
