/** The front: listening sockets, client connections, and one exchange for each request. */
@NullMarked
package dev.poort.http;

import org.jspecify.annotations.NullMarked;
