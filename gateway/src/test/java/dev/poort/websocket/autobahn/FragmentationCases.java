package dev.poort.websocket.autobahn;

import static dev.poort.testkit.Frames.CONTINUATION;
import static dev.poort.testkit.Frames.FIN;
import static dev.poort.testkit.Frames.PING;
import static dev.poort.testkit.Frames.PONG;
import static dev.poort.testkit.Frames.TEXT;
import static dev.poort.websocket.autobahn.Case.answered;
import static dev.poort.websocket.autobahn.Case.refused;

import dev.poort.websocket.autobahn.Step.Await;
import dev.poort.websocket.autobahn.Step.Pause;
import dev.poort.websocket.autobahn.Step.Send;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** 5: fragments in and out of order. */
final class FragmentationCases {
  private static final List<Integer> CHOPS = List.of(Step.TOGETHER, Step.FRAMEWISE, 1);
  private static final List<String> HOW = List.of("", ", frame by frame", ", octet by octet");

  private FragmentationCases() {}

  static Stream<Case> all() {
    List<Case> cases = new ArrayList<>();
    cases.add(refused("5.1", "a Ping in two fragments", 0, control(PING)));
    cases.add(refused("5.2", "a Pong in two fragments", 0, control(PONG)));
    for (int i = 0; i < 3; i++)
      cases.add(answered(next(cases), "text in two fragments" + HOW.get(i), 1, two(CHOPS.get(i))));
    for (int i = 0; i < 3; i++)
      cases.add(
          answered(
              next(cases),
              "text in two fragments around a Ping" + HOW.get(i),
              2,
              aroundPing(CHOPS.get(i))));
    for (int i = 0; i < 3; i++)
      cases.add(
          refused(
              next(cases),
              "a last fragment of nothing, then text" + HOW.get(i),
              0,
              ofNothing(FIN, CHOPS.get(i))));
    for (int i = 0; i < 3; i++)
      cases.add(
          refused(
              next(cases),
              "a fragment of nothing, then text" + HOW.get(i),
              0,
              ofNothing(0, CHOPS.get(i))));
    cases.add(
        refused(
            "5.15",
            "text in two fragments, a fragment of nothing, text",
            1,
            frames(TEXT, FIN, CONTINUATION, FIN | TEXT)));
    cases.add(
        refused(
            "5.16",
            "twice: a fragment of nothing, then text in two",
            0,
            frames(CONTINUATION, TEXT, FIN, CONTINUATION, TEXT, FIN)));
    cases.add(
        refused(
            "5.17",
            "twice: a last fragment of nothing, then text in two",
            0,
            frames(FIN, TEXT, FIN, FIN, TEXT, FIN)));
    cases.add(refused("5.18", "two fragments that both say text", 0, frames(TEXT, FIN | TEXT)));
    cases.add(
        answered(
            "5.19",
            "text in five fragments, two Pings and a wait among them",
            3,
            five(Step.TOGETHER)));
    cases.add(answered("5.20", "the same frame by frame", 3, five(Step.FRAMEWISE)));
    return cases.stream();
  }

  private static String next(List<Case> cases) {
    return "5." + (cases.size() + 1);
  }

  private static List<Send> control(int opcode) {
    return frames(opcode, FIN);
  }

  private static List<Send> two(int chop) {
    return List.of(frame(TEXT, "fragment1", chop), frame(FIN, "fragment2", chop));
  }

  private static List<Send> aroundPing(int chop) {
    return List.of(
        frame(TEXT, "fragment1", chop),
        frame(FIN | PING, "ping payload", chop),
        frame(FIN, "fragment2", chop));
  }

  private static List<Send> ofNothing(int first, int chop) {
    return List.of(
        frame(first, "non-continuation payload", chop), frame(FIN | TEXT, "Hello, world!", chop));
  }

  private static List<Step> five(int chop) {
    return List.of(
        frame(TEXT, "fragment1", chop),
        frame(CONTINUATION, "fragment2", chop),
        frame(FIN | PING, "pongme 1!", chop),
        new Await(1),
        new Pause(),
        frame(CONTINUATION, "fragment3", chop),
        frame(CONTINUATION, "fragment4", chop),
        frame(FIN | PING, "pongme 2!", chop),
        frame(FIN, "fragment5", chop));
  }

  /** Frames that begin with these octets, each with a payload of its own. */
  private static List<Send> frames(int... firsts) {
    List<Send> frames = new ArrayList<>();
    for (int first : firsts) {
      frames.add(frame(first, "fragment" + (frames.size() + 1), Step.TOGETHER));
    }
    return frames;
  }

  private static Send frame(int first, String payload, int chop) {
    return new Send(first, Text.utf8(payload), chop);
  }
}
