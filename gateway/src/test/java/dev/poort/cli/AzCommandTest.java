package dev.poort.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poort.testkit.TestMember;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code poort az} says before any az is started. */
class AzCommandTest {
  @TempDir private Path folder;

  @Test
  void aSecretNeedsToSayWhose() {
    CommandResult result = CommandResult.of("az", "--secret-file", "s.txt", "group", "list");

    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(result.err()).startsWith("--secret-file needs --client-id");
  }

  @Test
  void whoSignsInNeedsASecret() {
    CommandResult result = CommandResult.of("az", "--client-id", "alice", "group", "list");

    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(result.err()).startsWith("alice needs --secret-file");
  }

  @Test
  void aSecretFileThatIsNotThereIsNamed() {
    String missing = folder.resolve("no.txt").toString();

    CommandResult result = CommandResult.of("az", "--client-id", "a", "--secret-file", missing);

    assertThat(result.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(result.err()).contains(missing);
  }

  @Test
  void anotherMachineIsNotSpokenToInClear() {
    CommandResult result =
        CommandResult.of("az", "--management", "192.0.2.1:9000", "group", "list");

    assertThat(result.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(result.err()).startsWith("192.0.2.1:9000 is another machine: write https://");
  }

  @Test
  void anInstanceThatIsNotThereIsNamed() throws Exception {
    String nowhere = "127.0.0.1:" + TestMember.unusedPort();

    assertThatThrownBy(() -> InstanceTrust.of(nowhere, null, folder, false))
        .hasMessageStartingWith("nothing answers at " + nowhere + "; start poort run");
  }

  @Test
  void aTokenSaysWhoseItIsAndHowLongItHolds() throws Exception {
    String claims = "{\"tid\":\"t\",\"oid\":\"o\",\"exp\":1800000000}";
    String text =
        "e30."
            + Base64.getUrlEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
            + ".x";

    assertThat(AccessToken.of(text)).isEqualTo(new AccessToken(text, "t o", 1_800_000_000));
  }

  @Test
  void whatIsNoTokenIsRefused() {
    for (String wrong : new String[] {"", "abc", "a.b.c", "e30.%%%.x"}) {
      assertThatThrownBy(() -> AccessToken.of(wrong))
          .hasMessage("the token is none that Poort gives");
    }
  }
}
