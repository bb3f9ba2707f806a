package dev.poort.websocket.autobahn;

import static dev.poort.testkit.Frames.CLOSE;
import static dev.poort.testkit.Frames.FIN;
import static dev.poort.testkit.Frames.PING;
import static dev.poort.testkit.Frames.TEXT;
import static dev.poort.testkit.Frames.closePayload;
import static dev.poort.testkit.Frames.join;
import static dev.poort.websocket.autobahn.Case.INVALID_PAYLOAD;
import static dev.poort.websocket.autobahn.Case.NORMAL;
import static dev.poort.websocket.autobahn.Case.PROTOCOL_ERROR;
import static dev.poort.websocket.autobahn.Case.close;
import static dev.poort.websocket.autobahn.Case.closing;
import static dev.poort.websocket.autobahn.Case.frame;
import static dev.poort.websocket.autobahn.Text.repeat;
import static dev.poort.websocket.autobahn.Text.utf8;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** 7: Close frames, what they carry and what comes after them. */
final class CloseCases {
  /** A Close frame without a code is told as 1005 (RFC 6455 7.1.5). */
  private static final int NO_CODE = 1005;

  private static final List<Integer> CLEAN = List.of(NORMAL);
  private static final List<Integer> ERROR = List.of(PROTOCOL_ERROR);
  private static final List<Integer> VALID =
      List.of(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999);
  private static final List<Integer> INVALID =
      List.of(0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999);

  private CloseCases() {}

  static Stream<Case> all() {
    Step hello = frame(FIN | TEXT, utf8("Hello World!"));
    Step ping = frame(FIN | PING, utf8(""));
    List<Case> cases = new ArrayList<>();
    cases.add(Case.answered("7.1.1", "a message, then a Close frame", 1, List.of(hello)));
    cases.add(
        closing("7.1.2", "two Close frames", CLEAN, close(NORMAL), frame(FIN | CLOSE, utf8(""))));
    cases.add(closing("7.1.3", "a Ping after the Close frame", CLEAN, close(NORMAL), ping));
    cases.add(closing("7.1.4", "text after the Close frame", CLEAN, close(NORMAL), hello));
    cases.add(
        closing(
            "7.1.5",
            "the last fragment after the Close frame",
            CLEAN,
            frame(TEXT, utf8("fragment1")),
            close(NORMAL),
            frame(FIN, utf8("fragment2"))));
    cases.add(
        closing(
            "7.1.6",
            "256 KiB, text, a Close frame and a Ping",
            CLEAN,
            frame(FIN | TEXT, repeat(utf8("BAsd7&jh23"), 256 << 10)),
            hello,
            close(NORMAL),
            ping));
    cases.add(carrying("7.3.1", "a Close frame of nothing", List.of(NORMAL, NO_CODE), utf8("")));
    cases.add(carrying("7.3.2", "a Close frame of one octet", ERROR, utf8("a")));
    cases.add(carrying("7.3.3", "a code", CLEAN, closePayload(NORMAL, "")));
    cases.add(
        carrying("7.3.4", "a code and a reason", CLEAN, closePayload(NORMAL, "Hello World!")));
    cases.add(
        carrying("7.3.5", "the longest reason", CLEAN, closePayload(NORMAL, "*".repeat(123))));
    cases.add(carrying("7.3.6", "a reason too long", ERROR, closePayload(NORMAL, "*".repeat(124))));
    cases.add(
        carrying(
            "7.5.1",
            "a reason that is no UTF-8",
            List.of(PROTOCOL_ERROR, INVALID_PAYLOAD),
            join(closePayload(NORMAL, ""), Utf8Cases.SURROGATE)));
    for (int i = 0; i < VALID.size(); i++) {
      int code = VALID.get(i);
      cases.add(code("7.7." + (i + 1), code, List.of(NORMAL, code)));
    }
    for (int i = 0; i < INVALID.size(); i++)
      cases.add(code("7.9." + (i + 1), INVALID.get(i), ERROR));
    cases.add(code("7.13.1", 5000, List.of(NORMAL, 5000, PROTOCOL_ERROR)));
    cases.add(code("7.13.2", 65535, List.of(NORMAL, 65535, PROTOCOL_ERROR)));
    return cases.stream();
  }

  private static Case code(String number, int code, List<Integer> answers) {
    return carrying(number, "the code " + code, answers, closePayload(code, ""));
  }

  private static Case carrying(
      String number, String description, List<Integer> codes, byte[] payload) {
    return closing(number, description, codes, frame(FIN | CLOSE, payload));
  }
}
