package dev.poort.http;

import dev.poort.config.ClientAuthentication;
import dev.poort.config.HttpListener;
import dev.poort.telemetry.Failure;
import dev.poort.tls.ClientCertificate;
import dev.poort.tls.Handshake;
import org.jspecify.annotations.Nullable;

/** Whether what a client has agreed to in its handshake is enough for what it asks for. */
final class TlsAdmission {
  private TlsAdmission() {}

  /**
   * The reason to refuse a request; null when it may go on.
   *
   * @param listener the one that serves the Host, which may be another than the one that answered
   *     the handshake (RFC 9110 15.5.20)
   */
  static @Nullable Failure defect(Handshake handshake, HttpListener listener) {
    if (!handshake.suits(listener)) return Failure.MISDIRECTED;
    ClientAuthentication asked = handshake.clientAuthentication();
    if (asked == null || asked.mode() == ClientAuthentication.Mode.PASSTHROUGH) return null;
    ClientCertificate shown = handshake.certificate();
    if (shown == null || !shown.shown()) return Failure.CLIENT_CERTIFICATE_MISSING;
    return shown.holds() ? null : Failure.CLIENT_CERTIFICATE_REFUSED;
  }
}
