package dev.poort.websocket.autobahn;

import static dev.poort.websocket.autobahn.Case.answered;
import static dev.poort.websocket.autobahn.Text.repeat;

import dev.poort.testkit.Frames;
import dev.poort.websocket.autobahn.Step.Send;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** 1: messages of all lengths at which the header changes. */
final class FramingCases {
  private static final List<Integer> LENGTHS = List.of(0, 125, 126, 127, 128, 65535, 65536);
  private static final int CHOP = 997;

  private FramingCases() {}

  static Stream<Case> all() {
    return Stream.concat(
        section("1.1", "text", Frames.TEXT, '*'), section("1.2", "binary", Frames.BINARY, 0xfe));
  }

  private static Stream<Case> section(String number, String kind, int opcode, int octet) {
    return IntStream.rangeClosed(1, 8)
        .mapToObj(
            i -> {
              int length = LENGTHS.get(Math.min(i, 7) - 1);
              String how = i == 8 ? " in chops of " + CHOP + " octets" : "";
              Send frame =
                  new Send(
                      Frames.FIN | opcode, repeat(octet, length), i == 8 ? CHOP : Step.TOGETHER);
              String description = "a " + kind + " message of " + length + " octets" + how;
              return answered(number + "." + i, description, 1, List.of(frame));
            });
  }
}
