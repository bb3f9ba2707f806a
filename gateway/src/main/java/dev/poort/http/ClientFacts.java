package dev.poort.http;

import dev.poort.config.HostAndPort;
import dev.poort.telemetry.AccessLogEntry;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** What does not change from one request of a client to the next, made into text once. */
final class ClientFacts {
  private final Channel channel;
  private final boolean secure;
  private final InetSocketAddress address;
  private final Forwarded forwarded;
  private AccessLogEntry.@Nullable Client logged;

  ClientFacts(Channel channel, boolean secure, int port) {
    this.channel = channel;
    this.secure = secure;
    this.address =
        channel.remoteAddress() instanceof InetSocketAddress remote
            ? remote
            : InetSocketAddress.createUnresolved("unknown", 0);
    String host =
        address.isUnresolved() ? address.getHostString() : address.getAddress().getHostAddress();
    this.forwarded = Forwarded.of(new HostAndPort(host, address.getPort()), secure, port);
  }

  /** Where the client is. */
  InetSocketAddress address() {
    return address;
  }

  /** The client as members are told of it. */
  Forwarded forwarded() {
    return forwarded;
  }

  /** Whether it came over TLS. */
  boolean secure() {
    return secure;
  }

  /** Where the client reached the gateway, for one that does not say. */
  String localHost() {
    return channel.localAddress() instanceof InetSocketAddress local
        ? new HostAndPort(local.getAddress().getHostAddress(), local.getPort()).toString()
        : "localhost";
  }

  /** The client for the access log. */
  AccessLogEntry.Client logged() {
    AccessLogEntry.Client known = logged;
    if (known == null) {
      SslHandler tls = channel.pipeline().get(SslHandler.class);
      SSLSession session = tls == null ? null : tls.engine().getSession();
      known =
          new AccessLogEntry.Client(
              address,
              session == null ? null : session.getProtocol(),
              session == null ? null : session.getCipherSuite());
      logged = known;
    }
    return known;
  }
}
