package dev.poort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.ArmBody;
import dev.poort.testkit.ArmServer;
import dev.poort.testkit.Await;
import dev.poort.testkit.TestMember;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code poort run} without a file of gateways, in a process of its own. */
class HeldServingTest {
  private static final String ID = ArmServer.gateway("gw") + "?api-version=2024-05-01";
  private static final Pattern CAPACITY = Pattern.compile("\"capacity\":(\\d+)");

  @TempDir Path folder;
  @AutoClose private final TestMember member = TestMember.answering("one");
  @AutoClose private final HttpClient http = HttpClient.newHttpClient();
  private Path settings;

  HeldServingTest() throws Exception {}

  @BeforeEach
  void writeSettings() throws IOException {
    settings = PoortProcess.keepingIn(folder);
  }

  private PoortProcess run() throws IOException {
    return PoortProcess.start("run", "--settings", settings.toString());
  }

  private HttpResponse<String> put(String base, int capacity) throws Exception {
    String body =
        ArmBody.of("gw", member.port())
            .toString()
            .replace("\"capacity\": 2", "\"capacity\": " + capacity);
    return http.send(
        HttpRequest.newBuilder(URI.create(base + ID))
            .timeout(Duration.ofSeconds(20))
            .PUT(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String uri) throws Exception {
    return http.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString());
  }

  @Test
  void startsEmptyAndSaysWhereToPutAGatewayAndWhomToTrust() throws Exception {
    try (PoortProcess poort = run()) {
      String base = "http://" + poort.managed();
      poort.awaitLine("clients trust " + folder.resolve("kept").resolve("management-ca.pem"));
      poort.awaitLine("no gateways");

      assertThat(put(base, 2).statusCode()).isEqualTo(201);
      poort.terminate();
      assertThat(poort.awaitExit()).isZero();
    }
    try (PoortProcess again = run()) {
      again.awaitLine("1 gateway");
      assertThat(again.awaitLine("-> pool")).contains("http://127.0.0.1:");
    }
  }

  @Test
  void aSecondProcessWithTheSameStoreIsRefused() throws Exception {
    try (PoortProcess first = run()) {
      first.awaitLine("kept in");
      try (PoortProcess second = run()) {
        second.awaitLine("in use by process");
        assertThat(second.awaitExit()).isEqualTo(ExitCode.REFUSED);
      }
    }
  }

  @Test
  void whatWasAnsweredWithSuccessOutlivesAKillAtAnyInstant() throws Exception {
    int answered = 0;
    for (int round = 0; round < 4; round++) {
      AtomicInteger last = new AtomicInteger(answered);
      AtomicInteger tried = new AtomicInteger(answered);
      try (PoortProcess poort = run()) {
        String base = "http://" + poort.managed();
        poort.awaitLine("kept in");
        if (round > 0) assertThat(capacity(base)).isBetween(answered, answered + 1);
        Thread writer =
            Thread.startVirtualThread(
                () -> {
                  try {
                    while (true) {
                      int next = tried.incrementAndGet();
                      if (put(base, next).statusCode() < 300) last.set(next);
                    }
                  } catch (Exception e) {
                    // The process is gone, which is what the test does to it.
                  }
                });
        int enough = answered + 3 + round;
        Await.until("some are answered", () -> last.get() >= enough);
        poort.signal("KILL");
        writer.join();
      }
      answered = last.get();
    }
    try (PoortProcess poort = run()) {
      String base = "http://" + poort.managed();
      assertThat(capacity(base)).isBetween(answered, answered + 1);
    }
  }

  private int capacity(String base) throws Exception {
    Matcher capacity = CAPACITY.matcher(get(base + ID).body());
    if (!capacity.find()) throw new AssertionError("no capacity");
    return Integer.parseInt(capacity.group(1));
  }
}
