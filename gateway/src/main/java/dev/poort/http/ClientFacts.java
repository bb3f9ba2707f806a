package dev.poort.http;

import dev.poort.config.HostAndPort;
import dev.poort.telemetry.AccessLogEntry;
import dev.poort.tls.ClientCertificate;
import dev.poort.tls.Handshake;
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
  private final String forwardedFor;
  private final String forwardedPort;
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
    this.forwardedFor = new HostAndPort(host, address.getPort()).toString();
    this.forwardedPort = Integer.toString(port);
  }

  /** Where the client is. */
  InetSocketAddress address() {
    return address;
  }

  /** The client as X-Forwarded-For has it. */
  String forwardedFor() {
    return forwardedFor;
  }

  /** Whether it came over TLS. */
  boolean secure() {
    return secure;
  }

  /** The port on which the request came in. */
  String forwardedPort() {
    return forwardedPort;
  }

  /** Where the client reached the gateway, for one that does not say. */
  String localHost() {
    return channel.localAddress() instanceof InetSocketAddress local
        ? new HostAndPort(local.getAddress().getHostAddress(), local.getPort()).toString()
        : "localhost";
  }

  /** {@code http} or {@code https}. */
  String forwardedProto() {
    return secure ? "https" : "http";
  }

  /** How it shook hands; null in clear text. */
  @Nullable Handshake handshake() {
    return secure ? Handshake.of(channel) : null;
  }

  /** What it has shown to prove who it is; null where it was not asked. */
  @Nullable ClientCertificate certificate() {
    Handshake shaken = handshake();
    return shaken == null ? null : shaken.certificate();
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
              session == null ? null : session.getCipherSuite(),
              loggedCertificate());
      logged = known;
    }
    return known;
  }

  private AccessLogEntry.@Nullable Certificate loggedCertificate() {
    ClientCertificate shown = certificate();
    return shown == null
        ? null
        : new AccessLogEntry.Certificate(shown.verification(), shown.fingerprint(), shown.issuer());
  }
}
