package dev.poort.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the second table of docs/failures.md against the ends that a session can have. */
class SessionEndTest {
  private static final Path PAGE = Path.of("..", "docs", "failures.md");

  private static List<String> documented() throws Exception {
    return Files.readAllLines(PAGE).stream()
        .dropWhile(line -> !line.equals("## Sessions"))
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split("\\|", -1))
        .peek(cells -> assertThat(cells).hasSize(7))
        .peek(cells -> assertThat(cells[5]).isNotBlank())
        .map(cells -> cells[1].strip())
        .toList();
  }

  @Test
  void everyEndOfASessionIsDocumentedInTheOrderOfTheCatalogue() throws Exception {
    assertThat(documented())
        .as("each constant has its row in docs/failures.md, at its place")
        .containsExactlyElementsOf(
            Arrays.stream(SessionEnd.values()).map(end -> "`" + end.logName() + "`").toList());
  }
}
