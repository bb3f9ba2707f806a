package dev.poort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.demo.DemoBackend;
import dev.poort.demo.DemoFiles;
import dev.poort.testkit.Await;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketClient;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands on a file with several gateways. */
class SeveralGatewaysTest {
  private static final Pattern PORT = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");

  @TempDir Path folder;
  private DemoBackend backend;
  private Path file;
  private Path settings;
  private String gateway;

  @BeforeEach
  void start() throws Exception {
    backend = DemoBackend.start(1);
    DemoFiles files = DemoFiles.write(folder, backend.ports());
    file = files.gateway();
    settings = files.settings();
    gateway = Files.readString(file);
    write("web", "api");
    inSettings("\"bindings\"", "\"management\": \"off\", \"bindings\"");
  }

  @AfterEach
  void stop() {
    backend.close();
  }

  @Test
  void checkWritesOneLineForEach() {
    CommandResult check = check();

    assertThat(check.exitCode()).isZero();
    assertThat(check.out())
        .isEqualTo(
            """
            web: fine, 2 listeners, 2 rules, 1 pool
            api: fine, 2 listeners, 2 rules, 1 pool
            no warnings
            """);
  }

  @Test
  void checkSaysWhichOneIsLeftOutAndHowItIsServed() throws Exception {
    inSettings("\"80\": 0", "\"80\": 8080");

    CommandResult check = check();

    assertThat(check.exitCode()).isZero();
    assertThat(check.out())
        .contains(
            file
                + ":"
                + (gateway.lines().count() + 1)
                + ":2: warning: api is left out: its frontend port 80 (127.0.0.1 port 8080) collides with"
                + " frontend port 80 of web (127.0.0.1 port 8080)",
            "--gateway api",
            "bindings.gateways.api")
        .endsWith("web: fine, 2 listeners, 2 rules, 1 pool; 1 warning\n");
  }

  @Test
  void bindGivesEachAPlaceOfItsOwn() throws Exception {
    Path bound = folder.resolve("bound.json");

    CommandResult.of("bind", file.toString(), "--output", bound.toString());

    assertThat(Files.readString(bound))
        .contains("      \"web\": {\n", "      \"api\": {\n", "\"80\": 8080,", "\"80\": 8081");
    assertThat(CommandResult.of("check", file.toString(), "--settings", bound.toString()).out())
        .contains("web: fine", "api: fine")
        .doesNotContain("left out");
  }

  @Test
  void checkJudgesTheOneThatIsChosen() throws Exception {
    inSettings("\"80\": 0", "\"80\": 8080");

    assertThat(check("--gateway", "API").out())
        .isEqualTo("api: fine, 2 listeners, 2 rules, 1 pool; no warnings\n");
  }

  @Test
  void gatewaysThatAreChosenMustNotCollide() throws Exception {
    inSettings("\"80\": 0", "\"80\": 8080");

    CommandResult check = check("--gateway", "api", "--gateway", "web");

    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.out())
        .contains("api frontend port 80 and web frontend port 80 both listen on 127.0.0.1")
        .endsWith("1 error, no warnings\n");
  }

  @Test
  void aNameThatNoneHasIsAnErrorThatListsThem() {
    CommandResult run =
        CommandResult.of(
            "run", file.toString(), "--settings", settings.toString(), "--gateway", "chat");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("there is no gateway chat among web, api");
  }

  @Test
  void runServesAllAndNamesEachWithItsListeners() throws Exception {
    try (PoortProcess poort = run()) {
      poort.awaitLine("api/chatMembers: 127.0.0.1:" + backend.ports().getFirst() + " up");

      assertThat(String.join("\n", poort.seen()))
          .containsPattern(
              """
                web
                  http://127.0.0.1:\\d+ -> chatMembers \\(httpListener\\)
                  https://127.0.0.1:\\d+ -> chatMembers \\(httpsListener\\)
                api
                  http://127.0.0.1:\\d+ -> chatMembers \\(httpListener\\)
                  https://127.0.0.1:\\d+ -> chatMembers \\(httpsListener\\)
                web/chatMembers: 127.0.0.1:\\d+ up
              """
                  .stripTrailing());
    }
  }

  @Test
  void runTellsProgramsOfEachByItsName() throws Exception {
    try (PoortProcess poort = run("--json")) {
      assertThat(poort.awaitLine("{"))
          .containsPattern(
              "\"gateways\":\\[\\{\"name\":\"web\",\"listeners\":\\[\\{.*}],\"members\":\\[\\{.*}]},"
                  + "\\{\"name\":\"api\",\"listeners\":\\[\\{.*}],\"members\":\\[\\{.*}]}],"
                  + "\"management\":null,\"warnings\":0}");
    }
  }

  @Test
  void runServesTheOneThatIsChosenAsIfItWereAlone() throws Exception {
    try (PoortProcess poort = run("--gateway", "api")) {
      poort.awaitLine("  chatMembers: 127.0.0.1:" + backend.ports().getFirst() + " up");

      assertThat(poort.seen()).hasSize(4).doesNotContain("  web", "  api");
    }
  }

  @Test
  void runLeavesOutWhatCollidesAndSaysSo() throws Exception {
    inSettings("\"80\": 0", "\"80\": " + TestMember.unusedPort());

    try (PoortProcess poort = run()) {
      assertThat(poort.awaitLine("is left out")).contains("api is left out", "--gateway api");
      assertThat(poort.seen()).contains("  left out: api").doesNotContain("  api");
    }
  }

  @Test
  void runTellsProgramsWhatIsLeftOut() throws Exception {
    inSettings("\"80\": 0", "\"80\": " + TestMember.unusedPort());

    try (PoortProcess poort = run("--json")) {
      assertThat(poort.awaitLine("{")).endsWith("\"leftOut\":[\"api\"],\"warnings\":1}");
    }
  }

  @Test
  void aChangeNamesWhoCameChangedAndWentAndLeavesSessionsAlone() throws Exception {
    try (PoortProcess poort = run()) {
      poort.awaitLine("  web");
      int web = port(poort);
      poort.awaitLine("  api");
      int api = port(poort);
      poort.awaitLine("api/chatMembers: ");
      try (WebSocketClient client = WebSocketClient.open("ws://127.0.0.1:" + web + "/echo")) {
        write("web", "chat");
        assertThat(poort.awaitLine("applied")).endsWith(" ms: added chat; removed api");
        poort.awaitLine("  chat");
        assertThat(refuses(port(poort))).isFalse();
        Await.until("the one that is gone is closed", () -> refuses(api));

        client.say("still here");
        assertThat(client.hear()).isEqualTo("still here");
        poort.terminate();
        assertThat(client.hear()).startsWith("close 1001 ");
        assertThat(poort.awaitExit()).isZero();
      }
    }
  }

  @Test
  void aChangeFromOneToSeveralNamesTheNewOne() throws Exception {
    write("web");
    try (PoortProcess poort = run()) {
      poort.awaitLine("chatMembers: ");
      write("web", "api");

      assertThat(poort.awaitLine("applied")).endsWith(" ms: added api");
      poort.awaitLine("  api");
      assertThat(refuses(port(poort))).isFalse();
    }
  }

  private void write(String... names) throws IOException {
    String gateways =
        Stream.of(names)
            .map(name -> gateway.replace("\"demo\"", "\"" + name + "\""))
            .collect(Collectors.joining(",", "[", "]"));
    Files.writeString(file, gateways);
  }

  private void inSettings(String old, String fresh) throws IOException {
    String text = Files.readString(settings);
    assertThat(text).contains(old);
    Files.writeString(settings, text.replace(old, fresh));
  }

  private CommandResult check(String... more) {
    return CommandResult.of(command("check", more));
  }

  private PoortProcess run(String... more) throws IOException {
    return PoortProcess.start(command("run", more));
  }

  private String[] command(String name, String... more) {
    return Stream.concat(
            Stream.of(name, file.toString(), "--settings", settings.toString()), Stream.of(more))
        .toArray(String[]::new);
  }

  private static int port(PoortProcess poort) throws Exception {
    Matcher url = PORT.matcher(poort.awaitLine("http://"));
    assertThat(url.find()).isTrue();
    return Integer.parseInt(url.group(1));
  }

  private static boolean refuses(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return !socket.isConnected();
    } catch (ConnectException e) {
      return true;
    }
  }
}
