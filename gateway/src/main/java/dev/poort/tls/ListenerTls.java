package dev.poort.tls;

import dev.poort.config.HttpListener;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * TLS of one HTTPS port: what each of its listeners shakes hands with.
 *
 * <p>Immutable; safe for use on every event loop.
 */
public final class ListenerTls implements AutoCloseable {
  private final Map<String, ListenerContext> contexts;
  private final SniChoice choice;
  private final boolean http2;

  private ListenerTls(Map<String, ListenerContext> contexts, SniChoice choice, boolean http2) {
    this.contexts = contexts;
    this.choice = choice;
    this.http2 = http2;
  }

  /**
   * Makes the contexts of a port. A listener whose terms are what they were goes on with what it
   * has: its sessions and its tickets stay good.
   *
   * @param choice the HTTPS listeners of that port, and which of them answers
   * @param http2 whether clients may choose HTTP/2 (ALPN, RFC 7301)
   * @param before what the port has now; null when it is new
   * @param ocsp asks for the state of certificates, to be stapled
   * @throws SSLException when a key does not fit its certificate or cannot be used
   */
  public static ListenerTls of(
      SniChoice choice, boolean http2, @Nullable ListenerTls before, OcspClient ocsp)
      throws SSLException {
    Map<String, ListenerContext> contexts = new LinkedHashMap<>();
    try {
      for (HttpListener listener : choice.listeners()) {
        TlsTerms terms = TlsTerms.of(listener, http2);
        ListenerContext same = before == null ? null : before.contexts.get(listener.name());
        boolean keeps = same != null && same.terms().equals(terms);
        contexts.put(
            listener.name(),
            keeps && same != null ? same.retain() : ListenerContext.of(terms, ocsp));
      }
    } catch (SSLException | RuntimeException e) {
      contexts.values().forEach(ListenerContext::release);
      throw e;
    }
    return new ListenerTls(contexts, choice, http2);
  }

  /**
   * Who answers a client.
   *
   * @param name the name that it asks for; null or empty when it has not said one
   * @return null when nobody does
   */
  @Nullable ListenerContext choose(@Nullable String name) {
    HttpListener listener = choice.of(name);
    return listener == null ? null : contexts.get(listener.name());
  }

  /** Whether a client may have chosen HTTP/2. */
  public boolean http2() {
    return http2;
  }

  /** Lets go of the contexts; connections that use one keep it. */
  @Override
  public void close() {
    contexts.values().forEach(ListenerContext::release);
  }
}
