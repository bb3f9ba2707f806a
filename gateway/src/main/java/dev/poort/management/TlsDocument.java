package dev.poort.management;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.BackendTls;
import dev.poort.config.CipherSuite;
import dev.poort.config.ClientAuthentication;
import dev.poort.config.HttpListener;
import dev.poort.config.SslPolicy;
import dev.poort.config.SslProfile;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** The part of a {@link GatewayDocument} that says how TLS is spoken. */
final class TlsDocument {
  private TlsDocument() {}

  /** The gateway's own policy, as far as a listener has it. */
  static void writePolicy(ArmWriter out, ApplicationGateway gateway) throws IOException {
    for (HttpListener listener : gateway.httpListeners()) {
      SslProfile profile = listener.sslProfile();
      if (!listener.protocol().secure()) continue;
      if (profile != null && profile.sslPolicy() != null) continue;
      write(out, listener.sslPolicy());
      out.flag("enableFips", listener.sslPolicy().fips());
      return;
    }
  }

  private static void write(ArmWriter out, SslPolicy policy) throws IOException {
    out.open("sslPolicy");
    out.text("policyType", policy.policyType().armName());
    out.text("policyName", policy.policyName());
    if (policy.policyName() == null && !policy.versions().isEmpty()) {
      out.text("minProtocolVersion", policy.versions().getFirst().armName());
      out.texts("cipherSuites", policy.cipherSuites().stream().map(CipherSuite::name).toList());
    }
    out.close();
  }

  /** The profiles that a listener uses. */
  static List<SslProfile> profiles(ApplicationGateway gateway) {
    return gateway.httpListeners().stream()
        .map(HttpListener::sslProfile)
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  /** A profile, without the certificates that clients are known by. */
  static void write(ArmWriter out, SslProfile profile) throws IOException {
    if (profile.sslPolicy() != null) write(out, profile.sslPolicy());
    ClientAuthentication clients = profile.clientAuthentication();
    if (clients == null) return;
    boolean strict = clients.mode() == ClientAuthentication.Mode.STRICT;
    boolean ocsp = clients.revocation() == ClientAuthentication.Revocation.OCSP;
    out.open("clientAuthConfiguration");
    out.text("verifyClientAuthMode", strict ? "Strict" : "Passthrough");
    out.flag("verifyClientCertIssuerDN", clients.verifyIssuerDn());
    out.text("verifyClientRevocation", ocsp ? "OCSP" : "None");
    out.close();
  }

  /** How members prove who they are, without the certificates that they are known by. */
  static void write(ArmWriter out, BackendTls members) throws IOException {
    out.flag("validateCertChainAndExpiry", members.validateCertChainAndExpiry());
    out.flag("validateSNI", members.validateSni());
    out.text("sniName", members.sniName());
  }
}
