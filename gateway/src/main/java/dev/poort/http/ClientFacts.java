package dev.poort.http;

import dev.poort.config.HostAndPort;
import dev.poort.config.ServerVariable;
import dev.poort.rewrite.ClientView;
import dev.poort.telemetry.AccessLogEntry;
import dev.poort.tls.ClientCertificate;
import dev.poort.tls.Handshake;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** What does not change from one request of a client to the next, made into text once. */
final class ClientFacts implements ClientView {
  private final Channel channel;
  private final boolean secure;
  private final InetSocketAddress address;
  private final int port;
  private @Nullable Forwarded forwarded;
  private AccessLogEntry.@Nullable Client logged;

  ClientFacts(Channel channel, boolean secure, int port) {
    this.channel = channel;
    this.secure = secure;
    this.address =
        channel.remoteAddress() instanceof InetSocketAddress remote
            ? remote
            : InetSocketAddress.createUnresolved("unknown", 0);
    this.port = port;
  }

  /** Where the client is. */
  InetSocketAddress address() {
    return address;
  }

  /** The client as members are told of it, once it has shaken hands. */
  Forwarded forwarded() {
    Forwarded known = forwarded;
    if (known == null) {
      Handshake shaken = handshake();
      String fingerprint = shaken == null ? null : shaken.fingerprint();
      known = Forwarded.of(new HostAndPort(ip(), port()), secure, port, fingerprint);
      forwarded = known;
    }
    return known;
  }

  /** Whether it came over TLS. */
  @Override
  public boolean secure() {
    return secure;
  }

  /** Where the client reached the gateway, for one that does not say. */
  @Override
  public String localHost() {
    return channel.localAddress() instanceof InetSocketAddress local
        ? new HostAndPort(local.getAddress().getHostAddress(), local.getPort()).toString()
        : "localhost";
  }

  @Override
  public String ip() {
    return address.isUnresolved() ? address.getHostString() : address.getAddress().getHostAddress();
  }

  @Override
  public int port() {
    return address.getPort();
  }

  @Override
  public int serverPort() {
    return port;
  }

  @Override
  public String tcpRoundTrip() {
    long microseconds = TcpRoundTrip.of(channel);
    return microseconds < 0 ? "" : Long.toString(microseconds);
  }

  @Override
  public String sslProtocol() {
    String protocol = logged().sslProtocol();
    return protocol == null ? "" : protocol;
  }

  @Override
  public String sslCipher() {
    String cipher = logged().sslCipher();
    return cipher == null ? "" : cipher;
  }

  @Override
  public String ciphersSupported() {
    Handshake shaken = handshake();
    return shaken == null ? "" : String.join(":", shaken.offeredSuites());
  }

  @Override
  public String certificate(ServerVariable part) {
    ClientCertificate shown = certificate();
    if (shown == null) return part == ServerVariable.CLIENT_CERTIFICATE_VERIFICATION ? "NONE" : "";
    return switch (part) {
      case CLIENT_CERTIFICATE -> shown.certificate();
      case CLIENT_CERTIFICATE_START_DATE -> shown.startDate();
      case CLIENT_CERTIFICATE_END_DATE -> shown.endDate();
      case CLIENT_CERTIFICATE_FINGERPRINT -> shown.fingerprint();
      case CLIENT_CERTIFICATE_ISSUER -> shown.issuer();
      case CLIENT_CERTIFICATE_SERIAL -> shown.serial();
      case CLIENT_CERTIFICATE_SUBJECT -> shown.subject();
      case CLIENT_CERTIFICATE_VERIFICATION -> shown.verification();
      default -> throw new IllegalArgumentException(part + " is nothing of a certificate");
    };
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
