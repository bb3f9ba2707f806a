package dev.poort.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Why a running instance cannot be asked, in words. */
final class NoAnswer {
  private NoAnswer() {}

  /**
   * What a failure means.
   *
   * @param failure of the JDK's HTTP client
   * @param address that was called
   */
  static IOException of(IOException failure, URI address) {
    String where = address.getAuthority();
    boolean unknown =
        failure instanceof UnknownHostException
            || caused(failure, UnresolvedAddressException.class) != null;
    if (unknown) return unknown(address, failure);
    String what =
        switch (failure) {
          case HttpConnectTimeoutException _ -> nobody(where);
          case HttpTimeoutException _ -> where + " does not answer in time";
          case ConnectException _ -> nobody(where);
          case SocketTimeoutException _ -> nobody(where);
          case SSLHandshakeException _ -> untrusted(where, failure);
          case SSLException _ -> where + " speaks no TLS; write http://" + where;
          default -> where + " is no management address of Poort: " + failure.getMessage();
        };
    return new IOException(what, failure);
  }

  /** The host of an address has none. */
  static IOException unknown(URI address, IOException failure) {
    return new IOException("there is no host " + address.getHost(), failure);
  }

  private static String nobody(String where) {
    return "nothing answers at " + where + "; start poort run, or say --management ADDRESS";
  }

  private static String untrusted(String where, IOException failure) {
    if (caused(failure, CertPathBuilderException.class) != null) {
      return where + " is not trusted; say --ca FILE, the file that poort run names at its start";
    }
    if (caused(failure, CertificateExpiredException.class) != null) {
      return where + " is not trusted: its certificate has ended";
    }
    Throwable certificate = caused(failure, CertificateException.class);
    return where + " is not trusted: " + (certificate == null ? failure : certificate).getMessage();
  }

  private static @Nullable Throwable caused(Throwable failure, Class<?> kind) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (kind.isInstance(each)) return each;
    }
    return null;
  }
}
