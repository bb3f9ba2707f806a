package dev.poort.config;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The cipher suites that ARM knows ({@code ApplicationGatewaySslCipherSuite}) and those of TLS 1.3,
 * by their names in the registry of IANA.
 */
public enum CipherSuite {
  TLS_AES_128_GCM_SHA256(0x1301, Key.ANY),
  TLS_AES_256_GCM_SHA384(0x1302, Key.ANY),
  TLS_CHACHA20_POLY1305_SHA256(0x1303, Key.ANY),
  TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384(0xC030, Key.RSA),
  TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256(0xC02F, Key.RSA),
  TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384(0xC028, Key.RSA),
  TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256(0xC027, Key.RSA),
  TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA(0xC014, Key.RSA),
  TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA(0xC013, Key.RSA),
  TLS_DHE_RSA_WITH_AES_256_GCM_SHA384(0x009F, Key.RSA),
  TLS_DHE_RSA_WITH_AES_128_GCM_SHA256(0x009E, Key.RSA),
  TLS_DHE_RSA_WITH_AES_256_CBC_SHA(0x0039, Key.RSA),
  TLS_DHE_RSA_WITH_AES_128_CBC_SHA(0x0033, Key.RSA),
  TLS_RSA_WITH_AES_256_GCM_SHA384(0x009D, Key.RSA),
  TLS_RSA_WITH_AES_128_GCM_SHA256(0x009C, Key.RSA),
  TLS_RSA_WITH_AES_256_CBC_SHA256(0x003D, Key.NOBODY),
  TLS_RSA_WITH_AES_128_CBC_SHA256(0x003C, Key.NOBODY),
  TLS_RSA_WITH_AES_256_CBC_SHA(0x0035, Key.RSA),
  TLS_RSA_WITH_AES_128_CBC_SHA(0x002F, Key.RSA),
  TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384(0xC02C, Key.EC),
  TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256(0xC02B, Key.EC),
  TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384(0xC024, Key.EC),
  TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256(0xC023, Key.EC),
  TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA(0xC00A, Key.EC),
  TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA(0xC009, Key.EC),
  TLS_DHE_DSS_WITH_AES_256_CBC_SHA256(0x006A, Key.NOBODY),
  TLS_DHE_DSS_WITH_AES_128_CBC_SHA256(0x0040, Key.NOBODY),
  TLS_DHE_DSS_WITH_AES_256_CBC_SHA(0x0038, Key.NOBODY),
  TLS_DHE_DSS_WITH_AES_128_CBC_SHA(0x0032, Key.NOBODY),
  TLS_RSA_WITH_3DES_EDE_CBC_SHA(0x000A, Key.NOBODY),
  TLS_DHE_DSS_WITH_3DES_EDE_CBC_SHA(0x0013, Key.NOBODY);

  /** Which certificate's key a suite needs. */
  private enum Key {
    ANY,
    RSA,
    EC,
    /** Neither BoringSSL nor the JDK serves the suite any more. */
    NOBODY
  }

  private static final Map<Integer, CipherSuite> BY_CODE =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(CipherSuite::code, it -> it));

  private final int code;
  private final Key key;

  CipherSuite(int code, Key key) {
    this.code = code;
    this.key = key;
  }

  /** That of a code; null when it is none of these. */
  public static @Nullable CipherSuite of(int code) {
    return BY_CODE.get(code);
  }

  /** Its two octets in the handshake. */
  public int code() {
    return code;
  }

  /** Whether it belongs to TLS 1.3 and to no version before. */
  public boolean tls13() {
    return key == Key.ANY;
  }

  /** Whether Poort can serve it at all. */
  public boolean served() {
    return key != Key.NOBODY;
  }

  /**
   * Whether it can be served with a certificate.
   *
   * @param algorithm that of the certificate's key: RSA or EC
   */
  public boolean fits(String algorithm) {
    return key == Key.ANY || key.name().equals(algorithm);
  }

  /** Whether versions before TLS 1.2 have it (RFC 5246 1.2: neither GCM nor a newer hash). */
  public boolean old() {
    return name().endsWith("_SHA");
  }
}
