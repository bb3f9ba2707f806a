package dev.poort.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.AbstractSniHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Reads how a client begins (its ClientHello), finds the listener for the name that it asks for
 * (RFC 6066 3), and gives its place to that listener's TLS. A client that nobody answers is cut
 * off, and one that does not speak TLS at all is handed on as it is.
 *
 * <p>Belongs to one connection.
 */
public final class SniSelector extends AbstractSniHandler<ListenerContext> {
  private static final long HELLO_BOUND_MILLIS = 10_000;

  private final Supplier<@Nullable ListenerTls> port;
  private final RevocationCheck revocation;
  private final Consumer<Channel> inClearText;
  private @Nullable ClientHello hello;
  private boolean begun;

  /**
   * @param port the TLS of the port at this moment, which may be a newer one than when the client
   *     connected; null when it speaks TLS no more
   * @param revocation asks whether clients' certificates were revoked
   * @param inClearText makes the channel ready for a client whose first octet is a letter, as of a
   *     request in clear text; it gets the octets next. The bound for the ClientHello holds for it.
   */
  public SniSelector(
      Supplier<@Nullable ListenerTls> port,
      RevocationCheck revocation,
      Consumer<Channel> inClearText) {
    super(HELLO_BOUND_MILLIS);
    this.port = port;
    this.revocation = revocation;
    this.inClearText = inClearText;
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
    boolean first = !begun;
    begun = true;
    if (first && isLetter(in.getByte(in.readerIndex()))) {
      inClearText.accept(ctx.channel());
      ctx.pipeline().remove(this);
    } else {
      super.decode(ctx, in, out);
    }
  }

  /** No record of TLS begins with one: their types are 20 to 24 (RFC 8446 5.1). */
  private static boolean isLetter(byte octet) {
    int lower = octet | 0x20;
    return lower >= 'a' && lower <= 'z';
  }

  @Override
  protected Future<ListenerContext> lookup(ChannelHandlerContext ctx, @Nullable ByteBuf clientHello)
      throws Exception {
    if (clientHello != null) hello = ClientHello.read(clientHello);
    return super.lookup(ctx, clientHello);
  }

  @Override
  protected Future<ListenerContext> lookup(ChannelHandlerContext ctx, @Nullable String name) {
    ListenerTls now = port.get();
    ListenerContext chosen = now == null ? null : now.choose(name);
    return chosen == null
        ? ctx.executor().newFailedFuture(new SSLException("nobody answers for the name"))
        : ctx.executor().newSucceededFuture(chosen);
  }

  @Override
  protected void onLookupComplete(
      ChannelHandlerContext ctx, @Nullable String name, Future<ListenerContext> lookup) {
    if (!lookup.isSuccess()) {
      ctx.channel().config().setOption(ChannelOption.SO_LINGER, 0);
      ctx.close();
      return;
    }
    ListenerContext chosen = lookup.getNow();
    Handshake handshake = new Handshake(chosen.terms(), hello);
    handshake.keepWith(ctx.channel());
    SslHandler tls = chosen.newHandler(ctx.alloc(), hello);
    boolean placed = false;
    try {
      String mine = ctx.name();
      ClientVerification verification = chosen.verification();
      if (verification != null) {
        ctx.pipeline().addAfter(mine, null, new ClientCheck(verification, revocation, handshake));
      }
      ctx.pipeline().replace(this, mine, tls);
      placed = true;
    } finally {
      // The handler releases its engine when it leaves a pipeline, which it has not joined.
      if (!placed) ReferenceCountUtil.release(tls.engine());
    }
  }
}
