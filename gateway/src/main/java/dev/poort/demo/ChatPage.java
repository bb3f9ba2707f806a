package dev.poort.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The page in the browser, one file without anything from elsewhere. */
final class ChatPage {
  private ChatPage() {}

  static String read() throws IOException {
    try (InputStream page = ChatPage.class.getResourceAsStream("chat.html")) {
      return new String(
          Objects.requireNonNull(page, "chat.html").readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
