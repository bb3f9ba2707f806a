#define _GNU_SOURCE
#include "head.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

size_t head_length(const char *bytes, size_t available) {
  const char *end = memmem(bytes, available, "\r\n\r\n", 4);
  return end == NULL ? 0 : (size_t)(end - bytes) + 4;
}

const char *head_value(const char *head, size_t length, const char *name, size_t *value_length) {
  size_t name_length = strlen(name);
  const char *end = head + length;
  const char *line = memchr(head, '\n', length);
  while (line != NULL && ++line < end) {
    const char *next = memchr(line, '\n', (size_t)(end - line));
    if (next != NULL && (size_t)(next - line) > name_length && line[name_length] == ':' &&
        strncasecmp(line, name, name_length) == 0) {
      const char *value = line + name_length + 1;
      while (*value == ' ') {
        value++;
      }
      const char *last = next;
      while (last > value && (last[-1] == '\r' || last[-1] == ' ')) {
        last--;
      }
      *value_length = (size_t)(last - value);
      return value;
    }
    line = next;
  }
  return NULL;
}

bool head_says(const char *head, size_t length, const char *name, const char *value) {
  size_t found_length;
  const char *found = head_value(head, length, name, &found_length);
  return found != NULL && found_length == strlen(value) &&
         strncasecmp(found, value, found_length) == 0;
}

long head_content_length(const char *head, size_t length) {
  size_t value_length;
  const char *value = head_value(head, length, "Content-Length", &value_length);
  return value == NULL ? -1 : strtol(value, NULL, 10); /* the head's CRLF ends the number */
}
