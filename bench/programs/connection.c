#include "connection.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "net.h"

void drop(struct connection *c) {
  close(c->fd);
  free(c->held);
  free(c->out);
  free(c);
}

bool pending(const struct connection *c) { return c->out_length + c->body_length > 0; }

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

bool send_out(struct connection *c, const unsigned char *bytes, size_t length,
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

bool flush(struct connection *c) {
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

void hold(struct connection *c, const unsigned char *bytes, size_t length) {
  keep(&c->held, bytes, length);
  c->held_length = length;
}
