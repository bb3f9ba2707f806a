package dev.poort.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which path rule of a map serves a path. */
class PathMatchingTest {
  @ParameterizedTest
  @CsvSource({
    // A pattern without a star names one path.
    "/images,       /images,          /images",
    "/images,       /images/,         default",
    "/images,       /images/a,        default",
    "/images,       /image,           default",
    "/,             /,                /",
    "/,             /a,               default",
    // A star stands for anything or nothing, slashes too.
    "/images*,      /images,          /images*",
    "/images*,      /images/,         /images*",
    "/images*,      /images/a/b.jpg,  /images*",
    "/images*,      /imagesque,       /images*",
    "/images*,      /image,           default",
    "/images/*,     /images/,         /images/*",
    "/images/*,     /images/a/b,      /images/*",
    "/images/*,     /images,          default",
    "/*,            /,                /*",
    "/*,            /a/b,             /*",
    // Letter case does not count, neither in the pattern nor in the path.
    "/Images/*,     /iMAGES/a,        /Images/*",
    "/a%c3%a9*,     /A%C3%A9b,        /a%c3%a9*",
    // The query does not count.
    "/images,       /images?a=/video, /images",
    "/video*,       /images?a=/video, default",
    // The server as a whole has no path.
    "/*,            *,                default",
  })
  void aPatternNamesPaths(String pattern, String target, String served) {
    assertThat(PathRules.of(pattern).serving(target)).isEqualTo(served);
  }

  @ParameterizedTest
  @CsvSource({
    "/images/icons/a, /images/icons/*",
    "/images/a,       /images*",
    "/images,         /images",
    "/imagesque,      /images*",
    "/index,          /i*",
    "/o,              default",
    "/images/logo,    /images*",
  })
  void theFirstPatternInTheFilesOrderServes(String target, String served) {
    var rules =
        PathRules.of("/images", "/images/icons/*", "/images*", "/images/logo", "/i*", "/index");
    assertThat(rules.serving(target)).isEqualTo(served);
  }

  @Test
  void aWiderPatternThatIsListedFirstTakesAll() {
    assertThat(PathRules.of("/*", "/images/*").serving("/images/a")).isEqualTo("/*");
  }

  @Test
  void manyPatternsAreServedAsIfTheyWereAskedOneAfterAnother() {
    var random = new Random(20_261_125);
    for (int round = 0; round < 300; round++) {
      List<String> patterns = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        String pattern = path(random) + (random.nextBoolean() ? "*" : "");
        if (!patterns.contains(pattern)) patterns.add(pattern);
      }
      PathRules rules = PathRules.of(patterns.toArray(String[]::new));
      for (int i = 0; i < 50; i++) {
        String target = path(random);
        assertThat(rules.serving(target))
            .as("%s %s", target, patterns)
            .isEqualTo(ask(patterns, target));
      }
    }
  }

  private static String ask(List<String> patterns, String target) {
    String path = target.toLowerCase(Locale.ROOT);
    for (String pattern : patterns) {
      String text = pattern.toLowerCase(Locale.ROOT).replace("*", "");
      if (pattern.endsWith("*") ? path.startsWith(text) : path.equals(text)) return pattern;
    }
    return "default";
  }

  /** A short path of few letters, so that many have much in common. */
  private static String path(Random random) {
    var path = new StringBuilder("/");
    for (int length = random.nextInt(6); length > 0; length--) {
      char before = path.charAt(path.length() - 1);
      path.append("abA/".charAt(random.nextInt(before == '/' ? 3 : 4)));
    }
    return path.toString();
  }
}
