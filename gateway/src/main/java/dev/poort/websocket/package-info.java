/** RFC 6455: the handshake's checks, the tunnel, the follower of frames, closes with a reason. */
@NullMarked
package dev.poort.websocket;

import org.jspecify.annotations.NullMarked;
