package dev.poort.http;

import dev.poort.transport.Deadline;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * The deadline of one stream after another: a timer that is set already costs nothing to move, and
 * streams come and go much faster than their time-outs. Used on its loop alone.
 */
final class StreamDeadline {
  private final Deadline timer;
  private @Nullable Http2ClientStream owner;

  StreamDeadline(EventLoop loop) {
    this.timer = new Deadline(loop, this::expired);
  }

  Deadline timer() {
    return timer;
  }

  void lend(Http2ClientStream stream) {
    owner = stream;
  }

  /** Its stream is no more. */
  void takeBack() {
    owner = null;
    timer.clear();
  }

  private void expired() {
    if (owner != null) owner.expired();
  }
}
