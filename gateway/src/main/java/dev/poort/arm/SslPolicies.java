package dev.poort.arm;

import dev.poort.config.CipherSuite;
import dev.poort.config.PredefinedSslPolicy;
import dev.poort.config.SslPolicy;
import dev.poort.config.TlsVersion;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads an {@code sslPolicy}, that of a gateway or that of an SSL profile. */
final class SslPolicies {
  private static final List<String> TYPES =
      Arrays.stream(SslPolicy.Type.values()).map(SslPolicy.Type::armName).toList();
  private static final List<String> VERSIONS =
      Arrays.stream(TlsVersion.values()).map(TlsVersion::armName).toList();
  private static final List<CipherSuite> TLS_1_3 =
      List.of(CipherSuite.TLS_AES_128_GCM_SHA256, CipherSuite.TLS_AES_256_GCM_SHA384);
  private static final List<String> SUITES =
      Arrays.stream(CipherSuite.values())
          .filter(suite -> suite != CipherSuite.TLS_CHACHA20_POLY1305_SHA256)
          .map(CipherSuite::name)
          .toList();

  private static final String SUITE =
      "Write the name that IANA gives a suite, such as TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";

  private SslPolicies() {}

  /** The policy of an object; null when it has none or it is wrong. */
  static @Nullable SslPolicy read(ArmObject holder) {
    ArmObject policy = holder.object("sslPolicy", ArmType.SSL_POLICY);
    if (policy == null) return null;
    SslPolicy.Type type = type(policy);
    SslPolicy read = type == SslPolicy.Type.PREDEFINED ? predefined(policy) : custom(policy, type);
    if (read == null) return null;
    SslPolicy left = read.without(disabled(policy));
    judge(policy, left);
    return left;
  }

  private static SslPolicy.Type type(ArmObject policy) {
    String word = policy.choice("policyType", TYPES);
    for (SslPolicy.Type type : SslPolicy.Type.values()) {
      if (type.armName().equals(word)) return type;
    }
    boolean named = policy.has("policyName") || !policy.has("cipherSuites");
    return named ? SslPolicy.Type.PREDEFINED : SslPolicy.Type.CUSTOM;
  }

  /** A v1 gateway may switch single versions off and name no policy. */
  private static @Nullable SslPolicy predefined(ArmObject policy) {
    if (!policy.has("policyName")) {
      boolean old = policy.has("disabledSslProtocols");
      return SslPolicy.predefined(
          old ? PredefinedSslPolicy.V20150501 : PredefinedSslPolicy.V20220101);
    }
    String name = policy.choice("policyName", PredefinedSslPolicy.armNames());
    return name == null ? null : SslPolicy.predefined(PredefinedSslPolicy.of(name));
  }

  private static @Nullable SslPolicy custom(ArmObject policy, SslPolicy.Type type) {
    policy.require("minProtocolVersion");
    TlsVersion oldest = version(policy.choice("minProtocolVersion", VERSIONS));
    boolean second = type == SslPolicy.Type.CUSTOM_V2;
    // Nobody chooses the suites of TLS 1.3.
    if (!second || oldest != TlsVersion.TLS_1_3) policy.require("cipherSuites");
    List<CipherSuite> suites = new ArrayList<>(second ? TLS_1_3 : List.of());
    List<CipherSuite> named = suites(policy);
    if (oldest == null || named == null) return null;
    for (CipherSuite suite : named) {
      if (!suite.tls13()) suites.add(suite);
    }
    TlsVersion newest = second ? TlsVersion.TLS_1_3 : TlsVersion.TLS_1_2;
    if (oldest.compareTo(newest) > 0) {
      JsonValue where = policy.raw("minProtocolVersion");
      policy
          .findings()
          .error(
              where == null ? policy.json() : where,
              "a Custom policy has no TLS 1.3",
              "Make its policyType CustomV2");
      return null;
    }
    return new SslPolicy(type, null, TlsVersion.between(oldest, newest), suites, false);
  }

  /** The suites that are named; null when one of them cannot be told. */
  private static @Nullable List<CipherSuite> suites(ArmObject policy) {
    List<CipherSuite> suites = new ArrayList<>();
    boolean whole = true;
    for (JsonValue element : policy.elements("cipherSuites")) {
      if (element instanceof JsonUnknown unknown) {
        policy.findings().unknown(unknown);
        whole = false;
        continue;
      }
      String name = policy.findings().values().choice(element, SUITES, SUITE);
      if (name == null) whole = false;
      else suites.add(CipherSuite.valueOf(name));
    }
    return whole ? suites : null;
  }

  private static List<TlsVersion> disabled(ArmObject policy) {
    List<TlsVersion> disabled = new ArrayList<>();
    for (JsonValue element : policy.elements("disabledSslProtocols")) {
      if (element instanceof JsonUnknown unknown) {
        policy.findings().unknown(unknown);
        continue;
      }
      TlsVersion version = version(policy.findings().values().choice(element, VERSIONS));
      if (version != null) disabled.add(version);
    }
    return disabled;
  }

  private static @Nullable TlsVersion version(@Nullable String armName) {
    for (TlsVersion version : TlsVersion.values()) {
      if (version.armName().equals(armName)) return version;
    }
    return null;
  }

  /** Says what of a policy cannot be served, be it in part or whole. */
  private static void judge(ArmObject policy, SslPolicy read) {
    List<String> never =
        read.cipherSuites().stream()
            .filter(suite -> !suite.served())
            .map(CipherSuite::name)
            .toList();
    JsonValue suites = policy.raw("cipherSuites");
    JsonValue where = suites == null ? policy.json() : suites;
    if (read.versions().isEmpty()) {
      policy
          .findings()
          .error(policy.json(), "the policy leaves no version of TLS", "Disable fewer of them");
    } else if (read.cipherSuites().stream().noneMatch(suite -> speaks(read, suite))) {
      String what = "no cipher suite of the policy can be served";
      policy.findings().error(where, what, "Add TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
    } else if (!never.isEmpty()) {
      policy
          .findings()
          .warning(
              where,
              "no TLS library serves " + String.join(", ", never) + " any more",
              "Clients that know nothing better are refused");
    }
  }

  private static boolean speaks(SslPolicy policy, CipherSuite suite) {
    boolean has13 = policy.versions().contains(TlsVersion.TLS_1_3);
    boolean before = policy.versions().getFirst() != TlsVersion.TLS_1_3;
    return suite.served() && (suite.tls13() ? has13 : before);
  }
}
