package dev.poort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.WebSocketClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DemoCommandTest {
  @Test
  void servesAPageAndAChatUntilItIsToldToEnd() throws Exception {
    try (PoortProcess poort = PoortProcess.start("demo")) {
      String page = lastWord(poort.awaitLine("browser "));
      String chat = lastWord(poort.awaitLine("WebSocket "));

      assertThat(get(page).body()).contains("The chat behind the gate");
      try (WebSocketClient one = WebSocketClient.open(chat);
          WebSocketClient other = WebSocketClient.open(chat)) {
        assertThat(one.hear()).contains("welcome");
        assertThat(other.hear()).contains("welcome");
        one.say("ada: hello");
        assertThat(other.hear()).matches("member \\d \\| ada: hello");
      }

      poort.terminate();
      assertThat(poort.awaitExit()).isZero();
    }
  }

  @Test
  void appliesItsFileWhilePeopleEditItAndRemovesItAtTheEnd() throws Exception {
    try (PoortProcess poort = PoortProcess.start("demo")) {
      String line = poort.awaitLine("Edit ");
      Path file = Path.of(line.substring("Edit ".length(), line.indexOf(':')));
      String text = Files.readString(file);
      Files.writeString(file, text.replace("\"requestTimeout\": 120", "\"requestTimeout\": 5"));
      poort.awaitLine("applied " + file);

      poort.signal("INT");
      assertThat(poort.awaitExit()).isZero();
      assertThat(file.getParent()).doesNotExist();
    }
  }

  private static String lastWord(String line) {
    return line.substring(line.lastIndexOf(' ') + 1);
  }

  private static HttpResponse<String> get(String uri) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString());
    }
  }
}
