package dev.poort.websocket.autobahn;

import static dev.poort.testkit.Frames.BINARY;
import static dev.poort.testkit.Frames.FIN;
import static dev.poort.testkit.Frames.TEXT;
import static dev.poort.websocket.autobahn.Case.answered;
import static dev.poort.websocket.autobahn.Text.repeat;

import dev.poort.websocket.autobahn.Step.Await;
import dev.poort.websocket.autobahn.Step.Send;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** 9: large messages, many fragments, small chops, round trips. 10: fragments made on the way. */
final class LimitCases {
  private static final int KIB = 1 << 10;
  private static final int MIB = 1 << 20;
  private static final List<Integer> SIZES =
      List.of(64 * KIB, 256 * KIB, MIB, 4 * MIB, 8 * MIB, 16 * MIB);
  private static final List<Integer> FRAGMENTS =
      List.of(64, 256, KIB, 4 * KIB, 16 * KIB, 64 * KIB, 256 * KIB, MIB, 4 * MIB);
  private static final List<Integer> CHOPS = List.of(64, 128, 256, 512, 1024, 2048);
  private static final List<Integer> TRIPS = List.of(0, 16, 64, 256, 1024, 4096);

  /** 1000 in the suite. */
  private static final int REPEATS = 100;

  private LimitCases() {}

  /** Made one by one: together their payloads are large. */
  static Stream<Case> all() {
    return Stream.of(
            sizes("9.1", TEXT, Text.utf8("BAsd7&jh23")),
            sizes("9.2", BINARY, Text.hex("00fe23faf0")),
            fragmented("9.3", TEXT, '*'),
            fragmented("9.4", BINARY, 0xfe),
            chopped("9.5", TEXT, Text.utf8("BAsd7&jh23")),
            chopped("9.6", BINARY, Text.hex("00fe23faf0")),
            trips("9.7", TEXT, '*'),
            trips("9.8", BINARY, 0xfe),
            Stream.of(
                answered(
                    "10.1.1",
                    "text of 65536 octets in fragments of 1300",
                    1,
                    Case.fragments(TEXT, repeat('*', 65536), 1300))))
        .flatMap(cases -> cases);
  }

  private static Stream<Case> sizes(String section, int opcode, byte[] pattern) {
    return each(
        section,
        SIZES,
        (number, size) ->
            answered(
                number,
                kind(opcode) + " of " + size / KIB + " KiB",
                1,
                List.of(new Send(FIN | opcode, repeat(pattern, size), Step.TOGETHER))));
  }

  private static Stream<Case> fragmented(String section, int opcode, int octet) {
    return each(
        section,
        FRAGMENTS,
        (number, size) ->
            answered(
                number,
                kind(opcode) + " of 4 MiB in fragments of " + size,
                1,
                Case.fragments(opcode, repeat(octet, 4 * MIB), size)));
  }

  private static Stream<Case> chopped(String section, int opcode, byte[] pattern) {
    return each(
        section,
        CHOPS,
        (number, chop) ->
            answered(
                number,
                kind(opcode) + " of 1 MiB in chops of " + chop,
                1,
                List.of(new Send(FIN | opcode, repeat(pattern, MIB), chop))));
  }

  private static Stream<Case> trips(String section, int opcode, int octet) {
    return each(
        section,
        TRIPS,
        (number, size) -> {
          List<Step> steps = new ArrayList<>();
          for (int trip = 1; trip <= REPEATS; trip++) {
            steps.add(new Send(FIN | opcode, repeat(octet, size), Step.TOGETHER));
            steps.add(new Await(trip));
          }
          String description =
              REPEATS + " round trips of " + kind(opcode) + " of " + size + " octets";
          return answered(number, description, REPEATS, steps);
        });
  }

  private static Stream<Case> each(
      String section, List<Integer> sizes, BiFunction<String, Integer, Case> make) {
    return IntStream.range(0, sizes.size())
        .mapToObj(i -> make.apply(section + "." + (i + 1), sizes.get(i)));
  }

  private static String kind(int opcode) {
    return opcode == TEXT ? "text" : "octets";
  }
}
