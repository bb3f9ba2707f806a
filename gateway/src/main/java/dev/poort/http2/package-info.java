/** Connections of HTTP/2 in either role: frames to streams and back (RFC 9113). */
@NullMarked
package dev.poort.http2;

import org.jspecify.annotations.NullMarked;
