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

/** Why a member's TLS handshake failed, in a person's words. */
public final class TlsDefect {
  private TlsDefect() {}

  /** The words for what made a handshake fail; the deepest cause that is known decides. */
  public static String of(Throwable failure) {
    String words = null;
    Throwable deepest = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String known = words(cause);
      if (known != null) words = known;
      deepest = cause;
    }
    return words != null ? words : String.valueOf(deepest.getMessage());
  }

  private static @Nullable String words(Throwable cause) {
    return switch (cause) {
      case CertificateExpiredException expired ->
          "the certificate has expired (" + expired.getMessage() + ")";
      case CertificateNotYetValidException early ->
          "the certificate is not valid yet (" + early.getMessage() + ")";
      case CertPathBuilderException _, CertPathValidatorException _, SignatureException _ ->
          "the certificate is not signed by a trusted CA";
      case CertificateException other when isAboutTheName(other) ->
          "the certificate is for another name (" + other.getMessage() + ")";
      case SslHandshakeTimeoutException _ -> "the member did not shake hands in time";
      case NotSslRecordException _ -> "the member does not speak TLS";
      case ClosedChannelException _ -> "the member closed the connection";
      default -> null;
    };
  }

  /** The JDK has no exception of its own for this. */
  private static boolean isAboutTheName(CertificateException cause) {
    String text = String.valueOf(cause.getMessage());
    return text.startsWith("No subject alternative") || text.startsWith("No name matching");
  }
}
