package dev.poort.websocket.autobahn;

import static dev.poort.testkit.Frames.CONTINUATION;
import static dev.poort.testkit.Frames.FIN;
import static dev.poort.testkit.Frames.TEXT;
import static dev.poort.websocket.autobahn.Case.INVALID_PAYLOAD;
import static dev.poort.websocket.autobahn.Case.answered;
import static dev.poort.websocket.autobahn.Case.failing;
import static dev.poort.websocket.autobahn.Case.fragments;
import static dev.poort.websocket.autobahn.Case.frame;
import static dev.poort.websocket.autobahn.Text.hex;
import static dev.poort.websocket.autobahn.Text.utf8;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.poort.websocket.autobahn.Step.Pause;
import dev.poort.websocket.autobahn.Step.SendHaltingly;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** 6: text that is UTF-8 and text that is not, in one frame, in fragments and in octets. */
final class Utf8Cases {
  private static final String GREEK = "cebae1bdb9cf83cebcceb5";
  private static final String REST = "656469746564";

  /** Greek, half of a surrogate pair, Latin. */
  static final byte[] SURROGATE = hex(GREEK + "eda080" + REST);

  /** Greek, a code point above the last one, Latin: invalid with its thirteenth octet. */
  private static final byte[] TOO_HIGH = hex(GREEK + "f4908080" + REST);

  private static final int INVALID_FROM = 12;
  private static final String UMLAUTS = "Hello-µ@ßöäüàá-UTF-8!!";

  private Utf8Cases() {}

  static Stream<Case> all() {
    return Stream.of(fragmented(), halting(), Utf8Tables.cases()).flatMap(cases -> cases);
  }

  private static Stream<Case> fragmented() {
    byte[] none = {};
    Step begin = frame(TEXT, none);
    Step end = frame(FIN, none);
    return Stream.of(
        answered("6.1.1", "text of nothing", 1, List.of(frame(FIN | TEXT, none))),
        answered(
            "6.1.2",
            "text in three fragments of nothing",
            1,
            List.of(begin, frame(CONTINUATION, none), end)),
        answered(
            "6.1.3",
            "text in three fragments, nothing but in the middle",
            1,
            List.of(begin, frame(CONTINUATION, utf8("middle frame payload")), end)),
        answered("6.2.1", "UTF-8 in one frame", 1, List.of(frame(FIN | TEXT, utf8(UMLAUTS)))),
        answered(
            "6.2.2",
            "UTF-8 in two fragments between characters",
            1,
            List.of(frame(TEXT, utf8("Hello-µ@ßöä")), frame(FIN, utf8("üàá-UTF-8!!")))),
        answered("6.2.3", "UTF-8 in fragments of one octet", 1, fragments(TEXT, utf8(UMLAUTS), 1)),
        answered("6.2.4", "Greek in fragments of one octet", 1, fragments(TEXT, hex(GREEK), 1)),
        failing(
            "6.3.1",
            "invalid UTF-8 in one frame",
            0,
            INVALID_PAYLOAD,
            List.of(frame(FIN | TEXT, SURROGATE))),
        failing(
            "6.3.2",
            "invalid UTF-8 in fragments of one octet",
            0,
            INVALID_PAYLOAD,
            fragments(TEXT, SURROGATE, 1)));
  }

  /** Whether a peer fails fast, at the first octet that makes the text invalid. */
  private static Stream<Case> halting() {
    int greek = hex(GREEK).length;
    int after = greek + 4;
    return Stream.of(
        failing(
            "6.4.1",
            "invalid UTF-8 with the second of three fragments",
            0,
            INVALID_PAYLOAD,
            inFragments(greek, after)),
        failing(
            "6.4.2",
            "the same, the second ends with the octet that makes it invalid",
            0,
            INVALID_PAYLOAD,
            inFragments(INVALID_FROM, INVALID_FROM + 1)),
        failing(
            "6.4.3",
            "invalid UTF-8 with the second of three chops of a frame",
            0,
            INVALID_PAYLOAD,
            List.of(new SendHaltingly(TOO_HIGH, List.of(greek, after, TOO_HIGH.length)))),
        failing(
            "6.4.4",
            "the same, the second ends with the octet that makes it invalid",
            0,
            INVALID_PAYLOAD,
            List.of(
                new SendHaltingly(
                    TOO_HIGH, List.of(INVALID_FROM, INVALID_FROM + 1, TOO_HIGH.length)))));
  }

  private static List<Step> inFragments(int first, int second) {
    return List.of(
        frame(TEXT, Arrays.copyOf(TOO_HIGH, first)),
        new Pause(),
        frame(CONTINUATION, Arrays.copyOfRange(TOO_HIGH, first, second)),
        new Pause(),
        frame(FIN, Arrays.copyOfRange(TOO_HIGH, second, TOO_HIGH.length)));
  }

  /** The cases of a section, one for each text. */
  static List<Case> section(int section, String title, List<byte[]> texts) {
    List<Case> cases = new ArrayList<>();
    for (byte[] text : texts) {
      String number = "6." + section + "." + (cases.size() + 1);
      String description = title + ": " + HexFormat.of().formatHex(text);
      List<Step> steps = List.of(frame(FIN | TEXT, text));
      cases.add(
          isUtf8(text)
              ? answered(number, description, 1, steps)
              : failing(number, description, 0, INVALID_PAYLOAD, steps));
    }
    return cases;
  }

  private static boolean isUtf8(byte[] octets) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
      return true;
    } catch (CharacterCodingException e) {
      return false; // what the case is about
    }
  }
}
