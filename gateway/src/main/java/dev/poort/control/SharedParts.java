package dev.poort.control;

import dev.poort.config.Settings;
import dev.poort.telemetry.AccessLog;
import dev.poort.tls.MemberTls;
import dev.poort.transport.MemberResolver;
import dev.poort.transport.Transport;
import java.io.IOException;
import java.security.KeyStore;
import org.jspecify.annotations.Nullable;

/**
 * What all gateways of a process run on. Whoever puts the process together opens it before them and
 * closes it after them.
 *
 * @param transport the event loops
 * @param resolver finds the addresses of members with names
 * @param memberTls TLS towards members
 * @param accessLog where requests are written down
 * @param affinityKeys what affinity cookies are keyed with
 */
public record SharedParts(
    Transport transport,
    MemberResolver resolver,
    MemberTls memberTls,
    AccessLog accessLog,
    AffinityKeys affinityKeys)
    implements AutoCloseable {

  /**
   * Opens them as the settings say.
   *
   * @throws IOException when the access log cannot be opened
   */
  public static SharedParts open(Settings settings) throws IOException {
    return open(settings, null);
  }

  /**
   * The same with CAs of one's own.
   *
   * @param trusted the CAs that sign HTTPS members' certificates; null for the system's
   */
  public static SharedParts open(Settings settings, @Nullable KeyStore trusted) throws IOException {
    AccessLog log = AccessLog.open(settings.accessLog());
    try {
      Transport transport = Transport.open(settings.transport());
      MemberResolver resolver = new MemberResolver(transport, settings.nameServers());
      MemberTls tls = new MemberTls(trusted);
      return new SharedParts(transport, resolver, tls, log, new AffinityKeys());
    } catch (RuntimeException e) {
      log.close();
      throw e;
    }
  }

  /** Ends the loops, with what is left on them, and writes out the access log. */
  @Override
  public void close() {
    resolver.close();
    transport.close();
    memberTls.close();
    accessLog.close();
  }
}
