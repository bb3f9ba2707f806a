package dev.poort.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.template.function.Functions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page for users names each function that there is, once, and no other. */
class FunctionTableTest {
  private static final Path PAGE = Path.of("..", "docs", "templates.md");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");

  /** The second column of the table of functions. */
  private static List<String> named() throws IOException {
    String page = Files.readString(PAGE);
    return page.substring(page.indexOf("### Functions"))
        .lines()
        .filter(line -> line.startsWith("| ") && line.contains("`"))
        .map(line -> line.split("\\|", -1)[2])
        .flatMap(cell -> NAME.matcher(cell).results().map(found -> found.group(1)))
        .filter(name -> !name.equals("list"))
        .toList();
  }

  @Test
  void thePageNamesWhatTheCodeHas() throws IOException {
    var known = new ArrayList<>(Functions.names());
    known.addAll(ContextFunctions.names());
    known.addAll(List.of("if", "and", "or", "lambda"));

    assertThat(named()).containsExactlyInAnyOrderElementsOf(known);
  }
}
