package dev.poort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.Role;
import dev.poort.config.RoleAssignment;
import dev.poort.config.Settings;
import dev.poort.config.User;
import dev.poort.settings.SettingsReader;
import dev.poort.testkit.GuardedServer;
import dev.poort.testkit.TestCa;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code poort user}, and commands that say who asks. */
class UserCommandTest {
  private static final Pattern SECRET = Pattern.compile("secret {5}(\\S+)");

  @TempDir private Path folder;
  private Path settings;

  @BeforeEach
  void name() {
    settings = folder.resolve("poort.json");
  }

  private CommandResult add(String... args) {
    String[] all = java.util.Arrays.copyOf(args, args.length + 4);
    System.arraycopy(args, 0, all, 2, args.length);
    all[0] = "user";
    all[1] = "add";
    all[all.length - 2] = "--settings";
    all[all.length - 1] = settings.toString();
    return CommandResult.of(all);
  }

  private List<User> users() throws Exception {
    return SettingsReader.read(settings, Settings.DEFAULT).valueOrThrow().signIn().users();
  }

  @Test
  void addsAUserToAFileWhoseOtherTextStaysAsItIs() throws Exception {
    String text =
        """
        {
          // ours
          "management": "127.0.0.1:9000", // ü😀
          "limits": {},
        }
        """;
    Files.writeString(settings, text);
    Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-r-----"));

    CommandResult added = add("alice", "--role", "owner", "--scope", "/");

    assertThat(added.exitCode()).isZero();
    assertThat(users()).extracting(User::name).containsExactly("alice");
    assertThat(users().getFirst().roles()).containsExactly(new RoleAssignment(Role.OWNER, "/"));
    String after = Files.readString(settings);
    String rest = after.replaceAll("(?s)\\n  \"users\".*?\\n  \\],", "");
    assertThat(rest).isEqualTo(text);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(settings)))
        .isEqualTo("rw-r-----");
    assertThat(folder.toFile().list()).hasSize(1);
  }

  @Test
  void aCommentMayComeBeforeEverything() throws Exception {
    String text = "// whose\n/* it\n is */ {\"management\": \"127.0.0.1:9000\"}\n";
    Files.writeString(settings, text);

    CommandResult added = add("alice", "--role", "owner");

    assertThat(added.exitCode()).as(added.err()).isZero();
    assertThat(users()).extracting(User::name).containsExactly("alice");
    assertThat(Files.readString(settings)).startsWith("// whose\n/* it\n is */ {\n  \"users\"");
  }

  @Test
  void printsTheSecretOnceAndKeepsItsHash() throws Exception {
    Matcher secret = SECRET.matcher(add("alice", "--role", "owner").out());
    assertThat(secret.find()).isTrue();

    assertThat(Files.readString(settings))
        .doesNotContain(secret.group(1))
        .contains("$pbkdf2-sha256$i=600000$");
    try (GuardedServer server = GuardedServer.start(folder.resolve("store"), users())) {
      assertThat(server.signIn("alice", secret.group(1)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void addsMoreUsersBeforeTheOthers() throws Exception {
    add("alice");
    add("bob", "--role", "Reader", "--scope", "/subscriptions/s/");

    assertThat(users()).extracting(User::name).containsExactly("bob", "alice");
    assertThat(users().getFirst().roles())
        .containsExactly(new RoleAssignment(Role.READER, "/subscriptions/s"));
    CommandResult list = CommandResult.of("user", "list", "--settings", settings.toString());
    assertThat(list.out()).contains("NAME", "bob", "Reader on /subscriptions/s", "alice");
    assertThat(list.out()).doesNotContain("pbkdf2");
    CommandResult json =
        CommandResult.of("user", "list", "--json", "--settings", settings.toString());
    assertThat(json.out())
        .startsWith("{\"users\":[{\"name\":\"bob\",")
        .contains("\"secrets\":1", "\"scope\":\"/subscriptions/s\"")
        .doesNotContain("pbkdf2");
  }

  @Test
  void aCertificateNeedsNoSecret() throws Exception {
    Files.writeString(
        folder.resolve("pipeline.pem"), TestCa.create().issueRsa("pipeline").certificatePem());

    CommandResult added = add("pipeline", "--certificate", "pipeline.pem");

    assertThat(added.out()).doesNotContain("secret");
    assertThat(users().getFirst().certificates()).hasSize(1);
  }

  @Test
  void whatWouldBreakTheFileIsNotWritten() throws Exception {
    add("alice");
    String before = Files.readString(settings);

    CommandResult twice = add("ALICE");
    assertThat(twice.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
    assertThat(twice.err()).contains("another user with the name or the id of");
    assertThat(twice.out()).isEmpty();
    assertThat(add("bob", "--scope", "web").err()).contains("web is no scope");
    assertThat(add("bob", "--certificate", "no.pem").err()).contains("no.pem is not there");
    assertThat(add("bob", "--role", "king").exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(Files.readString(settings)).isEqualTo(before);
  }

  @Test
  void withoutSettingsTheLinesArePrinted() {
    CommandResult printed = CommandResult.of("user", "add", "alice");

    assertThat(printed.out()).contains("secret     ", "\"name\": \"alice\"", "\"secrets\": [\"$");
  }

  @Test
  void commandsSayWhoAsksWithAToken() throws Exception {
    Matcher secret = SECRET.matcher(add("alice", "--role", "owner").out());
    assertThat(secret.find()).isTrue();
    try (GuardedServer server = GuardedServer.start(folder.resolve("store"), users())) {
      String token = server.token("alice", secret.group(1));
      String at = server.address();

      CommandResult nobody = CommandResult.of("sessions", "--management", at);
      assertThat(nobody.exitCode()).isEqualTo(ExitCode.WRONG_INPUT);
      assertThat(nobody.err()).contains("'Authorization' header is missing");
      assertThat(CommandResult.of("sessions", "--management", at, "--token", token).exitCode())
          .isZero();
      CommandResult close = CommandResult.of("close", "abc", "--management", at, "--token", token);
      assertThat(close.err()).contains("no session abc is open");
      CommandResult explain =
          CommandResult.of("explain", "GET", "http://x/", "--management", at, "--token", token);
      assertThat(explain.err()).doesNotContain("Authorization");
      assertThat(CommandResult.of("sessions", "--management", at, "--token", "a b").err())
          .contains("this is no token");
    }
  }
}
