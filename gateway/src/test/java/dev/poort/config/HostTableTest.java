package dev.poort.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The first name or pattern, in the order in which they were added, that takes a host. */
class HostTableTest {
  private static HostTable<String> table(List<String> names) {
    HostTable<String> table = new HostTable<>();
    names.forEach(name -> table.add(name, name));
    return table;
  }

  @Test
  void anEarlierPatternComesBeforeALaterName() {
    assertThat(table(List.of("*.test", "a.test")).first("a.test")).isEqualTo("*.test");
    assertThat(table(List.of("a.test", "*.test")).first("a.test")).isEqualTo("a.test");
  }

  @Test
  void ofTwoPatternsTheEarlierTakesTheHostHoweverTheyEnd() {
    assertThat(table(List.of("*", "*.a.test")).first("x.a.test")).isEqualTo("*");
    assertThat(table(List.of("*.a.test", "*")).first("x.a.test")).isEqualTo("*.a.test");
    assertThat(table(List.of("*.a.test", "*.test")).first("x.b.test")).isEqualTo("*.test");
  }

  @Test
  void anEmptyHostIsTakenByThatWhichTakesAll() {
    assertThat(table(List.of("a.test", "*")).first("")).isEqualTo("*");
    assertThat(table(List.of("a.test")).first("")).isNull();
  }

  @Test
  void itFindsWhatAskingEachInTurnFinds() {
    Random random = new Random(11);
    for (int round = 0; round < 2_000; round++) {
      List<String> names = IntStream.range(0, 5).mapToObj(_ -> text(random, "ab.*?")).toList();
      String host = text(random, "ab.");
      String inTurn =
          names.stream()
              .filter(n -> HostPattern.isPattern(n) ? HostPattern.matches(n, host) : n.equals(host))
              .findFirst()
              .orElse(null);
      assertThat(table(names).first(host)).as("%s in %s", host, names).isEqualTo(inTurn);
    }
  }

  private static String text(Random random, String letters) {
    return random
        .ints(1 + random.nextInt(6), 0, letters.length())
        .mapToObj(i -> letters.substring(i, i + 1))
        .collect(Collectors.joining());
  }
}
