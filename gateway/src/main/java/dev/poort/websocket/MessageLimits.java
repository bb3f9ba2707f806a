package dev.poort.websocket;

import io.netty.util.concurrent.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * How much a client may say, by the headers of its frames alone: how many messages and Pings a
 * second, and how long a message may be, its fragments summed up as they are announced.
 */
final class MessageLimits {
  private static final int FIN = 0x80;
  private static final int OPCODE = 0x0f;
  private static final int CONTROL = 0x08;
  private static final int CONTINUATION = 0x0;
  private static final int CLOSE = 0x8;

  private final long longest;
  private final @Nullable Pace pace;
  private final Ticker ticker;
  private long size;

  private MessageLimits(SessionRules rules, Ticker ticker) {
    this.longest = rules.messageBytes() == 0 ? Long.MAX_VALUE : rules.messageBytes();
    int perSecond = rules.messagesPerSecond();
    this.pace = perSecond == 0 ? null : new Pace(perSecond, ticker.nanoTime());
    this.ticker = ticker;
  }

  /** The limits of a session; null when there are none. */
  static @Nullable MessageLimits of(SessionRules rules, Ticker ticker) {
    return rules.limitsMessages() ? new MessageLimits(rules, ticker) : null;
  }

  /**
   * Looks at a frame that is about to pass.
   *
   * @param first its first octet
   * @param length its announced length; negative when the highest bit is set
   * @return which limit it breaks; null for none
   */
  @Nullable CloseCause broken(int first, long length) {
    int opcode = first & OPCODE;
    if (opcode < CONTROL && tooLong(length)) return CloseCause.MESSAGE_TOO_BIG;
    if ((first & FIN) != 0 && opcode < CONTROL) size = 0;
    boolean counts = opcode != CONTINUATION && opcode != CLOSE;
    boolean tooOften = counts && pace != null && !pace.take(ticker.nanoTime());
    return tooOften ? CloseCause.MESSAGE_RATE : null;
  }

  private boolean tooLong(long length) {
    if (length < 0 || length > longest - size) return true;
    size += length;
    return false;
  }
}
