package dev.poort.websocket.autobahn;

import dev.poort.testkit.Frames;
import dev.poort.websocket.autobahn.Step.Await;
import dev.poort.websocket.autobahn.Step.Send;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A case of the suite.
 *
 * @param number the suite's
 * @param description what is sent, in the suite's sense
 * @param codes with which of these codes a strict peer closes
 * @param answers how many messages and Pongs a strict peer sends back; at least so many
 * @param deflate the compression that the peers agree upon; null for none
 */
public record Case(
    String number,
    String description,
    List<Step> steps,
    List<Integer> codes,
    int answers,
    @Nullable Deflate deflate) {
  static final int NORMAL = 1000;
  static final int PROTOCOL_ERROR = 1002;
  static final int INVALID_PAYLOAD = 1007;

  /** All cases in the suite's order. */
  public static Stream<Case> all() {
    return Stream.of(
            FramingCases.all(),
            PingCases.all(),
            ReservedCases.all(),
            FragmentationCases.all(),
            Utf8Cases.all(),
            CloseCases.all(),
            LimitCases.all(),
            CompressionCases.all())
        .flatMap(cases -> cases);
  }

  /** A legal exchange: so many answers come, then the driver closes. */
  static Case answered(String number, String description, int answers, List<? extends Step> steps) {
    List<Step> all = new ArrayList<>(steps);
    all.add(new Await(answers));
    all.add(close(NORMAL));
    return new Case(number, description, all, List.of(NORMAL), answers, null);
  }

  /** What a strict peer fails the connection for; the driver closes at once behind it. */
  static Case refused(String number, String description, int answers, List<? extends Step> steps) {
    return failing(number, description, answers, PROTOCOL_ERROR, steps);
  }

  /** The same with another code. */
  static Case failing(
      String number, String description, int answers, int code, List<? extends Step> steps) {
    List<Step> all = new ArrayList<>(steps);
    all.add(close(NORMAL));
    return new Case(number, description, all, List.of(code), answers, null);
  }

  /** The steps have the driver's own Close frame, whatever follows it. */
  static Case closing(String number, String description, List<Integer> codes, Step... steps) {
    return new Case(number, description, List.of(steps), codes, 0, null);
  }

  static Step close(int code) {
    return frame(Frames.FIN | Frames.CLOSE, Frames.closePayload(code, ""));
  }

  static Step frame(int first, byte[] payload) {
    return new Send(first, payload, Step.TOGETHER);
  }

  /** A message in frames of so many octets of payload. */
  static List<Step> fragments(int opcode, byte[] payload, int size) {
    List<Step> frames = new ArrayList<>();
    for (int from = 0; from < payload.length; from += size) {
      int end = Math.min(from + size, payload.length);
      int first =
          (from == 0 ? opcode : Frames.CONTINUATION) | (end == payload.length ? Frames.FIN : 0);
      frames.add(frame(first, java.util.Arrays.copyOfRange(payload, from, end)));
    }
    return frames;
  }

  /** As a test's name. */
  @Override
  public String toString() {
    return number + " " + description;
  }
}
