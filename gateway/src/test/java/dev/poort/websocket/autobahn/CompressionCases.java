package dev.poort.websocket.autobahn;

import static dev.poort.websocket.autobahn.Case.close;

import dev.poort.testkit.Frames;
import dev.poort.websocket.autobahn.Step.Await;
import dev.poort.websocket.autobahn.Step.SendDeflated;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** 12: permessage-deflate with several kinds of payload. 13: with its parameters. */
final class CompressionCases {
  /** Octets of a message, and of its fragments; 0 for none. */
  private record Size(int length, int fragment) {}

  private static final List<Size> SIZES =
      Stream.concat(
              Stream.of(16, 64, 256, 1024, 4096, 8192, 16384, 32768, 65536, 131072)
                  .map(length -> new Size(length, 0)),
              Stream.of(
                  new Size(8192, 256),
                  new Size(16384, 256),
                  new Size(32768, 256),
                  new Size(65536, 256),
                  new Size(131072, 256),
                  new Size(131072, 1024),
                  new Size(131072, 4096),
                  new Size(131072, 32768)))
          .toList();

  /** 1000 in the suite, for all sizes. */
  private static final int REPEATS = 10;

  private static final int REPEATS_OF_LARGE = 3;
  private static final int LARGE = 8192;
  private static final Deflate PLAIN = new Deflate(Deflate.offer(false, 0), false, 0);

  private CompressionCases() {}

  static Stream<Case> all() {
    List<Case> cases = new ArrayList<>();
    List<Payload> payloads = Payload.all();
    for (int i = 0; i < payloads.size(); i++) {
      addSection(cases, "12." + (i + 1), payloads.get(i), PLAIN);
    }
    List<Deflate> parameters = parameters();
    for (int i = 0; i < parameters.size(); i++) {
      addSection(cases, "13." + (i + 1), payloads.getFirst(), parameters.get(i));
    }
    return cases.stream();
  }

  private static List<Deflate> parameters() {
    String several =
        String.join(", ", Deflate.offer(true, 9), Deflate.offer(true, 0), PLAIN.offers());
    return List.of(
        PLAIN,
        new Deflate(Deflate.offer(true, 0), true, 0),
        new Deflate(Deflate.offer(false, 9), false, 9),
        new Deflate(Deflate.offer(false, 15), false, 15),
        new Deflate(Deflate.offer(true, 9), true, 9),
        new Deflate(Deflate.offer(true, 15), true, 15),
        new Deflate(several, true, 9));
  }

  private static void addSection(
      List<Case> cases, String section, Payload payload, Deflate deflate) {
    for (int i = 0; i < SIZES.size(); i++) {
      Size size = SIZES.get(i);
      int repeats = size.length() < LARGE ? REPEATS : REPEATS_OF_LARGE;
      String description =
          "%d messages of %d octets of %s, %s, no takeover %s, window %d"
              .formatted(
                  repeats,
                  size.length(),
                  payload.name(),
                  size.fragment() == 0 ? "whole" : "in fragments of " + size.fragment(),
                  deflate.noContextTakeover(),
                  deflate.windowBits());
      cases.add(
          new Case(
              section + "." + (i + 1),
              description,
              steps(payload, size, repeats),
              List.of(Case.NORMAL),
              repeats,
              deflate));
    }
  }

  private static List<Step> steps(Payload payload, Size size, int repeats) {
    List<Step> steps = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= repeats; i++) {
      byte[] octets = payload.octets();
      if (from + size.length() > octets.length) from = 0;
      byte[] message = Arrays.copyOfRange(octets, from, from + size.length());
      from += size.length();
      int opcode = payload.isText() ? Frames.TEXT : Frames.BINARY;
      steps.add(new SendDeflated(opcode, message, size.fragment()));
      steps.add(new Await(i));
    }
    steps.add(close(Case.NORMAL));
    return steps;
  }
}
