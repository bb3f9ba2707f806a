package dev.poort.websocket.autobahn;

import java.util.List;

/** What the driver does next. */
public sealed interface Step {
  /** Frames with this chop are sent together, as far as they follow each other. */
  int TOGETHER = 0;

  /** A frame with this chop goes out by itself. */
  int FRAMEWISE = Integer.MAX_VALUE;

  /**
   * Sends a frame.
   *
   * @param first its first octet: FIN, reserved bits and opcode
   * @param chop {@link #TOGETHER}, {@link #FRAMEWISE}, or how many octets go out at a time
   */
  @SuppressWarnings("ArrayRecordComponent") // steps are played, never compared
  record Send(int first, byte[] payload, int chop) implements Step {}

  /** Sends a final text frame up to each of these octets of its payload, with a wait after each. */
  @SuppressWarnings("ArrayRecordComponent") // steps are played, never compared
  record SendHaltingly(byte[] payload, List<Integer> ends) implements Step {}

  /**
   * Sends a compressed message (RFC 7692).
   *
   * @param fragment into frames of how many octets; 0 for one frame
   */
  @SuppressWarnings("ArrayRecordComponent") // steps are played, never compared
  record SendDeflated(int opcode, byte[] payload, int fragment) implements Step {}

  /** Waits until that many messages and control frames have come in all, or the peer has ended. */
  record Await(int answers) implements Step {}

  /** Gives the peer a moment in which it could answer. */
  record Pause() implements Step {}
}
