/* A connection that origin accepted, and the bytes that it still owes its peer. */
#ifndef CONNECTION_H
#define CONNECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "frame.h"

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

/* Closes the connection and frees it. */
void drop(struct connection *connection);

/* Whether the socket has yet to take a part of what was sent. */
bool pending(const struct connection *connection);

/* Sends bytes and then a part of the pattern, keeping what the socket does not take. Nothing may
 * be pending. Returns false when the connection is broken. */
bool send_out(struct connection *connection, const unsigned char *bytes, size_t length,
              const unsigned char *body, size_t body_length);

/* Sends more of what is pending; false when the connection is broken. */
bool flush(struct connection *connection);

/* Keeps input that cannot be used yet in place of what was kept before. */
void hold(struct connection *connection, const unsigned char *bytes, size_t length);

#endif
