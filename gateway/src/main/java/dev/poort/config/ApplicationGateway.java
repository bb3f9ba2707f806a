package dev.poort.config;

import java.util.List;

/**
 * A whole gateway (ARM: {@code Microsoft.Network/applicationGateways}), judged and with its
 * references resolved. Equal gateways behave alike; applying an equal one changes nothing.
 *
 * @param name the resource's name
 * @param frontendIpConfigurations where it is reached
 * @param frontendPorts on which ports
 * @param sslCertificates the certificates of its listeners
 * @param httpListeners what takes requests
 * @param backendAddressPools who serves them
 * @param backendHttpSettingsCollection how members are spoken to
 * @param probes how members are asked whether they are well
 * @param redirectConfigurations where clients are sent elsewhere
 * @param urlPathMaps how requests are told apart by their paths
 * @param requestRoutingRules where the requests of each listener go, in the file's order
 * @param customErrorConfigurations the pages of what no listener serves; each listener's own
 *     contain those of the gateway
 * @param enableHttp2 whether clients may speak HTTP/2, default false
 * @param globalConfiguration whether bodies are gathered
 * @param basicInOrder whether a basic listener's rule without a priority keeps its place among
 *     those of multi-site listeners, as on v1 SKUs; else it comes after them
 */
public record ApplicationGateway(
    String name,
    List<FrontendIpConfiguration> frontendIpConfigurations,
    List<FrontendPort> frontendPorts,
    List<SslCertificate> sslCertificates,
    List<HttpListener> httpListeners,
    List<BackendAddressPool> backendAddressPools,
    List<BackendHttpSettings> backendHttpSettingsCollection,
    List<Probe> probes,
    List<RedirectConfiguration> redirectConfigurations,
    List<UrlPathMap> urlPathMaps,
    List<RequestRoutingRule> requestRoutingRules,
    List<CustomError> customErrorConfigurations,
    boolean enableHttp2,
    GlobalConfiguration globalConfiguration,
    boolean basicInOrder) {
  public ApplicationGateway {
    frontendIpConfigurations = List.copyOf(frontendIpConfigurations);
    frontendPorts = List.copyOf(frontendPorts);
    sslCertificates = List.copyOf(sslCertificates);
    httpListeners = List.copyOf(httpListeners);
    backendAddressPools = List.copyOf(backendAddressPools);
    backendHttpSettingsCollection = List.copyOf(backendHttpSettingsCollection);
    probes = List.copyOf(probes);
    redirectConfigurations = List.copyOf(redirectConfigurations);
    urlPathMaps = List.copyOf(urlPathMaps);
    requestRoutingRules = List.copyOf(requestRoutingRules);
    customErrorConfigurations = List.copyOf(customErrorConfigurations);
  }

  /** A gateway with Azure's defaults for all that is rarely said. */
  public ApplicationGateway(
      String name,
      List<FrontendIpConfiguration> frontendIpConfigurations,
      List<FrontendPort> frontendPorts,
      List<SslCertificate> sslCertificates,
      List<HttpListener> httpListeners,
      List<BackendAddressPool> backendAddressPools,
      List<BackendHttpSettings> backendHttpSettingsCollection,
      List<Probe> probes,
      List<RedirectConfiguration> redirectConfigurations,
      List<UrlPathMap> urlPathMaps,
      List<RequestRoutingRule> requestRoutingRules) {
    this(
        name,
        frontendIpConfigurations,
        frontendPorts,
        sslCertificates,
        httpListeners,
        backendAddressPools,
        backendHttpSettingsCollection,
        probes,
        redirectConfigurations,
        urlPathMaps,
        requestRoutingRules,
        List.of(),
        false,
        GlobalConfiguration.DEFAULT,
        false);
  }

  /** The same gateway, serving nothing: it has neither listeners nor rules. */
  public ApplicationGateway withoutListeners() {
    return new ApplicationGateway(
        name,
        frontendIpConfigurations,
        frontendPorts,
        sslCertificates,
        List.of(),
        backendAddressPools,
        backendHttpSettingsCollection,
        probes,
        List.of(),
        List.of(),
        List.of(),
        customErrorConfigurations,
        enableHttp2,
        globalConfiguration,
        basicInOrder);
  }
}
