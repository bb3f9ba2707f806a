package dev.poort.arm;

import dev.poort.config.ClientAuthentication;
import dev.poort.config.SslPolicy;
import dev.poort.config.SslProfile;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads SSL profiles. */
final class SslProfiles {
  private final Resources<TrustedCertificate> trusted;

  /**
   * @param trusted what {@code trustedClientCertificates} may lead to
   */
  SslProfiles(Resources<TrustedCertificate> trusted) {
    this.trusted = trusted;
  }

  SslProfile read(ArmObject profile, String name) {
    SslPolicy policy = SslPolicies.read(profile);
    return new SslProfile(name, policy, clientAuthentication(profile));
  }

  /** Rules for clients without anybody who signs for them are none. */
  private static void warnOfNobody(ArmObject profile, @Nullable ArmObject how) {
    boolean asked =
        how != null && (how.flag("verifyClientCertIssuerDN") || how.has("verifyClientAuthMode"));
    if (how == null || !asked || !profile.elements("trustedClientCertificates").isEmpty()) return;
    profile
        .findings()
        .warning(
            how.json(),
            "without trustedClientCertificates no client is asked for a certificate",
            "Name one, or make verifyClientAuthMode Passthrough");
  }

  private @Nullable ClientAuthentication clientAuthentication(ArmObject profile) {
    ArmObject how = profile.object("clientAuthConfiguration", ArmType.CLIENT_AUTH_CONFIGURATION);
    List<List<X509Certificate>> chains =
        profile.references("trustedClientCertificates", trusted).stream()
            .map(TrustedCertificate::certificates)
            .toList();
    String mode =
        how == null ? null : how.choice("verifyClientAuthMode", List.of("Strict", "Passthrough"));
    boolean passes = "Passthrough".equals(mode);
    if (chains.isEmpty() && !passes) {
      warnOfNobody(profile, how);
      return null;
    }
    boolean ocsp =
        how != null && "OCSP".equals(how.choice("verifyClientRevocation", List.of("None", "OCSP")));
    return new ClientAuthentication(
        chains,
        how != null && how.flag("verifyClientCertIssuerDN"),
        ocsp ? ClientAuthentication.Revocation.OCSP : ClientAuthentication.Revocation.NONE,
        passes ? ClientAuthentication.Mode.PASSTHROUGH : ClientAuthentication.Mode.STRICT);
  }
}
