package dev.poort.websocket;

import io.netty.util.concurrent.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * How much a client may say, by the headers of its frames alone: how many messages and Pings a
 * second, and how long a message may be, its fragments summed up as they are announced.
 */
final class MessageLimits {
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
    int opcode = first & FrameHeader.OPCODE;
    if (opcode < FrameHeader.CONTROL && tooLong(length)) return CloseCause.MESSAGE_TOO_BIG;
    if ((first & FrameHeader.FIN) != 0 && opcode < FrameHeader.CONTROL) size = 0;
    boolean counts = opcode != FrameHeader.CONTINUATION && opcode != FrameHeader.CLOSE;
    boolean tooOften = counts && pace != null && !pace.take(ticker.nanoTime());
    return tooOften ? CloseCause.MESSAGE_RATE : null;
  }

  private boolean tooLong(long length) {
    if (length < 0 || length > longest - size) return true;
    size += length;
    return false;
  }
}
