package dev.poort.control;

import dev.poort.config.Bindings;
import dev.poort.config.ErrorPage;
import dev.poort.config.PageBinding;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Fetches the pages whose bindings are URLs; waits at most ten seconds for each. */
final class PageFetch {
  private static final int MAX_BYTES = 1 << 20;
  private static final Duration BOUND = Duration.ofSeconds(5);
  private static final String DEFAULT_TYPE = "text/html; charset=utf-8";

  private final HttpClient http;
  private final Map<String, PageBinding> done = new HashMap<>();

  private PageFetch(HttpClient http) {
    this.http = http;
  }

  /** The bindings with what their pages' URLs gave, or why they gave nothing. */
  static Bindings fetch(Bindings bindings) {
    boolean any =
        bindings.all().stream()
            .anyMatch(it -> it.pages().values().stream().anyMatch(PageBinding::isUrl));
    if (!any) return bindings;
    try (HttpClient http =
        HttpClient.newBuilder()
            .connectTimeout(BOUND)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      var fetch = new PageFetch(http);
      return bindings.withPages(page -> page.isUrl() ? fetch.once(page) : page);
    }
  }

  private PageBinding once(PageBinding page) {
    PageBinding known = done.get(page.where().text());
    if (known == null) {
      known = fetch(page);
      done.put(page.where().text(), known);
    }
    return new PageBinding(page.where(), known.fetched(), known.defect());
  }

  private PageBinding fetch(PageBinding page) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(page.where().text())).timeout(BOUND).build();
      HttpResponse<byte[]> answer =
          http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
      if (answer.statusCode() != 200) return without(page, "it answers " + answer.statusCode());
      String type = answer.headers().firstValue("Content-Type").orElse(DEFAULT_TYPE);
      return new PageBinding(page.where(), new ErrorPage(type, answer.body()), "");
    } catch (IOException | IllegalArgumentException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return without(page, why);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return without(page, "interrupted");
    }
  }

  private static PageBinding without(PageBinding page, String why) {
    return new PageBinding(page.where(), null, page.where().text() + " cannot be fetched: " + why);
  }
}
