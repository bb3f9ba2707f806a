package dev.poort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./poort} in a checkout of its own, with JDKs and a Maven that are scripts. */
class LauncherTest {
  private static final List<String> TOOLS =
      List.of(
          "sh",
          "readlink",
          "sed",
          "find",
          "tail",
          "grep",
          "date",
          "sleep",
          "mkdir",
          "mv",
          "touch",
          "cat");

  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private Path checkout;
  private Path tools;

  @BeforeEach
  void layOut() throws Exception {
    checkout = Files.createDirectory(folder.resolve("check out"));
    Files.copy(Path.of("../poort"), checkout.resolve("poort"));
    assertThat(checkout.resolve("poort").toFile().setExecutable(true)).isTrue();
    Files.createDirectories(checkout.resolve("gateway/target"));
    tools = Files.createDirectory(folder.resolve("tools"));
    // Only these, so that no java and no mvn of this machine is found.
    for (String tool : TOOLS) {
      write(tools.resolve(tool), "exec " + where(tool) + " \"$@\"");
    }
    environment.put("PATH", tools.toString());
    environment.put("POORT_JDKS", folder.resolve("jdks") + "/*");
  }

  @Test
  void runsTheJarWithWhatItWasGiven() throws Exception {
    jdk("jdks/25", "25.0.3");
    jar();

    Result run = poort("run", "my gateway.json");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("jdks/25 ", "[-jar] [" + checkout + "/gateway/target/poort.jar]");
    assertThat(run.out()).endsWith("[run] [my gateway.json]\n");
  }

  @Test
  void prefersTheJdkOfJavaHome() throws Exception {
    jdk("jdks/25", "25.0.3");
    environment.put("JAVA_HOME", jdk("mine", "26").toString());
    jar();

    assertThat(poort("version").out()).startsWith(folder.resolve("mine") + " ");
  }

  @Test
  void passesOverAJdkThatIsTooOld() throws Exception {
    environment.put("JAVA_HOME", jdk("old", "17.0.15").toString());
    jdk("jdks/21", "21.0.1");
    jdk("jdks/25", "25.0.3");
    jar();

    assertThat(poort("version").out()).startsWith(folder.resolve("jdks/25") + " ");
  }

  @Test
  void findsTheJdkOfTheJavaOnThePath() throws Exception {
    Path jdk = jdk("on path", "25");
    Files.createSymbolicLink(tools.resolve("java"), jdk.resolve("bin/java"));
    jar();

    assertThat(poort("version").exitCode()).isZero();
  }

  @Test
  void saysInOneSentenceWhatItNeedsWhenThereIsNoJdk() throws Exception {
    jar();

    Result run = poort("version");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).startsWith("poort: needs a JDK 25 or newer").hasLineCount(1);
  }

  @Test
  void saysThatItNeedsMavenToBuildItselfOnce() throws Exception {
    jdk("jdks/25", "25.0.3");

    Result run = poort("version");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).startsWith("poort: needs Maven to build itself once").hasLineCount(1);
  }

  @Test
  void buildsItselfOnFirstUseAndSaysSo() throws Exception {
    jdk("jdks/25", "25.0.3");
    maven("touch '" + checkout + "/gateway/target/poort.jar'");

    Result run = poort("version");

    assertThat(run.err()).contains("poort: building Poort ...");
    assertThat(run.out()).endsWith("[version]\n");
    assertThat(poort("version").err()).isEmpty();
  }

  @Test
  void buildsItselfAgainWhenASourceIsNewer() throws Exception {
    jdk("jdks/25", "25.0.3");
    jar();
    maven("echo built >>'" + folder + "/builds'");
    poort("version");
    Path source = Files.createDirectories(checkout.resolve("gateway/src/main")).resolve("New.java");
    Files.createFile(source);

    poort("version");
    poort("version");

    assertThat(Files.readAllLines(folder.resolve("builds"))).containsExactly("built");
  }

  @Test
  void buildsItselfAgainWhenASourceIsDeleted() throws Exception {
    jdk("jdks/25", "25.0.3");
    Path sources = Files.createDirectories(checkout.resolve("gateway/src/main/java"));
    Path source = Files.createFile(sources.resolve("Old.java"));
    jar();
    maven("echo built >>'" + folder + "/builds'");
    poort("version");
    assertThat(folder.resolve("builds")).doesNotExist();
    Files.delete(source);

    poort("version");

    assertThat(Files.readAllLines(folder.resolve("builds"))).containsExactly("built");
  }

  @Test
  void saysThatItRunsAnOldBuildWhenThereIsNoMaven() throws Exception {
    jdk("jdks/25", "25.0.3");
    jar();
    poort("version");
    Path sources = Files.createDirectories(checkout.resolve("gateway/src/main"));
    Files.createFile(sources.resolve("New.java"));

    Result run = poort("version");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).startsWith("poort: the sources have changed").hasLineCount(1);
    assertThat(run.out()).endsWith("[version]\n");
  }

  @Test
  void showsWhyABuildFailed() throws Exception {
    jdk("jdks/25", "25.0.3");
    maven("echo '[ERROR] Main.java:1 no'; exit 1");

    Result run = poort("version");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("[ERROR] Main.java:1 no", "the build failed", "build.log");
  }

  @Test
  void makesACacheOnceAndUsesItFromThenOn() throws Exception {
    Path jdk = jdk("jdks/25", "25.0.3");
    java(
        jdk,
        "for arg; do case $arg in -XX:AOTCacheOutput=*) echo cache >\"${arg#*=}\";; esac; done");
    jar();

    assertThat(poort("version").err()).contains("preparing a fast start");
    Result again = poort("version");

    assertThat(again.err()).isEmpty();
    assertThat(again.out())
        .contains("[-XX:AOTCache=" + checkout + "/gateway/target/poort-25.0.3-short.aot]");
  }

  @Test
  void givesCommandsThatServeACacheOfTheirOwnAndABetterCompiler() throws Exception {
    Path jdk = jdk("jdks/25", "25.0.3");
    java(
        jdk,
        "for arg; do case $arg in -XX:AOTCacheOutput=*) echo cache >\"${arg#*=}\";; esac; done");
    jar();
    poort("version");

    assertThat(poort("run", "gateway.json").err()).contains("preparing a fast start");
    assertThat(poort("demo").out())
        .contains("[-XX:AOTCache=" + checkout + "/gateway/target/poort-25.0.3-serving.aot]")
        .doesNotContain("TieredStopAtLevel");
    assertThat(poort("check", "gateway.json").out()).contains("[-XX:TieredStopAtLevel=1]");
  }

  @Test
  void startsWithoutACacheWhereNoneCanBeMade() throws Exception {
    Path jdk = jdk("jdks/25", "25.0.3");
    java(jdk, "for arg; do case $arg in -XX:AOTCacheOutput=*) exit 1;; esac; done");
    jar();
    poort("version");

    Result again = poort("version");

    assertThat(again.err()).isEmpty();
    assertThat(again.out()).doesNotContain("AOTCache").endsWith("[version]\n");
  }

  @Test
  void handsItsOptionsToTheJvm() throws Exception {
    jdk("jdks/25", "25.0.3");
    jar();
    environment.put("POORT_JAVA_OPTS", "-Xmx64m -Dx=y");

    assertThat(poort("version").out()).contains("[-Xmx64m] [-Dx=y] [-jar]");
  }

  @Test
  void findsItsCheckoutThroughASymbolicLink() throws Exception {
    jdk("jdks/25", "25.0.3");
    jar();
    Path link = Files.createSymbolicLink(folder.resolve("link"), checkout.resolve("poort"));

    assertThat(run(link, "version").out()).contains("[" + checkout + "/gateway/target/poort.jar]");
  }

  private record Result(int exitCode, String out, String err) {}

  private Result poort(String... args) throws Exception {
    return run(checkout.resolve("poort"), args);
  }

  private Result run(Path script, String... args) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(script.toString());
    builder.command().addAll(List.of(args));
    builder.environment().clear();
    builder.environment().putAll(environment);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    Process process = builder.start();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running after 30 s");
    }
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private void jar() throws Exception {
    Files.createFile(checkout.resolve("gateway/target/poort.jar"));
  }

  private Path jdk(String name, String version) throws Exception {
    Path home = Files.createDirectories(folder.resolve(name));
    Files.createDirectory(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    java(home, ":");
    return home;
  }

  /** A java that does something, then prints its home and its arguments. */
  private void java(Path home, String script) throws Exception {
    String print = "printf '%s ' '" + home + "'; printf '[%s] ' \"$@\" | sed 's/ $//'; echo";
    write(home.resolve("bin/java"), script + "\n" + print);
  }

  private void maven(String script) throws Exception {
    write(tools.resolve("mvn"), script);
  }

  private static void write(Path file, String script) throws Exception {
    Files.writeString(file, "#!/bin/sh\n" + script + "\n", StandardCharsets.UTF_8);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private static Path where(String tool) {
    for (String place : System.getenv("PATH").split(":", -1)) {
      Path candidate = Path.of(place, tool);
      if (Files.isExecutable(candidate)) return candidate;
    }
    throw new AssertionError("no " + tool + " on the PATH");
  }
}
