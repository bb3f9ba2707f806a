package dev.poort.tls;

import dev.poort.config.ClientAuthentication;
import dev.poort.config.HttpListener;
import dev.poort.config.SslPolicy;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a client's TLS handshake: with which listener it shook hands, on which terms,
 * and what came of it. Kept with the connection; a later change of the configuration does not touch
 * it.
 *
 * <p>Used on the connection's event loop alone.
 */
public final class Handshake {
  private static final AttributeKey<Handshake> KEY = AttributeKey.valueOf(Handshake.class, "tls");

  private final TlsTerms terms;
  private final @Nullable ClientHello hello;
  private @Nullable ClientCertificate certificate;

  /**
   * @param terms those of the listener that answered it
   * @param hello how the client began it; null when that could not be read
   */
  Handshake(TlsTerms terms, @Nullable ClientHello hello) {
    this.terms = terms;
    this.hello = hello;
  }

  /** That of a connection; null when it is in clear text or has not begun. */
  public static @Nullable Handshake of(Channel channel) {
    return channel.attr(KEY).get();
  }

  void keepWith(Channel channel) {
    channel.attr(KEY).set(this);
  }

  /** The name of the listener that answered it. */
  public String listener() {
    return terms.listener();
  }

  /** How the client had to prove who it is; null when it had not to. */
  public @Nullable ClientAuthentication clientAuthentication() {
    return terms.clients();
  }

  /** Whether a request for another listener is as well served on these terms. */
  public boolean suits(HttpListener other) {
    return suits(terms.listener(), terms.clients(), terms.policy(), other);
  }

  /** The same of a handshake that nobody has made, which one listener would answer. */
  public static boolean suits(HttpListener answers, HttpListener other) {
    return suits(answers.name(), answers.clientAuthentication(), answers.sslPolicy(), other);
  }

  private static boolean suits(
      String listener,
      @Nullable ClientAuthentication clients,
      SslPolicy policy,
      HttpListener other) {
    if (other.name().equals(listener)) return true;
    return Objects.equals(clients, other.clientAuthentication())
        && policy.equals(other.sslPolicy());
  }

  /** What the client has shown to prove who it is; null when it was not asked. */
  public @Nullable ClientCertificate certificate() {
    return certificate;
  }

  void certificate(ClientCertificate shown) {
    certificate = shown;
  }

  /**
   * The JA4 fingerprint of the client's software; null where members are not told, see {@link
   * SslPolicy#tellsFingerprints}.
   */
  public @Nullable String fingerprint() {
    return hello != null && terms.policy().tellsFingerprints() ? hello.ja4() : null;
  }

  /** The cipher suites that the client offered, as the standard names them, in its order. */
  public List<String> offeredSuites() {
    return hello == null ? List.of() : hello.suiteNames();
  }
}
