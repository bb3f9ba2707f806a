package dev.poort.management;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Bounds every wait for one client: for its next request, for the whole of a request once it has
 * begun, and for its taking an answer. A client that lets one pass is disconnected. Event loop
 * only.
 */
final class Patience extends ChannelInboundHandlerAdapter {
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration REQUEST = Duration.ofSeconds(60);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private @Nullable ChannelHandlerContext client;
  private @Nullable Future<?> end;
  private boolean idle = true;

  @Override
  public void handlerAdded(ChannelHandlerContext client) {
    this.client = client;
    within(IDLE);
  }

  @Override
  public void channelRead(ChannelHandlerContext client, Object message) {
    if (idle) {
      idle = false;
      within(REQUEST);
    }
    client.fireChannelRead(message);
  }

  /** The request is here; what is done now has bounds of its own. */
  void working() {
    cancel();
  }

  /** The answer is being written. */
  void answering() {
    within(ANSWER);
  }

  /** The answer is taken. */
  void waiting() {
    idle = true;
    within(IDLE);
  }

  private void within(Duration bound) {
    cancel();
    ChannelHandlerContext known = client;
    if (known == null) return;
    end = known.executor().schedule(() -> known.close(), bound.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void cancel() {
    if (end != null) end.cancel(false);
    end = null;
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext client) {
    cancel();
  }
}
