package dev.poort.tls;

import dev.poort.testkit.RawClient;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** Marks the sessions of the JDK's clients: a resumed one bears the mark of the one before. */
final class Resumption {
  private static final String MARK = "mark";

  private Resumption() {}

  /** Connects once, asks once, and marks the session. */
  static void begin(InetSocketAddress address, SSLContext context, String sni, String protocol)
      throws Exception {
    try (RawClient client = RawClient.connectTls(address, context, sni, protocol)) {
      // With TLS 1.3 the ticket comes before the first answer.
      mark(session(client));
      client.get("/", sni);
    }
  }

  static void mark(SSLSession session) {
    session.putValue(MARK, MARK);
  }

  static boolean isResumed(RawClient client) {
    return isResumed(session(client));
  }

  static boolean isResumed(SSLSession session) {
    return session.getValue(MARK) != null;
  }

  private static SSLSession session(RawClient client) {
    return ((SSLSocket) client.socket()).getSession();
  }
}
