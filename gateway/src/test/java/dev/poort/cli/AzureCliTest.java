package dev.poort.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which az a machine has, and whether it is the one with a defect. */
class AzureCliTest {
  @TempDir private Path folder;

  private Path program(String name) throws Exception {
    Path program = Files.createDirectories(folder.resolve(name)).resolve("az");
    Files.writeString(program, "#!/bin/sh\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    return program;
  }

  private Path sdk(String... versions) throws Exception {
    Path network = folder.resolve("network");
    for (String each : versions) Files.createDirectories(network.resolve(each));
    return network;
  }

  @Test
  void theFirstOnThePathIsTaken() throws Exception {
    Path mine = program("mine");
    String path =
        folder.resolve("nothing") + ":" + mine.getParent() + ":" + program("b").getParent();

    assertThat(AzureCli.find(Map.of("PATH", path)).program()).isEqualTo(mine);
  }

  @Test
  void whereThereIsNoneItSaysHowToInstallOne() {
    assertThatThrownBy(() -> AzureCli.find(Map.of("PATH", folder.toString())))
        .hasMessageContaining("the Azure CLI is not installed")
        .hasMessageContaining("apt-get install azure-cli");
  }

  @Test
  void thePackageWithoutTheVersionThatItAsksForIsIncomplete() throws Exception {
    Path az = program("usr");

    assertThat(new AzureCli(az).isIncomplete(az, sdk("v2022_07_01"))).isTrue();
    assertThat(new AzureCli(az).isIncomplete(az, sdk("v2022_01_01"))).isFalse();
  }

  @Test
  void anAzFromElsewhereIsNotJudgedByThePackage() throws Exception {
    Path mine = program("mine");

    assertThat(new AzureCli(mine).isIncomplete(program("usr"), sdk("v2022_07_01"))).isFalse();
    assertThat(new AzureCli(mine).isIncomplete(folder.resolve("no"), sdk("v2022_07_01"))).isFalse();
  }

  @Test
  void theCureIsWrittenOnceAndAnewWhenItIsAnother() throws Exception {
    Path python = folder.resolve("python");

    assertThat(AzureCli.writeCure(python)).isTrue();
    assertThat(AzureCli.writeCure(python)).isFalse();
    Files.writeString(python.resolve("sitecustomize.py"), "# of an earlier version of Poort");
    assertThat(AzureCli.writeCure(python)).isTrue();
    assertThat(python.resolve("sitecustomize.py")).content().contains("2022-07-01");
  }
}
