/**
 * HTTP messages (RFC 9110) and their HTTP/1 form (RFC 9112): heads, fields, bodies; one strict
 * reader and one writer. Knows no gateway.
 */
@NullMarked
package dev.poort.message;

import org.jspecify.annotations.NullMarked;
