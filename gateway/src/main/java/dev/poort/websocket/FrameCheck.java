package dev.poort.websocket;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What RFC 6455 5 does not allow a frame of one direction to be, as far as its header tells. A
 * payload is never looked at.
 */
final class FrameCheck {
  private static final String DEFLATE = "permessage-deflate";

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
    boolean control = (first & FrameHeader.CONTROL) != 0;
    if (((second & FrameHeader.MASKED) != 0) != masks) return masks ? "not masked" : "masked";
    if (!extended && reserved(first)) return "reserved bits";
    if (!extended && !known(first & FrameHeader.OPCODE)) return "reserved opcode";
    if (!shortest(second & FrameHeader.LENGTH, length)) return "length";
    return control ? controlDefect(first, length) : dataDefect(first);
  }

  /** RFC 7692 6: the bit stands in the first frame of a message alone. */
  private boolean reserved(int first) {
    int opcode = first & FrameHeader.OPCODE;
    boolean mayDeflate = deflates && opcode != 0 && opcode < FrameHeader.CONTROL;
    return (first & (mayDeflate ? FrameHeader.RSV & ~FrameHeader.RSV1 : FrameHeader.RSV)) != 0;
  }

  private static boolean known(int opcode) {
    return opcode <= FrameHeader.BINARY
        || (opcode >= FrameHeader.CLOSE && opcode <= FrameHeader.PONG);
  }

  /** RFC 6455 5.2: the fewest octets that can hold it, and never its highest bit. */
  private static boolean shortest(int field, long length) {
    return switch (field) {
      case FrameHeader.TWO_OCTETS_OF_LENGTH -> length > FrameHeader.LONGEST_CONTROL;
      case FrameHeader.EIGHT_OCTETS_OF_LENGTH -> length > 0xffff;
      default -> true;
    };
  }

  private static @Nullable String controlDefect(int first, long length) {
    if ((first & FrameHeader.FIN) == 0) return "fragmented control frame";
    if (length > FrameHeader.LONGEST_CONTROL) return "long control frame";
    // RFC 6455 5.5.1: a body begins with a code of two octets.
    return (first & FrameHeader.OPCODE) == FrameHeader.CLOSE && length == 1
        ? "close frame of one octet"
        : null;
  }

  private @Nullable String dataDefect(int first) {
    boolean continues = (first & FrameHeader.OPCODE) == 0;
    if (continues != fragmented) {
      return continues ? "continuation of nothing" : "message inside a message";
    }
    fragmented = (first & FrameHeader.FIN) == 0;
    return null;
  }
}
