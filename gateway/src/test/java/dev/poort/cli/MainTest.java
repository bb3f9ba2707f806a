package dev.poort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @Test
  void saysWhichPoortItIs() {
    CommandResult version = CommandResult.of("version");

    assertThat(version.exitCode()).isZero();
    assertThat(version.out()).matches("poort \\S+ \\(Java 2\\d.*, Netty 4\\..*\\)\n");
  }

  @Test
  void saysWhichPoortItIsToPrograms() {
    assertThat(CommandResult.of("version", "--json").out())
        .matches("\\{\"poort\":\".+\",\"java\":\".+\",\"netty\":\"4.+\",\"os\":\".+\"}\n");
  }

  @Test
  void asksForACommandWhenNoneIsGiven() {
    CommandResult nothing = CommandResult.of();

    assertThat(nothing.exitCode()).isEqualTo(2);
    assertThat(nothing.err()).contains("Which command?", "Usage: poort", "Exit codes: 0 fine");
  }

  @Test
  void callsAnUnknownOptionWrongUsage() {
    CommandResult wrong = CommandResult.of("run", "gateway.json", "--fast");

    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("Unknown option: '--fast'");
  }

  @Test
  void saysWhereATemplateIsTakenForAParameter() {
    CommandResult wrong = CommandResult.of("check", "-p", "p.json", "template.json");

    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err())
        .startsWith("Missing required parameter: 'FILE'\nWhat follows --parameters is a parameter");
    assertThat(CommandResult.of("check", "a.json", "-p").err()).doesNotContain("What follows");
    assertThat(CommandResult.of("check").err()).doesNotContain("What follows");
  }

  @Test
  void whatIsWrongIsNotPushedAwayByALongHelp() {
    CommandResult wrong = CommandResult.of("apply", "--fast");

    assertThat(wrong.err())
        .startsWith("Missing required parameter: 'FILE'\nUsage: poort apply [")
        .endsWith("\npoort apply --help says more\n");
    assertThat(wrong.err().lines().count()).isLessThan(10);
  }

  @Test
  void noLineOfAHelpIsTooLongForATerminal() {
    Main.whole()
        .getSubcommands()
        .forEach(
            (name, command) ->
                assertThat(command.getCommandSpec().usageMessage().footer())
                    .as(name)
                    .allSatisfy(line -> assertThat(line.length()).as(line).isLessThan(80)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "check", "bind", "demo", "sessions", "close", "version"})
  void explainsEachCommandWithAnExample(String command) {
    CommandResult help = CommandResult.of(command, "--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).startsWith("Usage: poort " + command).contains("  poort " + command);
  }

  @Test
  void helpIsACommandToo() {
    CommandResult help = CommandResult.of("help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out()).isEqualTo(CommandResult.of("--help").out());
    assertThat(CommandResult.of("help", "check").out())
        .isEqualTo(CommandResult.of("check", "--help").out());
  }

  @Test
  void writesNoColoursWhenNobodyWatches() {
    assertThat(CommandResult.of("--help").out()).doesNotContain("\u001b");
  }
}
