package dev.poort.tls;

import io.netty.handler.ssl.OpenSslServerSessionContext;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a listener's session tickets (RFC 5077, RFC 8446 4.6.1). They are in memory alone and
 * the same on all loops; a new one is made every {@link #PERIOD}, and the one before still opens
 * tickets for as long again.
 *
 * <p>No other listener has them, and the session id context is its own too: what a client has
 * agreed to with one listener opens no session with another, whatever that asks of its clients.
 */
final class SessionTickets {
  /** How long a key makes tickets, and how long a session may be resumed. */
  static final Duration PERIOD = Duration.ofHours(1);

  private static final int CONTEXT_ID = 16;

  private final OpenSslSessionContext sessions;
  private final LongSupplier nanoTime;
  private final SecureRandom random = new SecureRandom();
  private OpenSslSessionTicketKey current;
  private volatile long since;

  /**
   * @param sessions whose tickets they are
   * @param nanoTime a clock that only goes forward
   */
  SessionTickets(OpenSslSessionContext sessions, LongSupplier nanoTime) {
    this.sessions = sessions;
    this.nanoTime = nanoTime;
    this.current = newKey();
    this.since = nanoTime.getAsLong();
    if (sessions instanceof OpenSslServerSessionContext server) {
      server.setSessionIdContext(octets(CONTEXT_ID));
    }
    sessions.setTicketKeys(current);
  }

  /** Changes the keys when their time is over; asked before every handshake. */
  void refresh() {
    if (nanoTime.getAsLong() - since >= PERIOD.toNanos()) change();
  }

  private synchronized void change() {
    long age = nanoTime.getAsLong() - since;
    if (age < PERIOD.toNanos()) return; // another loop was first
    OpenSslSessionTicketKey before = age < 2 * PERIOD.toNanos() ? current : null;
    current = newKey();
    since = nanoTime.getAsLong();
    set(before);
  }

  private void set(@Nullable OpenSslSessionTicketKey before) {
    if (before == null) {
      sessions.setTicketKeys(current);
    } else {
      sessions.setTicketKeys(current, before);
    }
  }

  private OpenSslSessionTicketKey newKey() {
    return new OpenSslSessionTicketKey(
        octets(OpenSslSessionTicketKey.NAME_SIZE),
        octets(OpenSslSessionTicketKey.HMAC_KEY_SIZE),
        octets(OpenSslSessionTicketKey.AES_KEY_SIZE));
  }

  private byte[] octets(int count) {
    byte[] octets = new byte[count];
    random.nextBytes(octets);
    return octets;
  }
}
