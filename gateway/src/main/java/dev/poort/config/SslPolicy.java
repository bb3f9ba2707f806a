package dev.poort.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which TLS a listener speaks (ARM: {@code sslPolicy}).
 *
 * @param policyType how it was written down
 * @param policyName of a predefined policy: one of the names that ARM has; null for the others
 * @param versions the versions of TLS, the oldest first; those that {@code disabledSslProtocols}
 *     names are not among them
 * @param cipherSuites the suites, best first, those of TLS 1.3 before the others
 * @param fips whether only what FIPS 140 approves is spoken (ARM: {@code enableFips})
 */
public record SslPolicy(
    Type policyType,
    @Nullable String policyName,
    List<TlsVersion> versions,
    List<CipherSuite> cipherSuites,
    boolean fips) {
  /** The name of the policy that holds where the file does not say. */
  public static final String DEFAULT_NAME = PredefinedSslPolicy.V20220101.armName();

  /** The policy that holds where the file does not say. */
  public static final SslPolicy DEFAULT = predefined(PredefinedSslPolicy.V20220101);

  public SslPolicy {
    versions = List.copyOf(versions);
    cipherSuites = List.copyOf(cipherSuites);
  }

  /** A policy that is known by its name. */
  public static SslPolicy predefined(PredefinedSslPolicy policy) {
    return new SslPolicy(
        Type.PREDEFINED, policy.armName(), policy.versions(), policy.cipherSuites(), false);
  }

  /** The same without some versions. */
  public SslPolicy without(List<TlsVersion> disabled) {
    List<TlsVersion> left = versions.stream().filter(it -> !disabled.contains(it)).toList();
    return new SslPolicy(policyType, policyName, left, cipherSuites, fips);
  }

  /** What of it FIPS 140 approves: TLS 1.2 and newer, no 3DES (SP 800-52 rev. 2). */
  public SslPolicy approved() {
    List<CipherSuite> left =
        cipherSuites.stream().filter(it -> !it.name().contains("3DES")).toList();
    SslPolicy newer = without(List.of(TlsVersion.TLS_1_0, TlsVersion.TLS_1_1));
    return new SslPolicy(policyType, policyName, newer.versions, left, true);
  }

  /**
   * Whether members are told which software its clients use (X-Azure-JA4-Fingerprint): in Azure
   * that goes with the policies that know TLS 1.3, those of 2022 and CustomV2.
   */
  public boolean tellsFingerprints() {
    return versions.contains(TlsVersion.TLS_1_3);
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
