package dev.poort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where {@code poort az} keeps what az knows of an instance. */
class AzFolderTest {
  @TempDir private Path state;

  private Path folder(String authority) throws Exception {
    return AzFolder.of(Map.of("XDG_STATE_HOME", state.toString()), authority);
  }

  @Test
  void eachAddressHasOneOfItsOwnForItsOwnerAlone() throws Exception {
    Path folder = folder("127.0.0.1:9000");

    assertThat(folder).isEqualTo(state.resolve("poort/az/127.0.0.1_9000"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    assertThat(folder("gate.example:9000")).isNotEqualTo(folder);
  }

  @Test
  void whatIsInItStays() throws Exception {
    Files.writeString(folder("localhost:9000").resolve("kept"), "yes");

    assertThat(folder("localhost:9000").resolve("kept")).hasContent("yes");
  }

  @Test
  void anAddressLeadsNowhereElse() throws Exception {
    assertThat(folder("[::1]:9000").getParent()).isEqualTo(state.resolve("poort/az"));
    assertThat(folder("../../x:1").getParent()).isEqualTo(state.resolve("poort/az"));
  }
}
