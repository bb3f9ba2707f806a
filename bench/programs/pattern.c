#include "pattern.h"

#include <stdbool.h>
#include <stdint.h>

const unsigned char *pattern(void) {
  static unsigned char bytes[PATTERN_LIMIT];
  static bool made;
  if (!made) {
    uint32_t state = 2463534242u; /* Marsaglia's xorshift32: no short period, no zero runs */
    for (size_t i = 0; i < PATTERN_LIMIT; i++) {
      state ^= state << 13;
      state ^= state >> 17;
      state ^= state << 5;
      bytes[i] = (unsigned char)state;
    }
    made = true;
  }
  return bytes;
}

long size_of(const char *text, size_t length) {
  long size = 0;
  size_t i = 0;
  while (i < length && i < 7 && text[i] >= '0' && text[i] <= '9') {
    size = size * 10 + (text[i++] - '0');
  }
  if (i == 0) {
    return -1;
  }
  if (i + 1 == length && text[i] == 'k') {
    size <<= 10, i++;
  } else if (i + 1 == length && text[i] == 'm') {
    size <<= 20, i++;
  }
  return i == length && size <= 1 << 20 ? size : -1;
}
