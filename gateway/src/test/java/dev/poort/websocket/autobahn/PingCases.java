package dev.poort.websocket.autobahn;

import static dev.poort.websocket.autobahn.Case.answered;
import static dev.poort.websocket.autobahn.Case.refused;
import static dev.poort.websocket.autobahn.Text.repeat;
import static dev.poort.websocket.autobahn.Text.utf8;

import dev.poort.testkit.Frames;
import dev.poort.websocket.autobahn.Step.Send;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** 2: Pings and Pongs. */
final class PingCases {
  private static final byte[] OCTETS = Text.hex("00fffefdfcfb00ff");

  private PingCases() {}

  static Stream<Case> all() {
    byte[] most = repeat(0xfe, 125);
    Send pong = pong(utf8("unsolicited pong payload"));
    return Stream.of(
        answered("2.1", "a Ping without payload", 1, List.of(ping(utf8(""), Step.TOGETHER))),
        answered("2.2", "a Ping with text", 1, List.of(ping(utf8("Hello, world!"), Step.TOGETHER))),
        answered("2.3", "a Ping with octets", 1, List.of(ping(OCTETS, Step.TOGETHER))),
        answered("2.4", "a Ping with 125 octets", 1, List.of(ping(most, Step.TOGETHER))),
        refused(
            "2.5", "a Ping with 126 octets", 0, List.of(ping(repeat(0xfe, 126), Step.TOGETHER))),
        answered("2.6", "a Ping with 125 octets, octet by octet", 1, List.of(ping(most, 1))),
        answered("2.7", "a Pong that nobody asked for", 0, List.of(pong(utf8("")))),
        answered("2.8", "a Pong with payload that nobody asked for", 0, List.of(pong)),
        answered(
            "2.9",
            "such a Pong, then a Ping",
            1,
            List.of(pong, ping(utf8("ping payload"), Step.TOGETHER))),
        answered("2.10", "ten Pings", 10, tenPings(Step.TOGETHER)),
        answered("2.11", "ten Pings, octet by octet", 10, tenPings(1)));
  }

  private static List<Send> tenPings(int chop) {
    return IntStream.range(0, 10).mapToObj(i -> ping(utf8("payload-" + i), chop)).toList();
  }

  private static Send ping(byte[] payload, int chop) {
    return new Send(Frames.FIN | Frames.PING, payload, chop);
  }

  private static Send pong(byte[] payload) {
    return new Send(Frames.FIN | Frames.PONG, payload, Step.TOGETHER);
  }
}
