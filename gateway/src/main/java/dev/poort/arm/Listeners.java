package dev.poort.arm;

import dev.poort.config.FrontendIpConfiguration;
import dev.poort.config.FrontendPort;
import dev.poort.config.HttpListener;
import dev.poort.config.Protocol;
import dev.poort.config.SslCertificate;
import dev.poort.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads listeners and finds those that would take each other's requests. */
final class Listeners {
  private final Resources<FrontendIpConfiguration> frontends;
  private final Resources<FrontendPort> ports;
  private final Resources<SslCertificate> certificates;
  private final List<HttpListener> earlier = new ArrayList<>();

  Listeners(
      Resources<FrontendIpConfiguration> frontends,
      Resources<FrontendPort> ports,
      Resources<SslCertificate> certificates) {
    this.frontends = frontends;
    this.ports = ports;
    this.certificates = certificates;
  }

  @Nullable HttpListener read(ArmObject listener, String name) {
    FrontendIpConfiguration frontend =
        listener.requiredReference("frontendIPConfiguration", frontends);
    FrontendPort port = listener.requiredReference("frontendPort", ports);
    Protocol protocol = listener.protocol();
    List<String> hostNames = HostNames.read(listener);
    SslCertificate certificate = certificate(listener, protocol);
    if (frontend == null || port == null) return null;
    var read = new HttpListener(name, frontend, port, protocol, hostNames, certificate);
    for (HttpListener other : earlier) reportCollision(read, other, listener);
    earlier.add(read);
    return read;
  }

  private @Nullable SslCertificate certificate(ArmObject listener, Protocol protocol) {
    JsonValue certificate = listener.raw("sslCertificate");
    if (protocol.secure()) return listener.requiredReference("sslCertificate", certificates);
    if (certificate != null && listener.has("protocol")) {
      listener
          .findings()
          .warning(
              certificate,
              "the listener speaks Http, its certificate has no use",
              "Make the protocol Https or take the certificate out");
    }
    return null;
  }

  private static void reportCollision(HttpListener one, HttpListener other, ArmObject where) {
    if (!one.frontendIpConfiguration().equals(other.frontendIpConfiguration())) return;
    if (one.frontendPort().port() != other.frontendPort().port()) return;
    String both = one.name() + " and " + other.name();
    String port = "port " + one.frontendPort().port();
    Findings findings = where.findings();
    if (one.protocol() != other.protocol()) {
      findings.error(
          where.json(), both + " speak Http and Https on " + port, "Give one of them another port");
    } else if (!one.multiSite() && !other.multiSite()) {
      findings.error(
          where.json(),
          both + " both take every host on " + port,
          "Give one of them hostNames or another port");
    } else {
      for (String host : one.hostNames()) {
        if (!other.hostNames().contains(host)) continue;
        findings.error(
            where.json(), both + " both take " + host + " on " + port, "Take it out of one");
      }
    }
  }
}
