package dev.poort.cli;

import dev.poort.json.JsonObject;
import dev.poort.json.JsonReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Asks a running instance at its management address. */
final class ManagementClient implements AutoCloseable {
  private static final Duration CONNECT_BOUND = Duration.ofSeconds(5);
  private static final Duration ANSWER_BOUND = Duration.ofSeconds(60);

  private final URI address;
  private final @Nullable String token;
  private final HttpClient http;

  /**
   * @param address {@code http} or {@code https}, host and port
   * @param token says who asks; null for nobody
   * @param tls whom TLS trusts; null for whom this JVM trusts
   */
  ManagementClient(URI address, @Nullable String token, @Nullable SSLContext tls) {
    this.address = address;
    this.token = token;
    HttpClient.Builder client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_BOUND);
    if (tls != null) client.sslContext(tls);
    http = client.build();
  }

  /**
   * An answer.
   *
   * @param status the status code
   * @param text the body
   * @param json the body, read
   * @param version the version of the store that came of it; 0 for none
   */
  record Reply(int status, String text, JsonObject json, long version) {
    boolean fine() {
      return status < 300;
    }

    /** The same, when it is none that refuses. */
    Reply orRefused() throws RefusedException {
      if (!fine()) throw new RefusedException(this);
      return this;
    }

    /** What is wrong, in words. */
    String error() {
      return json.get("error") instanceof JsonObject error
          ? Fields.text(error, "message")
          : "status " + status;
    }
  }

  /**
   * GETs a path with its query.
   *
   * @throws IOException if nobody answers there; the message is for people
   */
  Reply get(String target) throws IOException {
    return send(HttpRequest.newBuilder(address.resolve(target)));
  }

  /** POSTs a JSON object. */
  Reply post(String target, String json) throws IOException {
    return send(
        HttpRequest.newBuilder(address.resolve(target))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  /**
   * PUTs a JSON object.
   *
   * @param etag what must be there now; null for whatever it is
   */
  Reply put(String target, String json, @Nullable String etag) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(target))
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json));
    return send(etag == null ? request : request.header("If-Match", etag));
  }

  private Reply send(HttpRequest.Builder request) throws IOException {
    HttpResponse<String> answer;
    if (token != null) request.header("Authorization", "Bearer " + token);
    try {
      answer = http.send(request.timeout(ANSWER_BOUND).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw NoAnswer.of(e, address);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (!(JsonReader.read("the answer", answer.body()).value() instanceof JsonObject object)) {
      throw new IOException(address.getAuthority() + " is no management address of Poort");
    }
    long version = answer.headers().firstValueAsLong("x-poort-version").orElse(0);
    return new Reply(answer.statusCode(), answer.body(), object, version);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
