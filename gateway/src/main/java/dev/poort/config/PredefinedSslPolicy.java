package dev.poort.config;

import java.util.Arrays;
import java.util.List;

/**
 * The policies that Azure has a name for, the oldest first. Source: "TLS policy overview" of the
 * documents of Application Gateway, with the order in which its tools print the suites where they
 * print it.
 */
public enum PredefinedSslPolicy {
  V20150501(TlsVersion.TLS_1_0, TlsVersion.TLS_1_2),
  V20170401(TlsVersion.TLS_1_1, TlsVersion.TLS_1_2),
  V20170401S(TlsVersion.TLS_1_2, TlsVersion.TLS_1_2),
  V20220101(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3),
  V20220101S(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3);

  private static final List<CipherSuite> OF_2015 =
      List.of(
          CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
          CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
          CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384,
          CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256,
          CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA,
          CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,
          CipherSuite.TLS_DHE_RSA_WITH_AES_256_GCM_SHA384,
          CipherSuite.TLS_DHE_RSA_WITH_AES_128_GCM_SHA256,
          CipherSuite.TLS_DHE_RSA_WITH_AES_256_CBC_SHA,
          CipherSuite.TLS_DHE_RSA_WITH_AES_128_CBC_SHA,
          CipherSuite.TLS_RSA_WITH_AES_256_GCM_SHA384,
          CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256,
          CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA256,
          CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA256,
          CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA,
          CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA,
          CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
          CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
          CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384,
          CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256,
          CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA,
          CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA,
          CipherSuite.TLS_DHE_DSS_WITH_AES_256_CBC_SHA256,
          CipherSuite.TLS_DHE_DSS_WITH_AES_128_CBC_SHA256,
          CipherSuite.TLS_DHE_DSS_WITH_AES_256_CBC_SHA,
          CipherSuite.TLS_DHE_DSS_WITH_AES_128_CBC_SHA,
          CipherSuite.TLS_RSA_WITH_3DES_EDE_CBC_SHA,
          CipherSuite.TLS_DHE_DSS_WITH_3DES_EDE_CBC_SHA);

  private static final List<CipherSuite> OF_2017 =
      List.of(
          CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
          CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
          CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA,
          CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA,
          CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256,
          CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384,
          CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
          CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
          CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA,
          CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA,
          CipherSuite.TLS_RSA_WITH_AES_256_GCM_SHA384,
          CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256,
          CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA256,
          CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA256,
          CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA,
          CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA);

  private static final List<CipherSuite> OF_2022 =
      List.of(
          CipherSuite.TLS_AES_128_GCM_SHA256,
          CipherSuite.TLS_AES_256_GCM_SHA384,
          CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
          CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
          CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384,
          CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256,
          CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
          CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
          CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384,
          CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256);

  private static final List<CipherSuite> OF_2022_STRICT =
      List.of(
          CipherSuite.TLS_AES_128_GCM_SHA256,
          CipherSuite.TLS_AES_256_GCM_SHA384,
          CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
          CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
          CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
          CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256);

  private final TlsVersion oldest;
  private final TlsVersion newest;

  PredefinedSslPolicy(TlsVersion oldest, TlsVersion newest) {
    this.oldest = oldest;
    this.newest = newest;
  }

  /** As ARM writes it. */
  public String armName() {
    return "AppGwSslPolicy" + name().substring(1);
  }

  /** That of a name in ARM's spelling. */
  public static PredefinedSslPolicy of(String armName) {
    return valueOf("V" + armName.substring("AppGwSslPolicy".length()));
  }

  /** The names of all, the oldest first. */
  public static List<String> armNames() {
    return Arrays.stream(values()).map(PredefinedSslPolicy::armName).toList();
  }

  /** The versions of TLS, the oldest first. */
  public List<TlsVersion> versions() {
    return TlsVersion.between(oldest, newest);
  }

  /** The cipher suites, the best first. */
  public List<CipherSuite> cipherSuites() {
    return switch (this) {
      case V20150501 -> OF_2015;
      case V20170401, V20170401S -> OF_2017;
      case V20220101 -> OF_2022;
      case V20220101S -> OF_2022_STRICT;
    };
  }
}
