package dev.poort.management;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.poort.config.ApplicationGateway;
import dev.poort.config.BackendAddressPool;
import dev.poort.config.BackendHttpSettings;
import dev.poort.config.Credential;
import dev.poort.config.Forward;
import dev.poort.config.FrontendIpConfiguration;
import dev.poort.config.FrontendPort;
import dev.poort.config.Hosts;
import dev.poort.config.HttpListener;
import dev.poort.config.LoadDistributionPolicy;
import dev.poort.config.Machine;
import dev.poort.config.Probe;
import dev.poort.config.ProbeMatch.StatusRange;
import dev.poort.config.RedirectConfiguration;
import dev.poort.config.RequestRoutingRule;
import dev.poort.config.RewriteRuleSet;
import dev.poort.config.SslCertificate;
import dev.poort.config.SslProfile;
import dev.poort.config.UrlPathMap;
import java.io.IOException;
import java.util.List;

/**
 * A gateway as ARM JSON, with all defaults written out. Certificates appear as ARM shows them
 * ({@code publicCertData}); keys and passwords never do.
 *
 * @param gateway what is applied
 */
record GatewayDocument(ApplicationGateway gateway) implements Answer.Document {
  @Override
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", gateway.name());
    json.writeStringField("type", "Microsoft.Network/applicationGateways");
    json.writeObjectFieldStart("properties");
    ArmWriter arm = new ArmWriter(json);
    if (gateway.basicInOrder()) writeFirstGeneration(arm);
    arm.flag("enableHttp2", gateway.enableHttp2());
    arm.open("globalConfiguration");
    arm.flag("enableRequestBuffering", gateway.globalConfiguration().enableRequestBuffering());
    arm.close();
    TlsDocument.writePolicy(arm, gateway);
    arm.collection(
        "sslProfiles", TlsDocument.profiles(gateway), SslProfile::name, TlsDocument::write);
    arm.collection(
        "frontendIPConfigurations",
        gateway.frontendIpConfigurations(),
        FrontendIpConfiguration::name,
        GatewayDocument::write);
    arm.collection(
        "frontendPorts",
        gateway.frontendPorts(),
        FrontendPort::name,
        (out, port) -> out.number("port", port.port()));
    arm.collection(
        "sslCertificates", gateway.sslCertificates(), SslCertificate::name, GatewayDocument::write);
    arm.collection(
        "httpListeners", gateway.httpListeners(), HttpListener::name, GatewayDocument::write);
    arm.collection(
        "backendAddressPools",
        gateway.backendAddressPools(),
        BackendAddressPool::name,
        GatewayDocument::write);
    arm.collection(
        "backendHttpSettingsCollection",
        gateway.backendHttpSettingsCollection(),
        BackendHttpSettings::name,
        GatewayDocument::write);
    arm.collection(
        "loadDistributionPolicies",
        policies(gateway),
        LoadDistributionPolicy::name,
        RoutingDocument::write);
    arm.collection("probes", gateway.probes(), Probe::name, GatewayDocument::write);
    arm.collection(
        "redirectConfigurations",
        gateway.redirectConfigurations(),
        RedirectConfiguration::name,
        RoutingDocument::write);
    arm.collection(
        "rewriteRuleSets",
        RewriteDocument.sets(gateway),
        RewriteRuleSet::name,
        RewriteDocument::write);
    arm.collection("urlPathMaps", gateway.urlPathMaps(), UrlPathMap::name, RoutingDocument::write);
    arm.collection(
        "requestRoutingRules",
        gateway.requestRoutingRules(),
        RequestRoutingRule::name,
        RoutingDocument::write);
    json.writeEndObject();
    json.writeEndObject();
  }

  /** What of a sku has an effect here: which listeners come first. */
  private static void writeFirstGeneration(ArmWriter out) throws IOException {
    out.open("sku");
    out.text("tier", "Standard");
    out.close();
  }

  /** Those that a rule uses. */
  private static List<LoadDistributionPolicy> policies(ApplicationGateway gateway) {
    return gateway.requestRoutingRules().stream()
        .flatMap(rule -> rule.target().actions().stream())
        .map(action -> action instanceof Forward forward ? forward.target() : null)
        .filter(LoadDistributionPolicy.class::isInstance)
        .map(LoadDistributionPolicy.class::cast)
        .distinct()
        .toList();
  }

  private static void write(ArmWriter out, FrontendIpConfiguration frontend) throws IOException {
    out.text("privateIPAddress", frontend.privateIpAddress());
  }

  private static void write(ArmWriter out, SslCertificate certificate) throws IOException {
    out.text("keyVaultSecretId", certificate.keyVaultSecretId());
    Credential credential = certificate.credential();
    if (credential != null) out.text("publicCertData", credential.publicCertData());
  }

  private static void write(ArmWriter out, HttpListener listener) throws IOException {
    out.reference(
        "frontendIPConfiguration",
        "frontendIPConfigurations",
        listener.frontendIpConfiguration().name());
    out.reference("frontendPort", "frontendPorts", listener.frontendPort().name());
    out.text("protocol", listener.protocol().armName());
    if (listener.multiSite()) out.texts("hostNames", listener.hostNames());
    SslCertificate certificate = listener.sslCertificate();
    if (certificate != null) out.reference("sslCertificate", "sslCertificates", certificate.name());
    SslProfile profile = listener.sslProfile();
    if (profile != null) out.reference("sslProfile", "sslProfiles", profile.name());
    if (listener.requireServerNameIndication()) out.flag("requireServerNameIndication", true);
  }

  private static void write(ArmWriter out, BackendAddressPool pool) throws IOException {
    out.openArray("backendAddresses");
    for (String address : pool.backendAddresses()) {
      out.open();
      out.text(Hosts.isIpAddress(address) ? "ipAddress" : "fqdn", address);
      out.close();
    }
    out.closeArray();
    out.openArray("backendIPConfigurations");
    for (Machine machine : pool.machines()) {
      out.reference(machine.kind().collection(), machine.name());
    }
    out.closeArray();
  }

  private static void write(ArmWriter out, BackendHttpSettings settings) throws IOException {
    out.number("port", settings.port());
    out.text("protocol", settings.protocol().armName());
    out.number("requestTimeout", settings.requestTimeout().toSeconds());
    out.text("hostName", settings.hostName());
    out.flag("pickHostNameFromBackendAddress", settings.pickHostNameFromBackendAddress());
    out.text("path", settings.path());
    Probe probe = settings.probe();
    if (probe != null) out.reference("probe", "probes", probe.name());
    out.open("connectionDraining");
    out.flag("enabled", true);
    out.number("drainTimeoutInSec", settings.drainTimeout().toSeconds());
    out.close();
    String cookie = settings.affinityCookieName();
    out.text("cookieBasedAffinity", cookie == null ? "Disabled" : "Enabled");
    out.text("affinityCookieName", cookie);
    out.flag("dedicatedBackendConnection", settings.dedicatedBackendConnection());
    if (settings.protocol().secure()) TlsDocument.write(out, settings.backendTls());
  }

  private static void write(ArmWriter out, Probe probe) throws IOException {
    out.text("protocol", probe.protocol().armName());
    out.text("host", probe.host());
    out.flag("pickHostNameFromBackendHttpSettings", probe.pickHostNameFromBackendHttpSettings());
    out.text("path", probe.path());
    if (probe.port() != null) out.number("port", probe.port());
    out.number("interval", probe.interval().toSeconds());
    out.number("timeout", probe.timeout().toSeconds());
    out.number("unhealthyThreshold", probe.unhealthyThreshold());
    out.number("minServers", probe.minServers());
    List<String> codes = probe.match().statusCodes().stream().map(StatusRange::toString).toList();
    out.open("match");
    out.texts("statusCodes", codes);
    out.text("body", probe.match().body());
    out.close();
  }
}
