package dev.poort.tls;

import dev.poort.config.ClientAuthentication;
import dev.poort.config.Credential;
import dev.poort.config.HttpListener;
import dev.poort.config.SslCertificate;
import dev.poort.config.SslPolicy;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * On which terms a listener shakes hands. While these are equal, a change of the configuration
 * leaves its TLS as it is: its contexts, its tickets, its sessions.
 *
 * @param listener the listener's name: what one listener has agreed to is nothing to another
 * @param credential what it proves its name with
 * @param policy which TLS it speaks
 * @param clients how clients prove who they are; null when they need not
 * @param http2 whether clients may choose HTTP/2 (ALPN, RFC 7301)
 */
record TlsTerms(
    String listener,
    Credential credential,
    SslPolicy policy,
    @Nullable ClientAuthentication clients,
    boolean http2) {
  static TlsTerms of(HttpListener listener, boolean http2) throws SSLException {
    SslCertificate certificate = listener.sslCertificate();
    Credential credential = certificate == null ? null : certificate.credential();
    if (credential == null) throw new SSLException(listener.name() + " has no certificate");
    return new TlsTerms(
        listener.name(), credential, listener.sslPolicy(), listener.clientAuthentication(), http2);
  }
}
