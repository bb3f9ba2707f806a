package dev.poort.arm;

import dev.poort.config.ErrorPage;
import dev.poort.config.Placed;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;

/** Fetches a page from the file or the URL that a binding names. Waits ten seconds at the most. */
final class BoundPage {
  private static final int MAX_BYTES = 1 << 20;
  private static final Duration BOUND = Duration.ofSeconds(5);
  private static final String DEFAULT_TYPE = "text/html; charset=utf-8";

  private BoundPage() {}

  static ErrorPage read(Placed where) throws UnreadableFileException {
    String name = where.text();
    if (!name.startsWith("http://") && !name.startsWith("https://")) {
      return new ErrorPage(type(name), BoundFile.read(where));
    }
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(BOUND)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(name)).timeout(BOUND).build();
      HttpResponse<InputStream> answer =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      return page(name, answer);
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new UnreadableFileException(name + " cannot be fetched: " + why, "");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new UnreadableFileException(name + " cannot be fetched: interrupted", "");
    }
  }

  private static ErrorPage page(String name, HttpResponse<InputStream> answer)
      throws IOException, UnreadableFileException {
    try (InputStream body = answer.body()) {
      if (answer.statusCode() != 200) {
        String what = name + " cannot be fetched: it answers " + answer.statusCode();
        throw new UnreadableFileException(what, "");
      }
      byte[] content = body.readNBytes(MAX_BYTES + 1);
      if (content.length > MAX_BYTES) {
        throw new UnreadableFileException(name + " has more than 1 MiB", "Is it the right one?");
      }
      String type = answer.headers().firstValue("Content-Type").orElse(DEFAULT_TYPE);
      return new ErrorPage(type, content);
    }
  }

  private static String type(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    if (name.endsWith(".htm") || name.endsWith(".html")) return DEFAULT_TYPE;
    if (name.endsWith(".json")) return "application/json";
    String guessed = URLConnection.guessContentTypeFromName(name);
    return guessed == null ? DEFAULT_TYPE : guessed;
  }
}
