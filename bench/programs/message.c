#include "message.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "head.h"
#include "net.h"
#include "pattern.h"

enum { TAG = 8 };

/* RFC 6455's own example (section 1.3): the answer to it is known without computing. */
static const char key[] = "dGhlIHNhbXBsZSBub25jZQ==";
static const char accept_value[] = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

size_t message_size(const struct session *s, uint32_t number) {
  uint32_t hash = (s->id * 2654435761u) ^ (number * 2246822519u);
  return options.vary ? TAG + (hash ^ hash >> 15) % (options.size - TAG + 1) : options.size;
}

/* Where in the pattern a message's payload begins: neighbours differ. */
static const unsigned char *message_body(const struct session *s, uint32_t number) {
  return options.mode == GET ? pattern() : pattern() + (s->id * 7 + number * 31) % 4096;
}

/* The first bytes of a message say which it is. */
static void message_tag(const struct session *s, uint32_t number, unsigned char tag[TAG]) {
  memcpy(tag, &s->id, 4);
  memcpy(tag + 4, &number, 4);
}

bool is_expected(const struct session *s, const unsigned char *bytes, size_t length) {
  unsigned char tag[TAG];
  size_t offset = (size_t)s->frame_done, tagged = 0;
  if (options.mode != GET && offset < TAG) {
    tagged = length < TAG - offset ? length : TAG - offset;
    message_tag(s, s->answered, tag);
    if (memcmp(bytes, tag + offset, tagged) != 0) {
      return false;
    }
  }
  const unsigned char *body = message_body(s, s->answered) + offset;
  return memcmp(bytes + tagged, body + tagged, length - tagged) == 0;
}

static unsigned char *room_for(struct session *s, size_t length) {
  size_t used = s->out_start + s->out_length;
  if (used + length > s->out_capacity && s->out_start > 0) {
    memmove(s->out, s->out + s->out_start, s->out_length);
    s->out_start = 0;
    used = s->out_length;
  }
  if (used + length > s->out_capacity) {
    s->out_capacity = used + length;
    s->out = realloc(s->out, s->out_capacity);
    if (s->out == NULL) {
      die("realloc");
    }
  }
  s->out_length += length;
  return s->out + used;
}

void put_request(struct session *s) {
  static const char get[] =
      "GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: bench\r\nAccept: */*\r\n\r\n";
  static const char upgrade[] =
      "GET %s HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Key: %s\r\nSec-WebSocket-Version: 13\r\nOrigin: http://%s\r\n"
      "User-Agent: bench\r\n\r\n";
  char text[1024];
  int n = options.mode == GET ? snprintf(text, sizeof text, get, options.path, options.host)
                              : snprintf(text, sizeof text, upgrade, options.path, options.host,
                                         key, options.host);
  memcpy(room_for(s, (size_t)n), text, (size_t)n);
}

bool is_upgrade(const char *head, size_t length) {
  return head_says(head, length, "Sec-WebSocket-Accept", accept_value) &&
         head_says(head, length, "Upgrade", "websocket") &&
         head_says(head, length, "Connection", "upgrade");
}

/* The first TAG bytes of the payload come from tag, those after it from body. */
static void put_frame(struct session *s, unsigned char opcode, const unsigned char *tag,
                      const unsigned char *body, size_t length) {
  uint32_t random = (s->id + 1) * 2654435761u ^ s->sent * 3266489917u;
  struct frame frame = {
      .first = (unsigned char)(FRAME_FIN | opcode), .masked = true, .length = length};
  memcpy(frame.key, &random, 4);
  unsigned char header[FRAME_HEADER_LIMIT];
  size_t n = frame_write(header, &frame);
  unsigned char *out = room_for(s, n + length);
  memcpy(out, header, n);
  frame_mask(out + n, tag, length < TAG ? length : TAG, frame.key, 0);
  if (length > TAG) {
    frame_mask(out + n + TAG, body + TAG, length - TAG, frame.key, TAG);
  }
}

void put_message(struct session *s, uint64_t now) {
  s->sent_at[s->sent % options.flight] = now;
  if (options.mode == GET) {
    put_request(s);
  } else {
    unsigned char tag[TAG];
    message_tag(s, s->sent, tag);
    put_frame(s, FRAME_BINARY, tag, message_body(s, s->sent), message_size(s, s->sent));
  }
  s->sent++;
}

void put_close(struct session *s) {
  static const unsigned char normal[TAG] = {1000 >> 8, 1000 & 0xFF};
  put_frame(s, FRAME_CLOSE, normal, NULL, 2);
}

void put_pong(struct session *s, const unsigned char *payload, size_t length) {
  put_frame(s, FRAME_PONG, payload, payload, length);
}
