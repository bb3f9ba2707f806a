package dev.poort.testkit;

import java.util.ArrayList;
import java.util.List;

/** The body of a PUT of a gateway, in the words of ARM. */
public final class ArmBody {
  private final String gateway;
  private final List<String> members = new ArrayList<>();
  private final List<String> extra = new ArrayList<>();
  private int listeners = 1;
  private int settingsPort;
  private String port = "80";
  private String certificate = "";

  private ArmBody(String gateway) {
    this.gateway = ArmServer.gateway(gateway);
  }

  /** A gateway of a name with one listener on port 80 before members on 127.0.0.1. */
  public static ArmBody of(String gateway, int memberPort) {
    ArmBody body = new ArmBody(gateway);
    body.settingsPort = memberPort;
    body.members.add("{\"ipAddress\": \"127.0.0.1\"}");
    return body;
  }

  /** With the pool empty, so that others fill it. */
  public ArmBody withoutMembers() {
    members.clear();
    return this;
  }

  /** On another frontend port. */
  public ArmBody port(int port) {
    this.port = Integer.toString(port);
    return this;
  }

  /** With so many listeners, told apart by host names. */
  public ArmBody listeners(int count) {
    listeners = count;
    return this;
  }

  /** With an HTTPS listener; the data may be empty, as clients send it back. */
  public ArmBody certificate(String properties) {
    certificate = properties;
    return this;
  }

  /** With one more property of the gateway. */
  public ArmBody with(String property) {
    extra.add(property);
    return this;
  }

  @Override
  public String toString() {
    List<String> all = new ArrayList<>();
    List<String> rules = new ArrayList<>();
    for (int i = 0; i < listeners; i++) {
      String host = listeners == 1 ? "" : ", \"hostName\": \"host%d.test\"".formatted(i);
      all.add(listener("l" + i, "Http", "p80", host));
      rules.add(rule("l" + i, i + 1));
    }
    String certificates = "";
    String secure = "";
    if (!certificate.isEmpty()) {
      certificates =
          ", \"sslCertificates\": [{\"name\": \"cert\", \"properties\": %s}]"
              .formatted(certificate);
      secure = ", {\"name\": \"p443\", \"properties\": {\"port\": 443}}";
      all.add(
          listener(
              "tls",
              "Https",
              "p443",
              ", \"sslCertificate\": " + reference("sslCertificates", "cert")));
      rules.add(rule("tls", listeners + 1));
    }
    StringBuilder more = new StringBuilder();
    for (String each : extra) more.append(", ").append(each);
    return """
    {"location": "westeurope", "tags": {"made": "here"}, "properties": {
      "sku": {"name": "Standard_v2", "tier": "Standard_v2", "capacity": 2},
      "frontendIPConfigurations": [{"name": "fe", "properties": {"privateIPAddress": "10.0.0.4"}}],
      "frontendPorts": [{"name": "p80", "properties": {"port": %s}}%s],
      "backendAddressPools": [{"name": "pool", "properties": {"backendAddresses": [%s]}}],
      "backendHttpSettingsCollection": [{"name": "s", "properties": {"port": %d, "protocol": "Http"}}],
      "httpListeners": [%s],
      "requestRoutingRules": [%s]%s%s}}
    """
        .formatted(
            port,
            secure,
            String.join(", ", members),
            settingsPort,
            String.join(", ", all),
            String.join(", ", rules),
            certificates,
            more);
  }

  private String listener(String name, String protocol, String port, String more) {
    return """
    {"name": "%s", "properties": {"protocol": "%s", "frontendIPConfiguration": %s,
      "frontendPort": %s%s}}"""
        .formatted(
            name,
            protocol,
            reference("frontendIPConfigurations", "fe"),
            reference("frontendPorts", port),
            more);
  }

  private String rule(String listener, int priority) {
    return """
    {"name": "r-%s", "properties": {"priority": %d, "httpListener": %s, "backendAddressPool": %s,
      "backendHttpSettings": %s}}"""
        .formatted(
            listener,
            priority,
            reference("httpListeners", listener),
            reference("backendAddressPools", "pool"),
            reference("backendHttpSettingsCollection", "s"));
  }

  private String reference(String collection, String name) {
    return "{\"id\": \"%s/%s/%s\"}".formatted(gateway, collection, name);
  }
}
