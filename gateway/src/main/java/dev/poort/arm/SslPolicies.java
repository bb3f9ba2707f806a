package dev.poort.arm;

import dev.poort.config.SslPolicy;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads an {@code sslPolicy}, that of a gateway or that of an SSL profile. */
final class SslPolicies {
  private static final List<String> TYPES =
      Arrays.stream(SslPolicy.Type.values()).map(SslPolicy.Type::armName).toList();

  /** The predefined policies, the oldest first. */
  static final List<String> NAMES =
      List.of(
          "AppGwSslPolicy20150501",
          "AppGwSslPolicy20170401",
          "AppGwSslPolicy20170401S",
          "AppGwSslPolicy20220101",
          "AppGwSslPolicy20220101S");

  private static final List<String> VERSIONS = List.of("TLSv1_0", "TLSv1_1", "TLSv1_2", "TLSv1_3");

  private static final List<String> SUITES =
      List.of(
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
          "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
          "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_DHE_RSA_WITH_AES_256_CBC_SHA",
          "TLS_DHE_RSA_WITH_AES_128_CBC_SHA",
          "TLS_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_RSA_WITH_AES_128_GCM_SHA256",
          "TLS_RSA_WITH_AES_256_CBC_SHA256",
          "TLS_RSA_WITH_AES_128_CBC_SHA256",
          "TLS_RSA_WITH_AES_256_CBC_SHA",
          "TLS_RSA_WITH_AES_128_CBC_SHA",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
          "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
          "TLS_DHE_DSS_WITH_AES_256_CBC_SHA256",
          "TLS_DHE_DSS_WITH_AES_128_CBC_SHA256",
          "TLS_DHE_DSS_WITH_AES_256_CBC_SHA",
          "TLS_DHE_DSS_WITH_AES_128_CBC_SHA",
          "TLS_RSA_WITH_3DES_EDE_CBC_SHA",
          "TLS_DHE_DSS_WITH_3DES_EDE_CBC_SHA");

  private SslPolicies() {}

  /** The policy of an object; null when it has none or it is wrong. */
  static @Nullable SslPolicy read(ArmObject holder) {
    ArmObject policy = holder.object("sslPolicy", ArmType.SSL_POLICY);
    if (policy == null) return null;
    return switch (type(policy)) {
      case PREDEFINED -> predefined(policy);
      case CUSTOM -> custom(policy, SslPolicy.Type.CUSTOM);
      case CUSTOM_V2 -> custom(policy, SslPolicy.Type.CUSTOM_V2);
    };
  }

  private static SslPolicy.Type type(ArmObject policy) {
    String word = policy.choice("policyType", TYPES);
    for (SslPolicy.Type type : SslPolicy.Type.values()) {
      if (type.armName().equals(word)) return type;
    }
    boolean named = policy.has("policyName") || !policy.has("cipherSuites");
    return named ? SslPolicy.Type.PREDEFINED : SslPolicy.Type.CUSTOM;
  }

  private static @Nullable SslPolicy predefined(ArmObject policy) {
    // A v1 gateway may switch single versions off and name no policy.
    if (!policy.has("policyName")) return null;
    String name = policy.choice("policyName", NAMES);
    return name == null ? null : SslPolicy.predefined(name);
  }

  private static SslPolicy custom(ArmObject policy, SslPolicy.Type type) {
    policy.require("minProtocolVersion");
    policy.require("cipherSuites");
    String version = policy.choice("minProtocolVersion", VERSIONS);
    List<String> suites = new ArrayList<>();
    for (JsonValue element : policy.elements("cipherSuites")) {
      if (element instanceof JsonUnknown unknown) policy.findings().unknown(unknown);
      else suites.add(policy.findings().values().choice(element, SUITES));
    }
    suites.removeIf(Objects::isNull);
    return new SslPolicy(type, null, version, suites);
  }
}
