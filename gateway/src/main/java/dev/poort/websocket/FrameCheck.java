package dev.poort.websocket;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What RFC 6455 5 does not allow a frame of one direction to be, as far as its header tells. A
 * payload is never looked at.
 */
final class FrameCheck {
  private static final String DEFLATE = "permessage-deflate";
  private static final int FIN = 0x80;
  private static final int RSV = 0x70;
  private static final int RSV1 = 0x40;
  private static final int OPCODE = 0x0f;
  private static final int CONTROL = 0x08;
  private static final int CLOSE = 0x8;
  private static final int PONG = 0xa;
  private static final int BINARY = 0x2;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7f;
  private static final int LONGEST_CONTROL = 125;
  private static final int TWO_OCTETS_OF_LENGTH = 126;
  private static final int EIGHT_OCTETS_OF_LENGTH = 127;

  private final boolean masks;

  /** Whether an extension was agreed to that may use bits and opcodes in ways not known here. */
  private final boolean extended;

  private final boolean deflates;
  private boolean fragmented;

  /**
   * @param masks whether the direction is that of the client (RFC 6455 5.1)
   * @param extensions those that the member has agreed to; null for none
   */
  FrameCheck(boolean masks, @Nullable String extensions) {
    this.masks = masks;
    String[] agreed =
        extensions == null ? new String[0] : extensions.toLowerCase(Locale.ROOT).split(",", -1);
    boolean known = true;
    boolean deflate = false;
    for (String extension : agreed) {
      boolean is = extension.split(";", -1)[0].strip().equals(DEFLATE);
      deflate |= is;
      known &= is;
    }
    this.deflates = deflate;
    this.extended = !known;
  }

  /**
   * Looks at a frame that is about to pass.
   *
   * @param first its first octet: FIN, reserved bits, opcode
   * @param second its second octet: the mask's bit and the field of the length
   * @param length its length; negative when the highest bit is set
   * @return what is wrong with it; null for nothing
   */
  @Nullable String defect(int first, int second, long length) {
    boolean control = (first & CONTROL) != 0;
    if (((second & MASKED) != 0) != masks) return masks ? "not masked" : "masked";
    if (!extended && reserved(first)) return "reserved bits";
    if (!extended && !known(first & OPCODE)) return "reserved opcode";
    if (!shortest(second & LENGTH, length)) return "length";
    return control ? controlDefect(first, length) : dataDefect(first);
  }

  /** RFC 7692 6: the bit stands in the first frame of a message alone. */
  private boolean reserved(int first) {
    int opcode = first & OPCODE;
    boolean mayDeflate = deflates && opcode != 0 && opcode < CONTROL;
    return (first & (mayDeflate ? RSV & ~RSV1 : RSV)) != 0;
  }

  private static boolean known(int opcode) {
    return opcode <= BINARY || (opcode >= CLOSE && opcode <= PONG);
  }

  /** RFC 6455 5.2: the fewest octets that can hold it, and never its highest bit. */
  private static boolean shortest(int field, long length) {
    return switch (field) {
      case TWO_OCTETS_OF_LENGTH -> length > LONGEST_CONTROL;
      case EIGHT_OCTETS_OF_LENGTH -> length > 0xffff;
      default -> true;
    };
  }

  private static @Nullable String controlDefect(int first, long length) {
    if ((first & FIN) == 0) return "fragmented control frame";
    if (length > LONGEST_CONTROL) return "long control frame";
    // RFC 6455 5.5.1: a body begins with a code of two octets.
    return (first & OPCODE) == CLOSE && length == 1 ? "close frame of one octet" : null;
  }

  private @Nullable String dataDefect(int first) {
    boolean continues = (first & OPCODE) == 0;
    if (continues != fragmented) {
      return continues ? "continuation of nothing" : "message inside a message";
    }
    fragmented = (first & FIN) == 0;
    return null;
  }
}
