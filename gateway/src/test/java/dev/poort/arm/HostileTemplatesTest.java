package dev.poort.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a template asks for, reading it ends soon, in little memory, with a problem. */
@Timeout(value = 5, unit = TimeUnit.MINUTES) // a busy machine gives a process little
class HostileTemplatesTest {
  /** Of the processor; far more than the few hundred it takes, as the machine may be busy. */
  private static final int MILLIS = 5_000;

  /** The template's stop there, and so many are kept of the gateway. */
  private static final int PROBLEMS = 1_010;

  @Test
  void aHostileTemplateEndsInLittleTimeAndMemory() throws IOException {
    List<String> lines = read(List.of("-Xmx128m"), List.of());

    assertThat(lines).hasSameSizeAs(HostileTemplates.all()).allSatisfy(HostileTemplatesTest::judge);
  }

  @Test
  void aNestedTemplateNeedsLittleMoreThanHalfOfAStackEvenWhereNothingIsCompiled()
      throws IOException {
    List<String> lines = read(List.of("-Xss600k", "-Xint"), List.of("nesting"));

    assertThat(lines).hasSizeGreaterThan(5).allSatisfy(HostileTemplatesTest::judge);
  }

  private static void judge(String line) {
    String[] parts = line.split("\t");
    assertThat(parts).as(line).hasSize(4);
    assertThat(Integer.parseInt(parts[1])).as(line).isLessThan(MILLIS);
    assertThat(Integer.parseInt(parts[2])).as(line).isLessThan(PROBLEMS);
    assertThat(parts[3]).as(line).isEqualTo("as expected");
  }

  private static List<String> read(List<String> options, List<String> arguments)
      throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(HostileTemplates.class.getName());
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var out = process.inputReader()) {
      return out.lines().toList();
    } finally {
      process.destroyForcibly();
    }
  }
}
