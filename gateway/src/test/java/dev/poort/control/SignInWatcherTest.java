package dev.poort.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.Settings;
import dev.poort.config.SignIn;
import dev.poort.config.User;
import dev.poort.testkit.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users of poort.json come and go while a process serves. */
class SignInWatcherTest {
  private static final String USER =
      "{\"name\": \"%s\", \"managedIdentity\": true, \"roles\": [{\"role\": \"Reader\", \"scope\": \"/\"}]}";

  @TempDir private Path folder;
  private Path file;
  private SharedParts shared;
  private Gateways gateways;
  private SignInWatcher watcher;

  @BeforeEach
  void start() throws Exception {
    file = folder.resolve("poort.json");
    write("alice");
    SignIn nobody = new SignIn(SignIn.DEFAULT_TENANT, List.of(), folder.resolve("keys").toString());
    Settings settings = Settings.DEFAULT.withSignIn(nobody);
    shared = SharedParts.open(settings);
    gateways = Gateways.start(shared, List.of(), settings);
    watcher = new SignInWatcher(file, gateways, nobody);
    watcher.reload();
  }

  @AfterEach
  void stop() {
    watcher.close();
    gateways.close(Duration.ZERO);
    shared.close();
  }

  private void write(String... names) throws Exception {
    List<String> users = List.of(names).stream().map(USER::formatted).toList();
    put("{\"users\": [" + String.join(", ", users) + "]}");
  }

  /** As editors do, so that nobody reads half of it. */
  private void put(String text) throws Exception {
    Path fresh = Files.writeString(folder.resolve("fresh"), text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private List<String> users() {
    return gateways.settings().signIn().users().stream().map(User::name).toList();
  }

  @Test
  void whoIsAddedIsInAndWhoIsTakenOutIsOutWithoutAWord() throws Exception {
    assertThat(users()).containsExactly("alice");
    write("alice", "bob");
    Await.until("bob is in", () -> users().equals(List.of("alice", "bob")));
    write("bob");
    Await.until("alice is out", () -> users().equals(List.of("bob")));
  }

  @Test
  void aFileWithErrorsKeepsTheUsersAsTheyWere() throws Exception {
    for (String broken :
        List.of(
            "{\"users\": [",
            "",
            "{\"users\": [{\"name\": \"eve\", \"roles\": [{\"role\": \"King\", \"scope\": \"/\"}]}]}",
            "{\"users\": [" + USER.formatted("bob") + "], \"limits\": 3}")) {
      put(broken);
      watcher.reload();
      assertThat(users()).as(broken).containsExactly("alice");
    }
    write("bob");
    watcher.reload();
    assertThat(users()).containsExactly("bob");
  }

  @Test
  void aFileThatIsGoneLetsNobodyInWhoWasNotThere() throws Exception {
    Files.delete(file);
    watcher.reload();
    assertThat(users()).containsExactly("alice");
  }

  @Test
  void theKeysStayWhereTheyWere() throws Exception {
    write("alice", "bob");
    watcher.reload();
    assertThat(gateways.settings().signIn().keysFile())
        .isEqualTo(folder.resolve("keys").toString());
  }
}
