package dev.poort.backend;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerAdapter;
import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts a gateway's connections to members, sessions and probes included. As the first handler of
 * each it leaves last: what it no longer counts has let go of all that it had.
 */
@Sharable
final class OpenConnections extends ChannelHandlerAdapter {
  private final AtomicInteger open = new AtomicInteger();

  int count() {
    return open.get();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    open.incrementAndGet();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    open.decrementAndGet();
  }
}
