package dev.poort.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which TLS a listener speaks (ARM: {@code sslPolicy}).
 *
 * @param policyType what the other parts mean
 * @param policyName of a predefined policy: one of the names that ARM has; null for the others
 * @param minProtocolVersion the oldest version ({@code TLSv1_2}) of a custom policy; null for the
 *     others
 * @param cipherSuites a custom policy's suites as the standard names them, best first; empty for a
 *     predefined one
 */
public record SslPolicy(
    Type policyType,
    @Nullable String policyName,
    @Nullable String minProtocolVersion,
    List<String> cipherSuites) {
  /** The name of the policy that holds where the file does not say. */
  public static final String DEFAULT_NAME = "AppGwSslPolicy20220101";

  /** The policy that holds where the file does not say. */
  public static final SslPolicy DEFAULT = predefined(DEFAULT_NAME);

  public SslPolicy {
    cipherSuites = List.copyOf(cipherSuites);
  }

  /** A policy that is known by its name. */
  public static SslPolicy predefined(String name) {
    return new SslPolicy(Type.PREDEFINED, name, null, List.of());
  }

  /** ARM: {@code policyType}. */
  public enum Type {
    PREDEFINED("Predefined"),
    CUSTOM("Custom"),
    CUSTOM_V2("CustomV2");

    private final String armName;

    Type(String armName) {
      this.armName = armName;
    }

    /** As ARM writes it. */
    public String armName() {
      return armName;
    }
  }
}
