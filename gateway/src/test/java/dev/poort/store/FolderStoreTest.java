package dev.poort.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-30T22:14:03.123Z");
  private static final String WEB = "/subscriptions/S/resourceGroups/G/providers/P/gateways/web";
  private static final String API = "/subscriptions/S/resourceGroups/G/providers/P/gateways/api";

  @TempDir Path temp;

  private FolderStore open() throws IOException {
    return FolderStore.open(temp.resolve("store"), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static Edit made(String id, String document) {
    return new Edit(id, document, 0);
  }

  /** The version files, the oldest first. */
  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(temp.resolve("store"))) {
      return all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @Test
  void whatWasKeptIsThereAfterTheNextOpening() throws IOException {
    try (FolderStore store = open()) {
      store.commit("alice", "PUT web", List.of(made(WEB, "{\"a\": 1.50}")));
    }
    try (FolderStore store = open()) {
      assertThat(store.damages()).isEmpty();
      assertThat(store.latest()).isEqualTo(1);
      assertThat(store.resources().values())
          .containsExactly(new KeptResource(WEB, "{\"a\": 1.50}", 1));
    }
  }

  @Test
  void aVersionTellsWhoDidWhatAndWhen() throws IOException {
    try (FolderStore store = open()) {
      store.commit("alice", "PUT web", List.of(made(WEB, "{}")));
      store.commit("bob", "replace", List.of(new Edit(WEB, null, 1), made(API, "{}")));
    }
    try (FolderStore store = open()) {
      assertThat(store.history(10))
          .containsExactly(
              new Version(2, NOW, "bob", "replace", List.of(API), List.of(WEB)),
              new Version(1, NOW, "alice", "PUT web", List.of(WEB), List.of()));
      assertThat(store.history(1)).hasSize(1);
    }
  }

  @Test
  void aVersionIsAFileThatAPersonCanRead() throws IOException {
    try (FolderStore store = open()) {
      store.commit("alice", "PUT web", List.of(made(WEB, "{\n  \"a\" : 1\n}")));
    }
    assertThat(files()).singleElement().asString().contains("/00000001-");
    assertThat(files().getFirst())
        .content()
        .isEqualTo(
            """
            {
              "version" : 1,
              "when" : "2026-11-30T22:14:03.123Z",
              "who" : "alice",
              "what" : "PUT web",
              "edits" : [ {
                "id" : "%s",
                "replaces" : 0,
                "document" : {
              "a" : 1
            }
              } ]
            }
            """
                .formatted(WEB));
  }

  @Test
  void onlyTheOwnerMayReadIt() throws IOException {
    try (FolderStore store = open()) {
      store.commit("alice", "PUT web", List.of(made(WEB, "{}")));
    }
    assertThat(Files.getPosixFilePermissions(temp.resolve("store")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(Files.getPosixFilePermissions(files().getFirst()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void idsAreComparedWithoutLetterCaseAndKeepTheirFirstSpelling() throws IOException {
    try (FolderStore store = open()) {
      store.commit("alice", "PUT", List.of(made(WEB, "{}")));
      store.commit("alice", "PUT", List.of(new Edit(WEB.toUpperCase(Locale.ROOT), "{\"a\":2}", 1)));
      assertThat(store.resources().values()).containsExactly(new KeptResource(WEB, "{\"a\":2}", 2));
    }
  }

  @Test
  void whoChangesWhatHasChangedMeanwhileIsTold() throws IOException {
    try (FolderStore store = open()) {
      store.commit("alice", "PUT", List.of(made(WEB, "{}")));
      assertThatThrownBy(
              () -> store.commit("bob", "PUT", List.of(made(API, "{}"), made(WEB, "{\"b\":1}"))))
          .isInstanceOf(ConflictException.class)
          .hasMessage(WEB + " was changed meanwhile: it is of version 1, not 0");
      assertThat(store.latest()).isEqualTo(1);
      assertThat(store.resources().values()).containsExactly(new KeptResource(WEB, "{}", 1));
    }
  }

  @Test
  void everyVersionCanBeSeenAgain() throws IOException {
    try (FolderStore store = open()) {
      store.commit("alice", "PUT", List.of(made(WEB, "{\"a\":1}")));
      store.commit("alice", "PUT", List.of(new Edit(WEB, "{\"a\":2}", 1), made(API, "{}")));
      store.commit("alice", "DELETE", List.of(new Edit(WEB, null, 2)));
    }
    try (FolderStore store = open()) {
      assertThat(store.resourcesAt(0)).isEmpty();
      assertThat(store.resourcesAt(1).values())
          .containsExactly(new KeptResource(WEB, "{\"a\":1}", 1));
      assertThat(store.resourcesAt(2).values())
          .containsExactly(new KeptResource(API, "{}", 2), new KeptResource(WEB, "{\"a\":2}", 2));
      assertThat(store.resourcesAt(3).values()).containsExactly(new KeptResource(API, "{}", 2));
      assertThatThrownBy(() -> store.resourcesAt(4))
          .isInstanceOf(UnknownVersionException.class)
          .hasMessage("there is no version 4; there are 1 to 3");
    }
  }

  @Test
  void aDamagedFileIsNamedAndSetAsideAndTheVersionBeforeHolds() throws IOException {
    try (FolderStore store = open()) {
      store.commit("alice", "PUT", List.of(made(WEB, "{\"a\":1}")));
      store.commit("alice", "PUT", List.of(new Edit(WEB, "{\"a\":2}", 1)));
    }
    Path second = files().get(1);
    Files.writeString(second, Files.readString(second).replace("\"a\":2", "\"a\":3"));
    try (FolderStore store = open()) {
      assertThat(store.damages())
          .singleElement()
          .asString()
          .startsWith(second + ": warning: the file is damaged")
          .contains("set aside as " + second.getFileName() + ".damaged")
          .contains("What version 2 changed is as it was before");
      assertThat(store.resources().values()).containsExactly(new KeptResource(WEB, "{\"a\":1}", 1));
      // Its number is not given again.
      assertThat(store.commit("alice", "PUT", List.of(new Edit(WEB, "{}", 1))).number())
          .isEqualTo(3);
    }
    assertThat(second.resolveSibling(second.getFileName() + ".damaged")).exists();
  }

  @Test
  void aFileCutInTheMiddleIsDamaged() throws IOException {
    try (FolderStore store = open()) {
      store.commit("alice", "PUT", List.of(made(WEB, "{\"a\":1}")));
    }
    byte[] whole = Files.readAllBytes(files().getFirst());
    Files.write(files().getFirst(), Arrays.copyOf(whole, whole.length / 2));
    try (FolderStore store = open()) {
      assertThat(store.damages()).hasSize(1);
      assertThat(store.resources()).isEmpty();
    }
  }

  @Test
  void aMissingVersionIsNamed() throws IOException {
    try (FolderStore store = open()) {
      store.commit("alice", "PUT", List.of(made(WEB, "{}")));
      store.commit("alice", "PUT", List.of(made(API, "{}")));
      store.commit("alice", "PUT", List.of(new Edit(WEB, "{\"a\":1}", 1)));
    }
    Files.delete(files().get(1));
    try (FolderStore store = open()) {
      assertThat(store.damages()).singleElement().asString().contains("version 2 is missing");
      assertThat(store.resources().values()).containsExactly(new KeptResource(WEB, "{\"a\":1}", 3));
    }
  }

  @Test
  void whatAKilledProcessHadBegunToWriteIsGone() throws IOException {
    try (FolderStore store = open()) {
      store.commit("alice", "PUT", List.of(made(WEB, "{}")));
    }
    Path begun = temp.resolve("store/00000002-0123456789abcdef.json.unfinished");
    Files.writeString(begun, "{ \"version\" : 2,");
    try (FolderStore store = open()) {
      assertThat(store.damages()).isEmpty();
      assertThat(store.latest()).isEqualTo(1);
      assertThat(begun).doesNotExist();
    }
  }

  @Test
  void whatCannotBeWrittenIsNotKept() throws IOException {
    try (FolderStore store = open()) {
      store.commit("alice", "PUT", List.of(made(WEB, "{}")));
      Path folder = temp.resolve("store");
      Path away = temp.resolve("away");
      Files.move(folder, away);
      assertThatThrownBy(() -> store.commit("alice", "PUT", List.of(made(API, "{}"))))
          .isInstanceOf(IOException.class);
      Files.move(away, folder);
      assertThat(store.latest()).isEqualTo(1);
      assertThat(store.resources()).hasSize(1);
      assertThat(store.commit("alice", "PUT", List.of(made(API, "{}"))).number()).isEqualTo(2);
    }
  }

  @Test
  void olderVersionsBecomeABaseAndTheStateStays() throws IOException {
    int many = 1_100;
    try (FolderStore store = open()) {
      store.commit("alice", "PUT", List.of(made(API, "{}")));
      for (int i = 1; i < many; i++) {
        store.commit("alice", "PUT", List.of(new Edit(WEB, "{\"a\":" + i + "}", i == 1 ? 0 : i)));
      }
    }
    assertThat(files()).hasSizeLessThan(650);
    try (FolderStore store = open()) {
      assertThat(store.damages()).isEmpty();
      assertThat(store.latest()).isEqualTo(many);
      assertThat(store.resources().values())
          .containsExactly(
              new KeptResource(API, "{}", 1), new KeptResource(WEB, "{\"a\":1099}", many));
      assertThat(store.history(2_000)).hasSize(600);
      assertThat(store.resourcesAt(600).values())
          .containsExactly(
              new KeptResource(API, "{}", 1), new KeptResource(WEB, "{\"a\":599}", 600));
      assertThatThrownBy(() -> store.resourcesAt(10))
          .isInstanceOf(UnknownVersionException.class)
          .hasMessage("there is no version 10; there are 501 to 1100");
    }
  }

  @Test
  void aDamagedBaseIsMadeUpForByTheVersions() throws IOException {
    try (FolderStore store = open()) {
      store.commit("alice", "PUT", List.of(made(API, "{}")));
      for (int i = 1; i < 510; i++) {
        store.commit("alice", "PUT", List.of(new Edit(WEB, "{\"a\":" + i + "}", i == 1 ? 0 : i)));
      }
    }
    Path base =
        files().stream().filter(file -> file.toString().endsWith(".base.json")).findFirst().get();
    Files.writeString(base, "{}");
    try (FolderStore store = open()) {
      assertThat(store.damages()).hasSize(1);
      assertThat(store.resources().values())
          .containsExactly(
              new KeptResource(API, "{}", 1), new KeptResource(WEB, "{\"a\":509}", 510));
    }
  }

  @Test
  void onlyOneMayHaveIt() throws IOException {
    try (FolderStore _ = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("is in use by process " + ProcessHandle.current().pid());
    }
    open().close();
  }

  @Test
  void anotherProcessMayNotHaveItUntilThisOneIsKilled() throws Exception {
    Process holder =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                temp.resolve("store").toString())
            .redirectErrorStream(true)
            .start();
    try {
      assertThat((char) holder.getInputStream().read()).isEqualTo('!');
      assertThatThrownBy(this::open).hasMessageContaining("is in use by process " + holder.pid());
    } finally {
      holder.destroyForcibly();
      assertThat(holder.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
    open().close();
  }

  /** A process that opens a store and keeps it until it is killed, or nobody is there to do so. */
  static final class Holder {
    private Holder() {}

    /** Says {@code !} once it has the store of its argument. */
    public static void main(String[] arguments) throws Exception {
      try (FolderStore _ = FolderStore.open(Path.of(arguments[0]), Clock.systemUTC())) {
        System.out.print('!');
        System.out.flush();
        System.in.transferTo(OutputStream.nullOutputStream());
      }
    }
  }
}
