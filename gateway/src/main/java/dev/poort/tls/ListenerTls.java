package dev.poort.tls;

import dev.poort.config.Credential;
import dev.poort.config.HttpListener;
import dev.poort.config.SslCertificate;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.ReferenceCountUtil;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of one HTTPS port: the SNI chooses among its listeners. Without an SNI, or when
 * no listener serves that name, the basic listener's certificate is shown, and where there is none
 * the first listener's (RFC 6066 3 lets a server go on with a name that it does not know).
 *
 * <p>Immutable; safe for use on every event loop.
 */
public final class ListenerTls implements AutoCloseable {
  private record Choice(Predicate<String> serves, SslContext context) {}

  private final List<Choice> choices;
  private final List<SslContext> contexts;
  private final SslContext fallback;
  private final boolean http2;

  private ListenerTls(
      List<Choice> choices, List<SslContext> contexts, SslContext fallback, boolean http2) {
    this.choices = choices;
    this.contexts = contexts;
    this.fallback = fallback;
    this.http2 = http2;
  }

  /**
   * Makes the contexts of a port.
   *
   * @param listeners the HTTPS listeners of that port in the order in which they are asked
   * @param serves whether a listener serves a host in lower case
   * @param http2 whether clients may choose HTTP/2 (ALPN, RFC 7301)
   * @throws SSLException when a key does not fit its certificate or cannot be used
   */
  public static ListenerTls of(List<HttpListener> listeners, HostMatch serves, boolean http2)
      throws SSLException {
    List<Choice> choices = new ArrayList<>();
    Map<Credential, SslContext> built = new HashMap<>();
    SslContext fallback = null;
    boolean fallbackIsBasic = false;
    try {
      for (HttpListener listener : listeners) {
        Credential credential = credential(listener);
        SslContext context = built.get(credential);
        if (context == null) {
          context = build(credential, http2);
          built.put(credential, context);
        }
        if (fallback == null || (!listener.multiSite() && !fallbackIsBasic)) {
          fallback = context;
          fallbackIsBasic = !listener.multiSite();
        }
        if (listener.multiSite()) {
          choices.add(new Choice(host -> serves.serves(listener, host), context));
        }
      }
      if (fallback == null) throw new SSLException("a port without listeners");
      return new ListenerTls(List.copyOf(choices), List.copyOf(built.values()), fallback, http2);
    } catch (SSLException | RuntimeException e) {
      built.values().forEach(ReferenceCountUtil::release);
      throw e;
    }
  }

  /** Whether a listener serves a host. */
  public interface HostMatch {
    /** Asked with the host in lower case. */
    boolean serves(HttpListener listener, String host);
  }

  /** The context for an SNI; null or empty when the client sent none. */
  public SslContext map(@Nullable String sni) {
    if (sni != null && !sni.isEmpty()) {
      String host = sni.toLowerCase(Locale.ROOT);
      for (Choice choice : choices) {
        if (choice.serves().test(host)) return choice.context();
      }
    }
    return fallback;
  }

  /** Whether a client may have chosen HTTP/2. */
  public boolean http2() {
    return http2;
  }

  private static Credential credential(HttpListener listener) throws SSLException {
    SslCertificate certificate = listener.sslCertificate();
    Credential credential = certificate == null ? null : certificate.credential();
    if (credential == null) throw new SSLException(listener.name() + " has no certificate");
    return credential;
  }

  private static SslContext build(Credential credential, boolean http2) throws SSLException {
    return SslContextBuilder.forServer(
            credential.key(), credential.chain().toArray(X509Certificate[]::new))
        .sslProvider(TlsProvider.best())
        .protocols("TLSv1.3", "TLSv1.2")
        .applicationProtocolConfig(http2 ? Alpn.HTTP_2 : ApplicationProtocolConfig.DISABLED)
        .build();
  }

  /** Lets go of the contexts; connections that use one keep it. */
  @Override
  public void close() {
    contexts.forEach(ReferenceCountUtil::release);
  }
}
