#include "frame.h"

#include <string.h>

size_t frame_read(const unsigned char *bytes, size_t available, struct frame *frame) {
  if (available < 2) {
    return 0;
  }
  frame->first = bytes[0];
  frame->masked = bytes[1] & 0x80;
  frame->length = bytes[1] & 0x7F;
  size_t extended = frame->length == 126 ? 2 : frame->length == 127 ? 8 : 0;
  size_t header = 2 + extended + (frame->masked ? 4 : 0);
  if (available < header) {
    return 0;
  }
  if (extended > 0) {
    frame->length = 0;
    for (size_t i = 0; i < extended; i++) {
      frame->length = frame->length << 8 | bytes[2 + i];
    }
  }
  memset(frame->key, 0, sizeof frame->key);
  if (frame->masked) {
    memcpy(frame->key, bytes + 2 + extended, 4);
  }
  return header;
}

size_t frame_write(unsigned char *out, const struct frame *frame) {
  size_t extended = frame->length > 65535 ? 8 : frame->length > 125 ? 2 : 0;
  unsigned char length = (unsigned char)(extended == 8   ? 127
                                         : extended == 2 ? 126
                                                         : frame->length);
  out[0] = frame->first;
  out[1] = (unsigned char)((frame->masked ? 0x80 : 0) | length);
  for (size_t i = 0; i < extended; i++) {
    out[2 + i] = (unsigned char)(frame->length >> 8 * (extended - 1 - i));
  }
  if (!frame->masked) {
    return 2 + extended;
  }
  memcpy(out + 2 + extended, frame->key, 4);
  return 2 + extended + 4;
}

void frame_mask(unsigned char *out, const unsigned char *in, size_t length,
                const unsigned char key[4], uint64_t offset) {
  unsigned char wide[8];
  for (size_t i = 0; i < sizeof wide; i++) {
    wide[i] = key[(offset + i) & 3];
  }
  uint64_t word, mask;
  memcpy(&mask, wide, sizeof mask);
  size_t i = 0;
  for (; i + sizeof word <= length; i += sizeof word) {
    memcpy(&word, in + i, sizeof word);
    word ^= mask;
    memcpy(out + i, &word, sizeof word);
  }
  for (; i < length; i++) {
    out[i] = in[i] ^ wide[i & 7];
  }
}

static uint32_t rotate(uint32_t value, int bits) { return value << bits | value >> (32 - bits); }

/* One block of SHA-1 (RFC 3174 section 6.1). */
static void sha1_block(uint32_t state[5], const unsigned char block[64]) {
  uint32_t w[80];
  for (int t = 0; t < 16; t++) {
    w[t] = (uint32_t)block[4 * t] << 24 | (uint32_t)block[4 * t + 1] << 16 |
           (uint32_t)block[4 * t + 2] << 8 | block[4 * t + 3];
  }
  for (int t = 16; t < 80; t++) {
    w[t] = rotate(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1);
  }
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
  for (int t = 0; t < 80; t++) {
    uint32_t f = t < 20   ? ((b & c) | (~b & d)) + 0x5A827999u
                 : t < 40 ? (b ^ c ^ d) + 0x6ED9EBA1u
                 : t < 60 ? ((b & c) | (b & d) | (c & d)) + 0x8F1BBCDCu
                          : (b ^ c ^ d) + 0xCA62C1D6u;
    uint32_t next = rotate(a, 5) + f + e + w[t];
    e = d, d = c, c = rotate(b, 30), b = a, a = next;
  }
  state[0] += a, state[1] += b, state[2] += c, state[3] += d, state[4] += e;
}

void accept_of(const char *key, size_t length, char accept[ACCEPT_LENGTH + 1]) {
  static const char guid[] = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  unsigned char message[128] = {0}; /* key and GUID fill two blocks: 24 + 36 + 1 + 8 > 64 */
  length = length > 24 ? 24 : length;
  size_t total = length + sizeof guid - 1;
  memcpy(message, key, length);
  memcpy(message + length, guid, sizeof guid - 1);
  message[total] = 0x80;
  size_t blocks = total + 9 > 64 ? 2 : 1;
  message[blocks * 64 - 2] = (unsigned char)(total * 8 >> 8);
  message[blocks * 64 - 1] = (unsigned char)(total * 8);
  uint32_t state[5] = {0x67452301u, 0xEFCDAB89u, 0x98BADCFEu, 0x10325476u, 0xC3D2E1F0u};
  for (size_t i = 0; i < blocks; i++) {
    sha1_block(state, message + i * 64);
  }
  unsigned char digest[21] = {0}; /* 20 bytes and one of padding for the last group of three */
  for (int i = 0; i < 20; i++) {
    digest[i] = (unsigned char)(state[i / 4] >> (24 - 8 * (i % 4)));
  }
  for (int i = 0, o = 0; i < 21; i += 3, o += 4) {
    uint32_t group = (uint32_t)digest[i] << 16 | (uint32_t)digest[i + 1] << 8 | digest[i + 2];
    for (int k = 0; k < 4; k++) {
      accept[o + k] = base64[group >> (18 - 6 * k) & 63];
    }
  }
  accept[ACCEPT_LENGTH - 1] = '=';
  accept[ACCEPT_LENGTH] = '\0';
}
