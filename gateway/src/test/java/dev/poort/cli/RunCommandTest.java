package dev.poort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.demo.DemoBackend;
import dev.poort.demo.DemoFiles;
import dev.poort.testkit.Await;
import dev.poort.testkit.WebSocketClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
  private static final Pattern URL = Pattern.compile("(http://127\\.0\\.0\\.1:(\\d+))");

  @TempDir Path folder;
  private DemoBackend backend;
  private String gateway;
  private String settings;

  @BeforeEach
  void start() throws Exception {
    backend = DemoBackend.start(2);
    DemoFiles files = DemoFiles.write(folder, backend.ports());
    gateway = files.gateway().toString();
    settings = files.settings().toString();
    addToSettings("\"management\": \"off\"");
  }

  @AfterEach
  void stop() {
    backend.close();
  }

  @Test
  void saysInFewLinesWhatListensWhereAndWhichMemberIsUp() throws Exception {
    backend.stopMember(1);
    try (PoortProcess poort = run()) {
      String members = poort.awaitLine("chatMembers: ");

      assertThat(members)
          .contains("127.0.0.1:" + backend.ports().get(0) + " up")
          .contains("127.0.0.1:" + backend.ports().get(1) + " down");
      assertThat(String.join("\n", poort.seen()))
          .contains("Poort development serves " + gateway)
          .containsPattern("http://127.0.0.1:\\d+ -> chatMembers")
          .containsPattern("https://127.0.0.1:\\d+ -> chatMembers");
      assertThat(poort.seen()).hasSizeLessThan(12);
    }
  }

  @Test
  void tellsProgramsInOneLineWhatListensWhereAndWhichMemberIsUp() throws Exception {
    backend.stopMember(1);
    replaceInSettings("\"off\"", "\"127.0.0.1:0\"");
    String member =
        "{\"pool\":\"chatMembers\",\"settings\":\"chatSettings\",\"address\":\"127.0.0.1\",\"port\":";

    try (PoortProcess poort =
        PoortProcess.start("run", gateway, "--settings", settings, "--json")) {
      String start = poort.awaitLine("{");

      assertThat(poort.seen()).hasSize(1);
      assertThat(start)
          .startsWith("{\"poort\":\"development\",\"file\":\"" + gateway + "\",\"transport\":\"")
          .containsPattern(
              "\"name\":\"httpListener\",\"url\":\"http://127\\.0\\.0\\.1:(\\d+)\","
                  + "\"address\":\"127\\.0\\.0\\.1\",\"port\":\\1,\"hostNames\":\\[]}")
          .containsPattern("\"management\":\"http://127\\.0\\.0\\.1:[1-9]\\d*\"")
          .contains(member + backend.ports().get(0) + ",\"health\":\"Up\"}")
          .contains(member + backend.ports().get(1) + ",\"health\":\"Down\"}")
          .endsWith("\"warnings\":0}");
    }
  }

  @Test
  void endsSessionsWithAReasonAtSigtermAndExitsWithZero() throws Exception {
    try (PoortProcess poort = run();
        WebSocketClient client = WebSocketClient.open(ws(poort, "/echo"))) {
      client.say("hello");
      assertThat(client.hear()).isEqualTo("hello");

      poort.terminate();

      assertThat(client.hear()).startsWith("close 1001 ");
      assertThat(poort.awaitExit()).isZero();
    }
  }

  @Test
  void endsAtOnceAtASecondSignal() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      bindMembersTo(silent.getLocalPort());
      try (PoortProcess poort = run();
          Socket client = new Socket(InetAddress.getLoopbackAddress(), port(poort))) {
        client.getOutputStream().write(get("/").getBytes(StandardCharsets.US_ASCII));
        // The probe and then the request: the gateway waits for an answer that never comes.
        Socket probe = silent.accept();

        poort.signal("INT");
        Await.until("it takes no more connections", () -> refusesConnections(client.getPort()));
        poort.signal("INT");

        assertThat(poort.awaitExit()).isEqualTo(130);
        probe.close();
      }
    }
  }

  @Test
  void appliesItsFileWhenItChanges() throws Exception {
    try (PoortProcess poort = run()) {
      poort.awaitLine("chatMembers: ");
      edit("\"requestTimeout\": 120", "\"requestTimeout\": 60");

      assertThat(poort.awaitLine("applied")).contains(gateway).endsWith(" ms");
    }
  }

  @Test
  void saysWhichSettingsWaitForTheNextStart() throws Exception {
    try (PoortProcess poort = run()) {
      poort.awaitLine("chatMembers: ");
      addToSettings("\"accessLog\": \"access.log\", \"transport\": \"nio\"");

      assertThat(poort.awaitLine("next start"))
          .isEqualTo("warning: accessLog, transport will change with the next start");
    }
  }

  @Test
  void reportsABrokenChangeAndServesOn() throws Exception {
    try (PoortProcess poort = run()) {
      int port = port(poort);
      edit("\"requestTimeout\": 120", "\"requestTimeout\": 0");
      poort.awaitLine("what served before goes on");

      try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
        client.getOutputStream().write(get("/health").getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
            .startsWith("HTTP/1.1 200 ");
      }
    }
  }

  @Test
  void readsItsFileAndOpensItsAccessLogAnewAtSighup() throws Exception {
    addToSettings("\"accessLog\": \"access.log\"");
    Path log = folder.resolve("access.log");
    try (PoortProcess poort = run()) {
      poort.awaitLine("chatMembers: ");
      Files.move(log, folder.resolve("access.log.1"));
      poort.signal("HUP");

      assertThat(poort.awaitLine("nothing has changed")).contains(gateway);
      Await.until("the log is opened anew", () -> Files.exists(log));
    }
  }

  @Test
  void refusesWrongInput() throws Exception {
    edit("\"requestTimeout\": 120", "\"requestTimeout\": 0");

    CommandResult run = CommandResult.of("run", gateway, "--settings", settings);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("requestTimeout", "1 error", "nothing was started");
  }

  @Test
  void saysInOneSentenceThatAFileIsNotThere() {
    Path none = folder.resolve("none.json");

    CommandResult run = CommandResult.of("run", gateway, "--settings", none.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(none + ": error: there is no such file. Check its name and folder\n");
  }

  @Test
  void saysWhenAPortIsTaken() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      replaceInSettings("\"80\": 0", "\"80\": " + other.getLocalPort());

      CommandResult run = CommandResult.of("run", gateway, "--settings", settings);

      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.err()).contains("127.0.0.1:" + other.getLocalPort(), "taken");
    }
  }

  @Test
  void saysWhichManagementPortTheKernelChose() throws Exception {
    replaceInSettings("\"off\"", "\"127.0.0.1:0\"");

    try (PoortProcess poort = run()) {
      assertThat(poort.awaitLine("management on "))
          .matches("  management on http://127\\.0\\.0\\.1:[1-9]\\d*");
    }
  }

  @Test
  void saysWhenTheManagementAddressIsTaken() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      replaceInSettings("\"off\"", "\"127.0.0.1:" + other.getLocalPort() + "\"");

      CommandResult run = CommandResult.of("run", gateway, "--settings", settings);

      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.err()).contains("management on 127.0.0.1:" + other.getLocalPort());
    }
  }

  @Test
  void mentionsSettingsThatLieBesideTheFileButWereNotNamed() throws Exception {
    edit("\"requestTimeout\": 120", "\"requestTimeout\": 0");

    assertThat(CommandResult.of("run", gateway).err())
        .contains("not used: " + settings + " (say --settings to use it)");
  }

  private PoortProcess run() throws IOException {
    return PoortProcess.start("run", gateway, "--settings", settings);
  }

  private static int port(PoortProcess poort) throws Exception {
    Matcher url = URL.matcher(poort.awaitLine("http://"));
    assertThat(url.find()).isTrue();
    return Integer.parseInt(url.group(2));
  }

  private static String ws(PoortProcess poort, String path) throws Exception {
    return "ws://127.0.0.1:" + port(poort) + path;
  }

  private static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  }

  private static boolean refusesConnections(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return !socket.isConnected();
    } catch (IOException e) {
      return true;
    }
  }

  private void bindMembersTo(int port) throws Exception {
    DemoFiles.write(folder, List.of(port));
    addToSettings("\"management\": \"off\"");
  }

  private void addToSettings(String member) throws Exception {
    replaceInSettings("\"bindings\"", member + ", \"bindings\"");
  }

  private void replaceInSettings(String old, String fresh) throws Exception {
    replace(Path.of(settings), old, fresh);
  }

  private void edit(String old, String fresh) throws Exception {
    replace(Path.of(gateway), old, fresh);
  }

  private static void replace(Path file, String old, String fresh) throws Exception {
    String text = Files.readString(file);
    assertThat(text).contains(old);
    Files.writeString(file, text.replace(old, fresh));
  }
}
