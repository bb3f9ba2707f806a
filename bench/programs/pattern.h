/* The bytes that origin sends and load expects: position-dependent, the same in both programs. */
#ifndef PATTERN_H
#define PATTERN_H

#include <stddef.h>

enum { PATTERN_LIMIT = (1 << 20) + 4096 };

/* Returns PATTERN_LIMIT bytes of the pattern, made on the first call. */
const unsigned char *pattern(void);

/* Reads a size such as "128", "16k" or "1m"; -1 when the text is none or beyond 1 MiB. */
long size_of(const char *text, size_t length);

#endif
