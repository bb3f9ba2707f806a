/**
 * The ground on Netty: io_uring, epoll or NIO, the event loops, and deadlines that cost nothing to
 * move.
 */
@NullMarked
package dev.poort.transport;

import org.jspecify.annotations.NullMarked;
