package dev.poort.arm;

import dev.poort.config.BackendHttpSettings;
import dev.poort.config.BackendTls;
import dev.poort.config.Hosts;
import dev.poort.config.Probe;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonValues;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads backend HTTP settings. */
final class HttpSettings {
  /** RFC 6265 4.1.1: a token. */
  private static final Pattern COOKIE_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private final Resources<Probe> probes;
  private final Resources<TrustedCertificate> roots;
  private final Resources<TrustedCertificate> authentication;

  /**
   * @param roots what {@code trustedRootCertificates} may lead to
   * @param authentication what {@code authenticationCertificates} may lead to
   */
  HttpSettings(
      Resources<Probe> probes,
      Resources<TrustedCertificate> roots,
      Resources<TrustedCertificate> authentication) {
    this.probes = probes;
    this.roots = roots;
    this.authentication = authentication;
  }

  BackendHttpSettings read(ArmObject settings, String name) {
    int standard = (int) BackendHttpSettings.DEFAULT_REQUEST_TIMEOUT.toSeconds();
    return new BackendHttpSettings(
        name,
        settings.requiredInteger("port", 1, 65_535),
        settings.protocol(),
        Duration.ofSeconds(settings.integer("requestTimeout", 1, 86_400, standard)),
        hostName(settings),
        settings.flag("pickHostNameFromBackendAddress"),
        path(settings),
        settings.reference("probe", probes),
        drainTimeout(settings),
        affinityCookieName(settings),
        settings.flag("dedicatedBackendConnection"),
        backendTls(settings));
  }

  private static @Nullable String affinityCookieName(ArmObject settings) {
    String affinity = settings.choice("cookieBasedAffinity", List.of("Enabled", "Disabled"));
    if (!"Enabled".equals(affinity)) return null;
    JsonValue value = settings.value("affinityCookieName");
    String name = value == null ? null : settings.findings().values().text(value);
    if (value == null || name == null) return BackendHttpSettings.DEFAULT_AFFINITY_COOKIE;
    if (!COOKIE_NAME.matcher(name).matches()) {
      String what = JsonValues.shown(name) + " is no name of a cookie";
      settings.findings().error(value, what, "Write letters, digits, - and _");
    }
    return name;
  }

  private BackendTls backendTls(ArmObject settings) {
    return new BackendTls(
        certificates(settings, "trustedRootCertificates", roots),
        certificates(settings, "authenticationCertificates", authentication),
        settings.flag("validateCertChainAndExpiry", true),
        settings.flag("validateSNI", true),
        settings.text("sniName"));
  }

  private static List<X509Certificate> certificates(
      ArmObject settings, String name, Resources<TrustedCertificate> known) {
    return settings.references(name, known).stream()
        .flatMap(trusted -> trusted.certificates().stream())
        .toList();
  }

  private static @Nullable String hostName(ArmObject settings) {
    JsonValue value = settings.value("hostName");
    String host = value == null ? null : settings.findings().values().text(value);
    if (value == null || host == null) return null;
    if (!Hosts.isName(host) && !Hosts.isIpAddress(host)) {
      String what = JsonValues.shown(host) + " is no host name";
      settings.findings().error(value, what, "Write a name without a port");
    }
    if (settings.flag("pickHostNameFromBackendAddress")) {
      String what = "there are hostName and pickHostNameFromBackendAddress";
      settings.findings().error(value, what, "Keep one of them");
    }
    return host;
  }

  private static @Nullable String path(ArmObject settings) {
    JsonValue value = settings.value("path");
    String path = value == null ? null : settings.findings().values().text(value);
    if (value == null || path == null) return null;
    Findings findings = settings.findings();
    if (!path.startsWith("/")) {
      findings.error(value, "the path does not begin with /", "Begin it with /");
    } else if (path.contains("?") || path.contains("#")) {
      findings.error(value, "the path holds ? or #", "Write a path alone");
    } else if (!path.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      String what = "the path holds a character that a request cannot";
      findings.error(value, what, "Write it percent-encoded");
    }
    return path;
  }

  private static Duration drainTimeout(ArmObject settings) {
    ArmObject draining = settings.object("connectionDraining", ArmType.CONNECTION_DRAINING);
    if (draining == null || !draining.flag("enabled")) {
      return BackendHttpSettings.DEFAULT_DRAIN_TIMEOUT;
    }
    int standard = (int) BackendHttpSettings.DEFAULT_DRAIN_TIMEOUT.toSeconds();
    return Duration.ofSeconds(draining.integer("drainTimeoutInSec", 1, 3_600, standard));
  }
}
