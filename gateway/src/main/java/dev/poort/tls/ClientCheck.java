package dev.poort.tls;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who a client is once it has shaken hands, and then steps aside. What it sends meanwhile
 * waits: while a responder is asked nothing more is read.
 *
 * <p>Belongs to one connection and is used on its loop alone.
 */
final class ClientCheck extends ChannelDuplexHandler {
  private final ClientVerification verification;
  private final RevocationCheck revocation;
  private final Handshake handshake;
  private final Queue<Object> held = new ArrayDeque<>(2);
  private boolean reads;

  ClientCheck(ClientVerification verification, RevocationCheck revocation, Handshake handshake) {
    this.verification = verification;
    this.revocation = revocation;
    this.handshake = handshake;
  }

  private boolean waiting;

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SslHandshakeCompletionEvent shaken && shaken.isSuccess()) check(ctx);
    ctx.fireUserEventTriggered(event);
  }

  private void check(ChannelHandlerContext ctx) {
    List<X509Certificate> shown = shown(ctx.pipeline().get(SslHandler.class));
    if (shown.isEmpty()) {
      done(ctx, ClientCertificate.MISSING);
      return;
    }
    X509Certificate own = shown.getFirst();
    ClientVerification.Verdict verdict = verification.judge(shown);
    X509Certificate issuer = verdict.issuer();
    if (verdict.defect() != null || issuer == null || !verification.asksForRevocation()) {
      done(ctx, ClientCertificate.of(own, verdict.defect()));
      return;
    }
    waiting = true;
    revocation
        .defect(own, issuer)
        .whenCompleteAsync((defect, failure) -> known(ctx, own, defect, failure), ctx.executor());
  }

  private void known(
      ChannelHandlerContext ctx,
      X509Certificate own,
      @Nullable String defect,
      @Nullable Throwable failure) {
    if (ctx.isRemoved()) return;
    String why = failure == null ? defect : RevocationCheck.UNKNOWN;
    done(ctx, ClientCertificate.of(own, why));
  }

  private void done(ChannelHandlerContext ctx, ClientCertificate certificate) {
    waiting = false;
    handshake.certificate(certificate);
    ctx.pipeline().remove(this);
  }

  private static List<X509Certificate> shown(SslHandler tls) {
    List<X509Certificate> shown = new ArrayList<>();
    try {
      for (Certificate each : tls.engine().getSession().getPeerCertificates()) {
        if (each instanceof X509Certificate certificate) shown.add(certificate);
      }
    } catch (SSLPeerUnverifiedException _) {
      // The client has none; how that is said differs between the implementations of TLS.
    }
    return shown;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (waiting) {
      held.add(message);
    } else {
      ctx.fireChannelRead(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (!waiting) ctx.fireChannelReadComplete();
  }

  @Override
  public void read(ChannelHandlerContext ctx) {
    if (waiting) {
      reads = true;
    } else {
      ctx.read();
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    boolean any = !held.isEmpty();
    for (Object message = held.poll(); message != null; message = held.poll()) {
      if (ctx.channel().isActive()) {
        ctx.fireChannelRead(message);
      } else {
        ReferenceCountUtil.release(message);
      }
    }
    if (any) ctx.fireChannelReadComplete();
    if (reads) ctx.read();
  }
}
