package dev.poort.tls;

import dev.poort.config.HttpListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * TLS of one HTTPS port: the name that a client asks for chooses among its listeners just as Host
 * does later. Without a name, or for one that no listener serves, the basic listener answers, and
 * where there is none the first by the order of the rules, unless all of them want a name.
 *
 * <p>Immutable; safe for use on every event loop.
 */
public final class ListenerTls implements AutoCloseable {
  private final Map<String, ListenerContext> contexts;
  private final Function<String, @Nullable HttpListener> serves;
  private final @Nullable ListenerContext fallback;
  private final boolean http2;

  private ListenerTls(
      Map<String, ListenerContext> contexts,
      Function<String, @Nullable HttpListener> serves,
      @Nullable ListenerContext fallback,
      boolean http2) {
    this.contexts = contexts;
    this.serves = serves;
    this.fallback = fallback;
    this.http2 = http2;
  }

  /**
   * Makes the contexts of a port. A listener whose terms are what they were goes on with what it
   * has: its sessions and its tickets stay good.
   *
   * @param listeners the HTTPS listeners of that port in the order in which they are asked
   * @param serves the listener that serves a host; null when none does
   * @param http2 whether clients may choose HTTP/2 (ALPN, RFC 7301)
   * @param before what the port has now; null when it is new
   * @param ocsp asks for the state of certificates, to be stapled
   * @throws SSLException when a key does not fit its certificate or cannot be used
   */
  public static ListenerTls of(
      List<HttpListener> listeners,
      Function<String, @Nullable HttpListener> serves,
      boolean http2,
      @Nullable ListenerTls before,
      OcspClient ocsp)
      throws SSLException {
    Map<String, ListenerContext> contexts = new LinkedHashMap<>();
    try {
      for (HttpListener listener : listeners) {
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
    HttpListener first = fallback(listeners);
    return new ListenerTls(
        contexts, serves, first == null ? null : contexts.get(first.name()), http2);
  }

  private static @Nullable HttpListener fallback(List<HttpListener> listeners) {
    for (HttpListener listener : listeners) {
      if (!listener.multiSite()) return listener;
    }
    boolean named = listeners.stream().allMatch(HttpListener::requireServerNameIndication);
    return named ? null : listeners.getFirst();
  }

  /**
   * Who answers a client.
   *
   * @param name the name that it asks for; null or empty when it has not said one
   * @return null when nobody does
   */
  @Nullable ListenerContext choose(@Nullable String name) {
    if (name == null || name.isEmpty()) return fallback;
    HttpListener listener = serves.apply(name);
    ListenerContext chosen = listener == null ? null : contexts.get(listener.name());
    return chosen == null ? fallback : chosen;
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
