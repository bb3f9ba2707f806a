/* WebSocket frames (RFC 6455 section 5.2) and the handshake's answer (section 4.2.2). */
#ifndef FRAME_H
#define FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  FRAME_HEADER_LIMIT = 14,
  FRAME_BINARY = 0x2,
  FRAME_CLOSE = 0x8,
  FRAME_PING = 0x9,
  FRAME_PONG = 0xA,
  FRAME_FIN = 0x80,
  ACCEPT_LENGTH = 28
};

struct frame {
  unsigned char first; /* FIN, RSV1-3, opcode as on the wire */
  bool masked;
  unsigned char key[4]; /* zero where not masked */
  uint64_t length;      /* of the payload */
};

/* Reads a header. Returns its length, or 0 while more bytes are needed. */
size_t frame_read(const unsigned char *bytes, size_t available, struct frame *frame);

/* Writes a header of at most FRAME_HEADER_LIMIT bytes and returns its length. */
size_t frame_write(unsigned char *out, const struct frame *frame);

/* Copies payload bytes that begin at the given offset of a frame, masking or unmasking them. */
void frame_mask(unsigned char *out, const unsigned char *in, size_t length,
                const unsigned char key[4], uint64_t offset);

/* Computes Sec-WebSocket-Accept for a key; writes ACCEPT_LENGTH characters and a NUL. */
void accept_of(const char *key, size_t length, char accept[ACCEPT_LENGTH + 1]);

#endif
