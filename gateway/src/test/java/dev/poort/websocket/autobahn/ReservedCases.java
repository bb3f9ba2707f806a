package dev.poort.websocket.autobahn;

import static dev.poort.websocket.autobahn.Case.refused;
import static dev.poort.websocket.autobahn.Text.utf8;

import dev.poort.testkit.Frames;
import dev.poort.websocket.autobahn.Step.Send;
import java.util.List;
import java.util.stream.Stream;

/** 3: reserved bits without an extension that gives them a meaning. 4: reserved opcodes. */
final class ReservedCases {
  private static final byte[] HELLO = utf8("Hello, world!");
  private static final byte[] NOTHING = {};

  private ReservedCases() {}

  static Stream<Case> all() {
    return Stream.concat(bits(), Stream.concat(opcodes("4.1", 3), opcodes("4.2", 11)));
  }

  private static Stream<Case> bits() {
    byte[] octets = Text.hex("00fffefdfcfb00ff");
    return Stream.of(
        refused("3.1", "text with RSV 1", 0, List.of(rsv(1, Frames.TEXT, HELLO))),
        behindText("3.2", "text, text with RSV 2, a Ping", 2, Step.TOGETHER),
        behindText("3.3", "text, text with RSV 3, a Ping, frame by frame", 3, Step.FRAMEWISE),
        behindText("3.4", "text, text with RSV 4, a Ping, octet by octet", 4, 1),
        refused("3.5", "octets with RSV 5", 0, List.of(rsv(5, Frames.BINARY, octets))),
        refused("3.6", "octets with RSV 6", 0, List.of(rsv(6, Frames.BINARY, HELLO))),
        refused("3.7", "a Close frame with RSV 7", 0, List.of(rsv(7, Frames.CLOSE, NOTHING))));
  }

  private static Send rsv(int bits, int opcode, byte[] payload) {
    return new Send(Frames.FIN | bits << 4 | opcode, payload, Step.TOGETHER);
  }

  private static Case behindText(String number, String description, int bits, int chop) {
    return between(number, description, bits << 4 | Frames.TEXT, HELLO, chop);
  }

  private static Stream<Case> opcodes(String section, int lowest) {
    String kind = section.equals("4.1") ? "data" : "control";
    String name = "reserved " + kind + " opcode ";
    return Stream.of(
        refused(section + ".1", name + lowest, 0, List.of(frame(lowest, NOTHING, Step.TOGETHER))),
        refused(
            section + ".2",
            name + (lowest + 1) + " with payload",
            0,
            List.of(frame(lowest + 1, utf8("reserved opcode payload"), Step.TOGETHER))),
        between(
            section + ".3",
            "text, " + name + (lowest + 2) + ", a Ping",
            lowest + 2,
            NOTHING,
            Step.TOGETHER),
        between(
            section + ".4",
            "text, " + name + (lowest + 3) + " with payload, a Ping",
            lowest + 3,
            HELLO,
            Step.TOGETHER),
        between(
            section + ".5",
            "text, " + name + (lowest + 4) + " with payload, a Ping, octet by octet",
            lowest + 4,
            HELLO,
            1));
  }

  private static Case between(
      String number, String description, int bad, byte[] payload, int chop) {
    return refused(
        number,
        description,
        1,
        List.of(
            frame(Frames.TEXT, HELLO, chop),
            frame(bad, payload, chop),
            frame(Frames.PING, NOTHING, chop)));
  }

  private static Send frame(int first, byte[] payload, int chop) {
    return new Send(Frames.FIN | first, payload, chop);
  }
}
