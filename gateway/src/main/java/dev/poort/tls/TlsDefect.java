package dev.poort.tls;

import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.security.SignatureException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import org.jspecify.annotations.Nullable;

/**
 * Why a member's TLS handshake failed.
 *
 * @param kind what it has to do with
 * @param words the same for a person
 */
public record TlsDefect(Kind kind, String words) {
  /** What a failed handshake has to do with. */
  public enum Kind {
    /** The certificate is out of date, or not valid yet. */
    DATE,
    /** Nobody who is trusted has signed the certificate, or it is none of those pinned. */
    TRUST,
    /** The certificate is for another name. */
    NAME,
    /** Something other than the certificate. */
    OTHER
  }

  /** What made a handshake fail; the deepest cause that is known decides. */
  public static TlsDefect of(Throwable failure) {
    TlsDefect found = null;
    Throwable deepest = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      TlsDefect known = known(cause);
      if (known != null) found = known;
      deepest = cause;
    }
    return found != null ? found : new TlsDefect(Kind.OTHER, String.valueOf(deepest.getMessage()));
  }

  private static @Nullable TlsDefect known(Throwable cause) {
    return switch (cause) {
      case CertificateExpiredException expired ->
          new TlsDefect(Kind.DATE, "the certificate has expired (" + expired.getMessage() + ")");
      case CertificateNotYetValidException early ->
          new TlsDefect(Kind.DATE, "the certificate is not valid yet (" + early.getMessage() + ")");
      case UnpinnedCertificateException _ ->
          new TlsDefect(Kind.TRUST, "the certificate is none of authenticationCertificates");
      case CertPathBuilderException _, CertPathValidatorException _, SignatureException _ ->
          new TlsDefect(Kind.TRUST, "the certificate is not signed by a trusted CA");
      case CertificateException other when isAboutTheName(other) ->
          new TlsDefect(
              Kind.NAME, "the certificate is for another name (" + other.getMessage() + ")");
      case SslHandshakeTimeoutException _ ->
          new TlsDefect(Kind.OTHER, "the member did not shake hands in time");
      case NotSslRecordException _ -> new TlsDefect(Kind.OTHER, "the member does not speak TLS");
      case ClosedChannelException _ ->
          new TlsDefect(Kind.OTHER, "the member closed the connection");
      default -> null;
    };
  }

  /** The JDK has no exception of its own for this. */
  private static boolean isAboutTheName(CertificateException cause) {
    String text = String.valueOf(cause.getMessage());
    return text.startsWith("No subject alternative") || text.startsWith("No name matching");
  }
}
