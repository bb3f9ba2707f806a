package dev.poort.arm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a gateway and the names that ARM knows in them. Each constant has its collection
 * and four lists:
 *
 * <ol>
 *   <li>what has an effect in Poort;
 *   <li>what has none yet, which is said in a warning unless it is off (false, 0, empty, Disabled);
 *       {@code name=value} where another value is the one that changes nothing;
 *   <li>what is Azure's business and can mean nothing here;
 *   <li>what Azure prints to say who refers to the object.
 * </ol>
 *
 * <p>Source: the ARM model of Microsoft.Network/applicationGateways.
 */
final class ArmType {
  static final ArmType GATEWAY =
      new ArmType(
          "applicationGateways",
          "frontendIPConfigurations frontendPorts sslCertificates httpListeners backendAddressPools"
              + " backendHttpSettingsCollection probes requestRoutingRules urlPathMaps"
              + " redirectConfigurations rewriteRuleSets loadDistributionPolicies"
              + " authenticationCertificates trustedRootCertificates trustedClientCertificates"
              + " sslProfiles sslPolicy enableFips enableHttp2 globalConfiguration"
              + " customErrorConfigurations entraJWTValidationConfigs",
          "webApplicationFirewallConfiguration firewallPolicy"
              + " backendSettingsCollection listeners routingRules",
          "sku operationalState gatewayIPConfigurations autoscaleConfiguration"
              + " privateLinkConfigurations privateEndpointConnections resourceGuid"
              + " defaultPredefinedSslPolicy forceFirewallPolicyAssociation location tags zones"
              + " identity apiVersion dependsOn comments condition scope kind plan managedBy systemData"
              + " extendedLocation",
          "");

  static final ArmType FRONTEND_IP_CONFIGURATION =
      new ArmType(
          "frontendIPConfigurations",
          "privateIPAddress",
          "",
          "privateIPAllocationMethod subnet publicIPAddress privateLinkConfiguration",
          "httpListeners listeners");

  static final ArmType FRONTEND_PORT =
      new ArmType("frontendPorts", "port", "", "", "httpListeners listeners");

  static final ArmType SSL_CERTIFICATE =
      new ArmType(
          "sslCertificates",
          "data password keyVaultSecretId",
          "",
          "publicCertData",
          "httpListeners listeners");

  static final ArmType HTTP_LISTENER =
      new ArmType(
          "httpListeners",
          "frontendIPConfiguration frontendPort protocol hostName hostNames sslCertificate"
              + " sslProfile requireServerNameIndication customErrorConfigurations",
          "firewallPolicy",
          "",
          "requestRoutingRules redirectConfiguration");

  static final ArmType BACKEND_ADDRESS_POOL =
      new ArmType(
          "backendAddressPools",
          "backendAddresses backendIPConfigurations",
          "",
          "",
          "requestRoutingRules routingRules urlPathMaps pathRules loadDistributionPolicies");

  static final ArmType BACKEND_ADDRESS =
      new ArmType("backendAddresses", "fqdn ipAddress", "", "", "");

  static final ArmType BACKEND_HTTP_SETTINGS =
      new ArmType(
          "backendHttpSettingsCollection",
          "port protocol requestTimeout hostName pickHostNameFromBackendAddress path probe"
              + " connectionDraining cookieBasedAffinity affinityCookieName"
              + " dedicatedBackendConnection authenticationCertificates trustedRootCertificates"
              + " validateCertChainAndExpiry validateSNI sniName",
          "",
          "probeEnabled",
          "requestRoutingRules urlPathMaps pathRules");

  static final ArmType CONNECTION_DRAINING =
      new ArmType("connectionDraining", "enabled drainTimeoutInSec", "", "", "");

  static final ArmType PROBE =
      new ArmType(
          "probes",
          "protocol host path port interval timeout unhealthyThreshold"
              + " pickHostNameFromBackendHttpSettings match minServers",
          "",
          // Of layer 4 alone, which is not served.
          "pickHostNameFromBackendSettings enableProbeProxyProtocolHeader",
          "backendHttpSettings backendSettings");

  static final ArmType PROBE_MATCH = new ArmType("match", "body statusCodes", "", "", "");

  static final ArmType REQUEST_ROUTING_RULE =
      new ArmType(
          "requestRoutingRules",
          "ruleType priority httpListener backendAddressPool backendHttpSettings urlPathMap"
              + " redirectConfiguration rewriteRuleSet loadDistributionPolicy"
              + " entraJWTValidationConfig",
          "",
          "",
          "");

  static final ArmType URL_PATH_MAP =
      new ArmType(
          "urlPathMaps",
          "defaultBackendAddressPool defaultBackendHttpSettings defaultRedirectConfiguration"
              + " defaultLoadDistributionPolicy pathRules defaultRewriteRuleSet",
          "",
          "",
          "requestRoutingRules");

  static final ArmType PATH_RULE =
      new ArmType(
          "pathRules",
          "paths backendAddressPool backendHttpSettings redirectConfiguration rewriteRuleSet"
              + " loadDistributionPolicy",
          "firewallPolicy",
          "",
          "");

  static final ArmType REDIRECT_CONFIGURATION =
      new ArmType(
          "redirectConfigurations",
          "redirectType targetListener targetUrl includePath includeQueryString",
          "",
          "",
          "requestRoutingRules urlPathMaps pathRules");

  static final ArmType SSL_POLICY =
      new ArmType(
          "sslPolicy",
          "policyType policyName minProtocolVersion cipherSuites disabledSslProtocols",
          "",
          "",
          "");

  static final ArmType SSL_PROFILE =
      new ArmType(
          "sslProfiles",
          "sslPolicy trustedClientCertificates clientAuthConfiguration",
          "",
          "",
          "httpListeners listeners");

  static final ArmType CLIENT_AUTH_CONFIGURATION =
      new ArmType(
          "clientAuthConfiguration",
          "verifyClientCertIssuerDN verifyClientRevocation verifyClientAuthMode",
          "",
          "",
          "");

  static final ArmType TRUSTED_CLIENT_CERTIFICATE =
      new ArmType(
          "trustedClientCertificates",
          "data",
          "",
          "validatedCertData clientCertIssuerDN",
          "sslProfiles");

  static final ArmType TRUSTED_ROOT_CERTIFICATE =
      new ArmType(
          "trustedRootCertificates",
          "data keyVaultSecretId",
          "",
          "",
          "backendHttpSettings backendSettings");

  static final ArmType AUTHENTICATION_CERTIFICATE =
      new ArmType("authenticationCertificates", "data", "", "", "backendHttpSettings");

  static final ArmType CUSTOM_ERROR =
      new ArmType("customErrorConfigurations", "statusCode customErrorPageUrl", "", "", "");

  static final ArmType GLOBAL_CONFIGURATION =
      new ArmType(
          "globalConfiguration", "enableRequestBuffering", "enableResponseBuffering", "", "");

  static final ArmType LOAD_DISTRIBUTION_POLICY =
      new ArmType(
          "loadDistributionPolicies",
          "loadDistributionTargets loadDistributionAlgorithm",
          "",
          "",
          "requestRoutingRules urlPathMaps pathRules");

  static final ArmType LOAD_DISTRIBUTION_TARGET =
      new ArmType("loadDistributionTargets", "backendAddressPool weightPerServer", "", "", "");

  static final ArmType REWRITE_RULE_SET =
      new ArmType(
          "rewriteRuleSets", "rewriteRules", "", "", "requestRoutingRules urlPathMaps pathRules");

  static final ArmType REWRITE_RULE =
      new ArmType("rewriteRules", "ruleSequence conditions actionSet", "", "", "");

  static final ArmType REWRITE_CONDITION =
      new ArmType("conditions", "variable pattern ignoreCase negate", "", "", "");

  static final ArmType REWRITE_ACTION_SET =
      new ArmType(
          "actionSet",
          "requestHeaderConfigurations responseHeaderConfigurations urlConfiguration",
          "",
          "",
          "");

  static final ArmType REWRITE_HEADER =
      new ArmType("headerConfigurations", "headerName headerValue headerValueMatcher", "", "", "");

  static final ArmType REWRITE_VALUE_MATCHER =
      new ArmType("headerValueMatcher", "pattern ignoreCase negate", "", "", "");

  static final ArmType REWRITE_URL =
      new ArmType("urlConfiguration", "modifiedPath modifiedQueryString reroute", "", "", "");

  static final ArmType ENTRA_JWT_VALIDATION =
      new ArmType(
          "entraJWTValidationConfigs",
          "unAuthorizedRequestAction tenantId clientId audiences",
          "",
          "",
          "requestRoutingRules");

  private static final List<ArmType> ALL =
      List.of(
          GATEWAY,
          FRONTEND_IP_CONFIGURATION,
          FRONTEND_PORT,
          SSL_CERTIFICATE,
          HTTP_LISTENER,
          BACKEND_ADDRESS_POOL,
          BACKEND_ADDRESS,
          BACKEND_HTTP_SETTINGS,
          CONNECTION_DRAINING,
          PROBE,
          PROBE_MATCH,
          REQUEST_ROUTING_RULE,
          URL_PATH_MAP,
          PATH_RULE,
          REDIRECT_CONFIGURATION,
          SSL_POLICY,
          SSL_PROFILE,
          CLIENT_AUTH_CONFIGURATION,
          TRUSTED_CLIENT_CERTIFICATE,
          TRUSTED_ROOT_CERTIFICATE,
          AUTHENTICATION_CERTIFICATE,
          CUSTOM_ERROR,
          GLOBAL_CONFIGURATION,
          LOAD_DISTRIBUTION_POLICY,
          LOAD_DISTRIBUTION_TARGET,
          REWRITE_RULE_SET,
          REWRITE_RULE,
          REWRITE_CONDITION,
          REWRITE_ACTION_SET,
          REWRITE_HEADER,
          REWRITE_VALUE_MATCHER,
          REWRITE_URL,
          ENTRA_JWT_VALIDATION);

  private final String collection;
  private final Vocabulary vocabulary;

  private ArmType(
      String collection, String effective, String later, String azure, String referrers) {
    this.collection = collection;
    vocabulary = new Vocabulary(effective, later, azure, referrers);
  }

  /** All types. */
  static List<ArmType> all() {
    return ALL;
  }

  /** The type whose objects stand in a collection of this name; null when there is none. */
  static @Nullable ArmType ofCollection(String collection) {
    for (ArmType type : ALL) {
      if (type.collection.equalsIgnoreCase(collection)) return type;
    }
    return null;
  }

  /** The property that holds objects of this type, as it stands in an id. */
  String collection() {
    return collection;
  }

  /** The names of its properties. */
  Vocabulary vocabulary() {
    return vocabulary;
  }
}
