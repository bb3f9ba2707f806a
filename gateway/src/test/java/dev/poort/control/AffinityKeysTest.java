package dev.poort.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poort.config.AffinityKey;
import dev.poort.config.Settings;
import dev.poort.demo.DemoFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the key of affinity cookies comes from. */
class AffinityKeysTest {
  @TempDir private Path folder;

  private AffinityKey kept() {
    return new AffinityKey(null, folder.resolve("some.key").toString());
  }

  @Test
  void aKeyThatIsGivenIsTaken() throws Exception {
    assertThat(new AffinityKeys().get(new AffinityKey("a key of sixteen", null)))
        .asString()
        .isEqualTo("a key of sixteen");
  }

  @Test
  void aKeyIsMadeForItsOwnersEyesAndOutlivesTheProcess() throws Exception {
    byte[] made = new AffinityKeys().get(kept());
    Path file = folder.resolve("some.key");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(made).hasSize(64);
    assertThat(new AffinityKeys().get(kept())).isEqualTo(made);
  }

  @Test
  void aFolderThatCannotBeWrittenToMakesAKeyOfTheProcess() throws Exception {
    AffinityKey nowhere = new AffinityKey(null, folder.resolve("none/some.key").toString());
    AffinityKeys keys = new AffinityKeys();

    assertThat(keys.get(nowhere)).hasSize(64).isEqualTo(keys.get(nowhere));
    assertThat(new AffinityKeys().get(nowhere)).isNotEqualTo(keys.get(nowhere));
  }

  @Test
  void aFileWithTooShortAKeyIsAnError() throws Exception {
    Files.writeString(folder.resolve("some.key"), "short\n");

    assertThatThrownBy(() -> new AffinityKeys().get(kept()))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("has no key of 16 characters; delete it for a new one");
  }

  @Test
  void withoutAnythingSaidItLiesBesideTheFileOfSettingsOrOfTheGateway() throws Exception {
    Path gateway = DemoFiles.write(folder, List.of(9)).gateway();
    Path settings = Files.createDirectory(folder.resolve("own")).resolve("poort.json");
    Files.writeString(settings, "{}");

    assertThat(key(gateway, null)).isEqualTo(folder.resolve("poort-affinity.key").toString());
    assertThat(key(gateway, settings))
        .isEqualTo(settings.resolveSibling("poort-affinity.key").toString());
  }

  private static @Nullable String key(Path gateway, @Nullable Path settings) throws Exception {
    ConfigurationFiles files = new ConfigurationFiles(gateway, settings, Settings.DEFAULT);
    return files.read().settings().affinityKey().file();
  }
}
