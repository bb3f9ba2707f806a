/* The head of an HTTP/1.1 message: just enough of it for a well-behaved peer. */
#ifndef HEAD_H
#define HEAD_H

#include <stdbool.h>
#include <stddef.h>

/* Returns the length of the head, its empty line included, or 0 while it is not whole. */
size_t head_length(const char *bytes, size_t available);

/* Finds a field's value (name in any letter case); NULL when the head has none. */
const char *head_value(const char *head, size_t length, const char *name, size_t *value_length);

/* Whether a field has exactly this value, in any letter case. */
bool head_says(const char *head, size_t length, const char *name, const char *value);

/* Content-Length, or -1. */
long head_content_length(const char *head, size_t length);

#endif
