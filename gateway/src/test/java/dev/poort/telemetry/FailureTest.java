package dev.poort.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds docs/failures.md against the catalogue. */
class FailureTest {
  private static final Path PAGE = Path.of("..", "docs", "failures.md");

  /** The first three cells of each row: name, status, Azure's name. */
  private static List<String> documented() throws Exception {
    return Files.readAllLines(PAGE).stream()
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split("\\|"))
        .peek(cells -> assertThat(cells).as(String.join("|", cells)).hasSize(6))
        .peek(cells -> assertThat(cells[4].strip()).isNotEmpty())
        .peek(cells -> assertThat(cells[5].strip()).isNotEmpty())
        .map(cells -> cells[1].strip() + " " + cells[2].strip() + " " + cells[3].strip())
        .toList();
  }

  @Test
  void everyFailureIsDocumentedInTheOrderOfTheCatalogue() throws Exception {
    assertThat(documented())
        .as("each constant has its row in docs/failures.md, at its place")
        .containsExactlyElementsOf(
            Arrays.stream(Failure.values())
                .map(
                    failure ->
                        "`"
                            + failure.logName()
                            + "` "
                            + failure.status()
                            + " `"
                            + failure.azureName()
                            + "`")
                .toList());
  }

  @Test
  void everyFailureHasANameOfItsOwn() {
    assertThat(Arrays.stream(Failure.values()).map(Failure::logName)).doesNotHaveDuplicates();
  }
}
