package dev.poort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.Role;
import dev.poort.config.RoleAssignment;
import dev.poort.config.User;
import dev.poort.identity.Secrets;
import dev.poort.testkit.ArmServer;
import dev.poort.testkit.GuardedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code poort az} in a process of its own, with the Azure CLI of this machine. */
@Tag("foreign")
@Timeout(300)
class PoortAzTest {
  /** az is started up to four times. */
  private static final int BOUND_SECONDS = 120;

  private static final String ALICE = "aaaaaaaa-0000-0000-0000-000000000001";

  @TempDir private Path folder;
  private Path state;
  private Path home;
  private Path store;

  @BeforeEach
  void makeFolders() throws Exception {
    state = Files.createDirectory(folder.resolve("state"));
    home = Files.createDirectory(folder.resolve("home"));
    store = Files.createDirectory(folder.resolve("store"));
  }

  private record Ended(int exitCode, String said) {}

  private Ended az(String... args) throws Exception {
    Map<String, String> environment =
        Map.of("XDG_STATE_HOME", state.toString(), "HOME", home.toString());
    String[] all = Stream.concat(Stream.of("az"), Arrays.stream(args)).toArray(String[]::new);
    try (PoortProcess process = PoortProcess.start(environment, all)) {
      int exitCode = process.awaitExit(BOUND_SECONDS);
      return new Ended(exitCode, process.rest());
    }
  }

  @Test
  void itSignsInByItselfOnceAndLeavesThePersonsOwnAzAlone() throws Exception {
    try (ArmServer server = ArmServer.start(store)) {
      String at = "127.0.0.1:" + server.port();

      Ended first = az("--management", at, "group", "list", "-o", "tsv", "--query", "[].name");
      Ended second = az("--management", at, "group", "show", "-n", "nope");

      assertThat(first.exitCode()).as(first.said()).isZero();
      assertThat(first.said().lines().toList().getLast()).isEqualTo("poort");
      assertThat(second.exitCode()).isEqualTo(3);
      assertThat(second.said()).startsWith("ERROR: (ResourceGroupNotFound)");
      assertThat(home.resolve(".azure")).doesNotExist();
    }
  }

  @Test
  void aUserSignsInAndNothingSecretIsKept() throws Exception {
    String secret = new Secrets().fresh();
    Path file = Files.writeString(folder.resolve("secret.txt"), secret + "\n");
    var owner = List.of(new RoleAssignment(Role.OWNER, "/"));
    var alice =
        new User("alice", ALICE, List.of(new Secrets().hash(secret)), List.of(), owner, false);
    try (GuardedServer server = GuardedServer.start(store, List.of(alice))) {
      String at = "https://" + server.address();
      String ca = store.resolve("management-ca.pem").toString();
      String[] list = {"group", "list", "-o", "tsv", "--query", "[].name"};

      Ended signedIn =
          az(
              with(
                  list,
                  "--management",
                  at,
                  "--ca",
                  ca,
                  "--client-id",
                  ALICE,
                  "--secret-file",
                  file.toString()));
      Ended token =
          az(with(list, "--management", server.address(), "--token", server.token(ALICE, secret)));
      Ended nobody = az(with(list, "--management", server.address()));

      assertThat(signedIn.exitCode()).as(signedIn.said()).isZero();
      assertThat(signedIn.said().lines().toList().getLast()).isEqualTo("poort");
      assertThat(token.exitCode()).as(token.said()).isZero();
      assertThat(token.said()).isEqualTo("poort\n");
      assertThat(nobody.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(nobody.said()).contains("has users: say --client-id with --secret-file");
      assertThat(filesOfAz()).isNotEmpty().noneMatch(text -> text.contains(secret));
    }
  }

  private static String[] with(String[] last, String... first) {
    return Stream.concat(Arrays.stream(first), Arrays.stream(last)).toArray(String[]::new);
  }

  private List<String> filesOfAz() throws IOException {
    try (Stream<Path> all = Files.walk(state)) {
      return all.filter(Files::isRegularFile).map(PoortAzTest::text).toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
