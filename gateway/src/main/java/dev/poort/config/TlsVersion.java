package dev.poort.config;

import java.util.Arrays;
import java.util.List;

/** A version of TLS (ARM: {@code ApplicationGatewaySslProtocol}), the oldest first. */
public enum TlsVersion {
  TLS_1_0("TLSv1_0", "TLSv1"),
  TLS_1_1("TLSv1_1", "TLSv1.1"),
  TLS_1_2("TLSv1_2", "TLSv1.2"),
  TLS_1_3("TLSv1_3", "TLSv1.3");

  private final String armName;
  private final String javaName;

  TlsVersion(String armName, String javaName) {
    this.armName = armName;
    this.javaName = javaName;
  }

  /** As ARM writes it. */
  public String armName() {
    return armName;
  }

  /** As Java's TLS writes it. */
  public String javaName() {
    return javaName;
  }

  /** All from one version to another. */
  public static List<TlsVersion> between(TlsVersion oldest, TlsVersion newest) {
    return Arrays.stream(values())
        .filter(each -> each.compareTo(oldest) >= 0 && each.compareTo(newest) <= 0)
        .toList();
  }
}
