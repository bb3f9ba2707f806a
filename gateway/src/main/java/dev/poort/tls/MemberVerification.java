package dev.poort.tls;

import dev.poort.config.BackendTls;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Judges the certificates of members by HTTP settings.
 *
 * <pre>
 *  authenticationCertificates ─▶ the key is one of theirs (v1), and nothing else counts
 *  validateCertChainAndExpiry ─▶ signed by a trusted root, else a well-known CA; not out of date
 *  validateSNI                ─▶ for the name that was asked for
 * </pre>
 */
final class MemberVerification extends X509ExtendedTrustManager {
  private final BackendTls how;
  private final Set<PublicKey> pinned;
  private final @Nullable X509ExtendedTrustManager chains;

  private MemberVerification(BackendTls how, @Nullable X509ExtendedTrustManager chains) {
    this.how = how;
    this.chains = chains;
    this.pinned =
        how.authenticationCertificates().stream()
            .map(X509Certificate::getPublicKey)
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Makes one.
   *
   * @param wellKnown the CAs that are trusted where the settings name none; null for the JDK's
   */
  static MemberVerification of(BackendTls how, @Nullable KeyStore wellKnown)
      throws GeneralSecurityException {
    if (!how.validateCertChainAndExpiry() || !how.authenticationCertificates().isEmpty()) {
      return new MemberVerification(how, null);
    }
    List<X509Certificate> roots = how.trustedRootCertificates();
    return new MemberVerification(how, judge(roots.isEmpty() ? wellKnown : store(roots)));
  }

  /** Whether the TLS engine is to compare the certificate's name. */
  static boolean checksName(BackendTls how) {
    return how.validateSni() && how.authenticationCertificates().isEmpty();
  }

  private static X509ExtendedTrustManager judge(@Nullable KeyStore roots)
      throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(roots);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager extended) return extended;
    }
    throw new GeneralSecurityException("the JDK cannot judge chains");
  }

  private static KeyStore store(List<X509Certificate> trusted) throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (X509Certificate each : trusted) {
        store.setCertificateEntry(Integer.toString(number++), each);
      }
      return store;
    } catch (IOException e) {
      throw new IllegalStateException(e); // nothing is read
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    X509Certificate own = chain[0];
    if (!pinned.isEmpty()) {
      if (!pinned.contains(own.getPublicKey())) throw new UnpinnedCertificateException();
    } else if (chains != null) {
      chains.checkServerTrusted(chain, type, engine);
    } else if (how.validateSni()) {
      checkName(own, type, engine);
    }
  }

  /** Trusts the certificate itself, so that nothing but its name is left to be judged. */
  private static void checkName(X509Certificate own, String type, SSLEngine engine)
      throws CertificateException {
    try {
      judge(store(List.of(own))).checkServerTrusted(new X509Certificate[] {own}, type, engine);
    } catch (CertificateException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new CertificateException(e);
    }
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("a connection is to be judged, not a chain alone");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("this is for members");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }
}
