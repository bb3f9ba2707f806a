package dev.poort.config;

/** What a listener, a setting or a probe speaks (ARM: {@code protocol}). */
public enum Protocol {
  /** HTTP in clear text. */
  HTTP("Http", 80),
  /** HTTP over TLS. */
  HTTPS("Https", 443);

  private final String armName;
  private final int defaultPort;

  Protocol(String armName, int defaultPort) {
    this.armName = armName;
    this.defaultPort = defaultPort;
  }

  /** The value in ARM, {@code Http} or {@code Https}. */
  public String armName() {
    return armName;
  }

  /** 80 or 443. */
  public int defaultPort() {
    return defaultPort;
  }

  /** The URI scheme, {@code http} or {@code https}. */
  public String scheme() {
    return this == HTTPS ? "https" : "http";
  }

  /** Whether TLS is spoken. */
  public boolean secure() {
    return this == HTTPS;
  }
}
