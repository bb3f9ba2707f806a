package dev.poort.management;

import dev.poort.config.Credential;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.OptionalSslHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.security.cert.X509Certificate;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLException;

/** Speaks TLS with a client whose first octets begin it (RFC 8446, section 5.1). */
final class ManagementTls extends OptionalSslHandler {
  private final SslContext context;
  private final Executor work;

  /**
   * @param work where keys are used, which takes too long for a loop
   */
  ManagementTls(SslContext context, Executor work) {
    super(context);
    this.context = context;
    this.work = work;
  }

  /**
   * What a server shows of itself.
   *
   * @throws SSLException when it cannot be used
   */
  static SslContext context(Credential credential) throws SSLException {
    return SslContextBuilder.forServer(
            credential.key(), credential.chain().toArray(X509Certificate[]::new))
        .sslProvider(SslProvider.JDK)
        .protocols("TLSv1.3", "TLSv1.2")
        .build();
  }

  @Override
  protected SslHandler newSslHandler(ChannelHandlerContext client, SslContext ignored) {
    return context.newHandler(client.alloc(), work);
  }
}
