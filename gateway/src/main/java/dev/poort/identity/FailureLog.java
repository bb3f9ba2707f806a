package dev.poort.identity;

import java.net.InetAddress;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of sign-ins and tokens that were refused: who, from where and why, never what was shown. Of
 * one address only so many within five minutes, so that nobody fills the log.
 */
final class FailureLog {
  private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);
  private static final int LONGEST_NAME = 64;

  private final FailureLimit told;

  FailureLog(InstantSource clock) {
    told = new FailureLimit(clock);
  }

  /** Somebody did not get in. */
  void failed(InetAddress client, String user, String why) {
    if (!told.begin(client, user).isZero()) return;
    LOG.warn("sign-in of {} from {} failed: {}", shown(user), client.getHostAddress(), why);
  }

  /** A token was not taken. */
  void refused(InetAddress client, String why) {
    if (!told.begin(client, "").isZero()) return;
    LOG.warn("a token from {} was refused: {}", client.getHostAddress(), shown(why));
  }

  /** On one line, whatever it is. */
  private static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(LONGEST_NAME * 4L)
        .map(
            c ->
                Character.isISOControl(c)
                        || !Character.isDefined(c)
                        || Character.getType(c) == Character.FORMAT
                        || c == 0x2028
                        || c == 0x2029
                    ? '?'
                    : c)
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }
}
