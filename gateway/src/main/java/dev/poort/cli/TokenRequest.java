package dev.poort.cli;

import dev.poort.json.JsonObject;
import dev.poort.json.JsonReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Signs in with client credentials (RFC 6749, section 4.4).
 *
 * @param address the management address
 * @param trust whom TLS trusts; null for whom this JVM trusts
 */
record TokenRequest(URI address, @Nullable SSLContext trust) {
  private static final Duration BOUND = Duration.ofSeconds(15);

  /** An instance without users takes any. */
  private static final String ANYBODY = "poort";

  /**
   * Asks for a token, unless there is one.
   *
   * @throws IOException when the instance is not there or refuses; the message is for people
   */
  AccessToken send(Credentials signIn) throws IOException, InterruptedException {
    if (signIn.token() != null) return AccessToken.of(signIn.token());
    HttpResponse<String> answer = post(form(signIn.clientId(), signIn.secret()));
    JsonObject document =
        JsonReader.read("the answer", answer.body()).value() instanceof JsonObject object
            ? object
            : null;
    if (document == null)
      throw new IOException(address.getAuthority() + " is no management address of Poort");
    if (answer.statusCode() == 200) {
      return AccessToken.of(Fields.text(document, "access_token"));
    }
    if (signIn.clientId() == null && answer.statusCode() == 401) {
      throw new IOException(
          "the instance at "
              + address.getAuthority()
              + " has users: say --client-id with --secret-file, or --token (poort user add makes"
              + " a user)");
    }
    throw new IOException(
        address.getAuthority() + " refused: " + refusal(document, answer.statusCode()));
  }

  private static String refusal(JsonObject document, int status) {
    String said = Fields.text(document, "error_description");
    if (!said.isEmpty()) return said;
    return document.get("error") instanceof JsonObject error
        ? Fields.text(error, "message")
        : "status " + status;
  }

  private String form(@Nullable String clientId, @Nullable String secret) {
    return "grant_type=client_credentials&client_id="
        + encoded(clientId == null ? ANYBODY : clientId)
        + "&client_secret="
        + encoded(secret == null ? ANYBODY : secret)
        + "&scope="
        + encoded(address + "/.default");
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private HttpResponse<String> post(String form) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/adfs/oauth2/token"))
            .timeout(BOUND)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    HttpClient.Builder client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(BOUND);
    if (trust != null) client.sslContext(trust);
    try (HttpClient http = client.build()) {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw NoAnswer.of(e, address);
    }
  }
}
