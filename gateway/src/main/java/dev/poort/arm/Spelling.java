package dev.poort.arm;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names in the letter case of ARM's model, for files that are tolerant about it. */
final class Spelling {
  /** The names in objects that Poort only passes on. */
  private static final String ELSEWHERE =
      "tier capacity family minCapacity maxCapacity principalId tenantId userAssignedIdentities"
          + " disabledSslProtocols policyType policyName cipherSuites minProtocolVersion"
          + " validatedCertData clientCertIssuerDN clientAuthConfiguration verifyClientAuthMode"
          + " verifyClientCertIssuerDN verifyClientRevocation statusCode customErrorPageUrl"
          + " rewriteRules ruleSequence conditions actionSet variable pattern ignoreCase negate"
          + " requestHeaderConfigurations responseHeaderConfigurations urlConfiguration headerName"
          + " headerValue headerValueMatcher modifiedPath modifiedQueryString reroute firewallMode"
          + " ruleSetType ruleSetVersion disabledRuleGroups ruleGroupName rules requestBodyCheck"
          + " maxRequestBodySize maxRequestBodySizeInKb fileUploadLimitInMb exclusions"
          + " matchVariable selector selectorMatchOperator enableRequestBuffering"
          + " enableResponseBuffering backendSettings timeout enableL4ClientIpPreservation listener"
          + " ipConfigurations primary privateEndpoint privateLinkServiceConnectionState"
          + " linkIdentifier loadDistributionAlgorithm loadDistributionTargets weightPerServer"
          + " unAuthorizedRequestAction clientId audiences";

  private static final Map<String, String> SPELLING =
      Stream.concat(
              ArmType.all().stream().flatMap(type -> type.vocabulary().names().stream()),
              Stream.of(ELSEWHERE.split(" ")))
          .collect(
              Collectors.toUnmodifiableMap(
                  name -> name.toLowerCase(Locale.ROOT), name -> name, (one, _) -> one));

  private Spelling() {}

  /** A property's name in ARM's letter case, whatever object it stands in. */
  static String of(String name) {
    return SPELLING.getOrDefault(name.toLowerCase(Locale.ROOT), name);
  }
}
