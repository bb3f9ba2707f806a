package dev.poort.arm;

import dev.poort.config.CustomError;
import dev.poort.config.FrontendIpConfiguration;
import dev.poort.config.FrontendPort;
import dev.poort.config.HttpListener;
import dev.poort.config.Protocol;
import dev.poort.config.SslCertificate;
import dev.poort.config.SslPolicy;
import dev.poort.config.SslProfile;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads listeners. */
final class Listeners {
  private final Resources<FrontendIpConfiguration> frontends;
  private final Resources<FrontendPort> ports;
  private final Resources<SslCertificate> certificates;
  private final Resources<SslProfile> profiles;
  private final SslPolicy policy;
  private final CustomErrors errors;
  private final Collisions collisions = new Collisions();

  /**
   * @param policy the gateway's, for listeners whose profile has none
   * @param errors what reads their pages
   */
  Listeners(
      Resources<FrontendIpConfiguration> frontends,
      Resources<FrontendPort> ports,
      Resources<SslCertificate> certificates,
      Resources<SslProfile> profiles,
      SslPolicy policy,
      CustomErrors errors) {
    this.frontends = frontends;
    this.ports = ports;
    this.certificates = certificates;
    this.profiles = profiles;
    this.policy = policy;
    this.errors = errors;
  }

  @Nullable HttpListener read(ArmObject listener, String name) {
    FrontendIpConfiguration frontend =
        listener.requiredReference("frontendIPConfiguration", frontends);
    FrontendPort port = listener.requiredReference("frontendPort", ports);
    Protocol protocol = listener.protocol();
    List<String> hosts = HostNames.read(listener);
    SslCertificate certificate = certificate(listener, protocol);
    boolean sni = listener.flag("requireServerNameIndication");
    SslProfile profile = listener.reference("sslProfile", profiles);
    SslPolicy own = profile == null ? null : profile.sslPolicy();
    List<CustomError> pages = errors.readListener(listener);
    if (frontend == null || port == null) return null;
    List<String> hostNames = hosts == null ? List.of() : hosts;
    var read =
        new HttpListener(
            name,
            frontend,
            port,
            protocol,
            hostNames,
            certificate,
            sni,
            profile,
            own == null ? policy : own,
            pages);
    if (hosts != null) collisions.add(read, listener);
    return read;
  }

  private @Nullable SslCertificate certificate(ArmObject listener, Protocol protocol) {
    JsonValue certificate = listener.raw("sslCertificate");
    if (protocol.secure()) return listener.requiredReference("sslCertificate", certificates);
    if (certificate != null && saysHttp(listener)) {
      listener
          .findings()
          .warning(
              certificate,
              "the listener speaks Http, its certificate has no use",
              "Make the protocol Https or take the certificate out");
    }
    return null;
  }

  /** Whether Http is what the file says, and not what is left of a protocol that is none. */
  private static boolean saysHttp(ArmObject listener) {
    return listener.raw("protocol") instanceof JsonString word
        && word.text().strip().equalsIgnoreCase(Protocol.HTTP.armName());
  }
}
