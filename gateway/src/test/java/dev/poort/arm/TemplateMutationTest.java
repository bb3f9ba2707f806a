package dev.poort.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.Bindings;
import dev.poort.problem.Problem;
import dev.poort.problem.Purpose;
import dev.poort.template.RandomExpressions;
import dev.poort.testkit.Fuzzing;
import dev.poort.testkit.RealTemplates;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever happens to a real template, reading it gives gateways or problems, and ends. */
class TemplateMutationTest {
  private static final List<Purpose> PURPOSES = List.of(Purpose.values());

  private static final int ROUNDS = 600;
  private static final String PIECES = "{}[],:\"'\\/0-9.() ntf";
  private static final Pattern VALUE = Pattern.compile("\"[^\"\\n]*\"(?!\\s*:)|\\d+");
  private static final Pattern NAME = Pattern.compile("\"[A-Za-z]+\"(?=\\s*:)");

  @Test
  void aRealTemplateWithRandomChangesIsRead() throws IOException {
    List<String> templates = RealTemplates.texts();
    Fuzzing.run(ROUNDS, random -> judge(changed(templates, random)));
  }

  private static String changed(List<String> templates, Random random) {
    String text = templates.get(random.nextInt(templates.size()));
    var expressions = new RandomExpressions(random, sources(text));
    for (int changes = random.nextInt(4); changes >= 0; changes--) {
      text = changed(text, templates, expressions, random);
    }
    return text;
  }

  private static String changed(
      String text, List<String> templates, RandomExpressions expressions, Random random) {
    String other = templates.get(random.nextInt(templates.size()));
    return switch (random.nextInt(6)) {
      case 0 -> character(text, random);
      case 1 -> replaced(text, VALUE, quoted(expressions.expression()), random);
      case 2 -> replaced(text, VALUE, any(VALUE, other, random), random);
      case 3 -> replaced(text, NAME, any(NAME, other, random), random);
      case 4 -> replaced(text, NAME, quoted(expressions.expression()), random);
      default -> replaced(text, VALUE, copies(expressions, random), random);
    };
  }

  private static String character(String text, Random random) {
    int at = random.nextInt(text.length());
    int end = Math.min(text.length(), at + random.nextInt(30));
    char piece = PIECES.charAt(random.nextInt(PIECES.length()));
    return text.substring(0, at) + piece + text.substring(random.nextBoolean() ? at : end);
  }

  private static String copies(RandomExpressions expressions, Random random) {
    String count =
        random.nextBoolean() ? "" + random.nextInt(900) : quoted(expressions.expression());
    return "{ \"copy\": [{ \"name\": \"made\", \"count\": %s, \"input\": %s }] }"
        .formatted(count, quoted(expressions.expression()));
  }

  private static String replaced(String text, Pattern what, String by, Random random) {
    List<MatchResult> found = what.matcher(text).results().toList();
    MatchResult one = found.get(random.nextInt(found.size()));
    return text.substring(0, one.start()) + by + text.substring(one.end());
  }

  private static String any(Pattern what, String text, Random random) {
    List<MatchResult> found = what.matcher(text).results().toList();
    return found.get(random.nextInt(found.size())).group();
  }

  /** The expressions of a template, which refer to what it has. */
  private static List<String> sources(String template) {
    return Pattern.compile("(?:parameters|variables)\\('\\w+'\\)")
        .matcher(template)
        .results()
        .map(MatchResult::group)
        .toList();
  }

  private static String quoted(String expression) {
    return dev.poort.json.JsonString.quoted(expression);
  }

  private static void judge(String text) {
    Purpose purpose = PURPOSES.get(text.length() % PURPOSES.size());
    var result = GatewayReader.read("mutated.json", text, Bindings.NONE, purpose);

    if (result.value() != null) assertThat(Problem.anyError(result.problems())).isFalse();
    if (purpose == Purpose.RUN) {
      assertThat(Problem.anyError(result.problems())).as(text).isEqualTo(result.value() == null);
    }
    for (Problem problem : result.problems()) assertThat(problem.what()).as(text).isNotBlank();
  }
}
