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
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Signs in with client credentials (RFC 6749, section 4.4).
 *
 * @param authority the management address
 * @param trust who vouches for it
 */
record TokenRequest(String authority, InstanceTrust trust) {
  private static final Duration BOUND = Duration.ofSeconds(15);

  /** An instance without users takes any. */
  private static final String ANYBODY = "poort";

  /**
   * Asks for a token, unless there is one.
   *
   * @throws IOException when the instance is not there or refuses; the message is for people
   */
  AccessToken send(AzCommand.SignIn signIn) throws IOException, InterruptedException {
    if (signIn.token() != null) return AccessToken.of(signIn.token());
    HttpResponse<String> answer = post(form(signIn.clientId(), signIn.secret()));
    JsonObject document =
        JsonReader.read("the answer", answer.body()).value() instanceof JsonObject object
            ? object
            : null;
    if (document == null) throw new IOException(authority + " is no management address of Poort");
    if (answer.statusCode() == 200) {
      return AccessToken.of(Fields.text(document, "access_token"));
    }
    if (signIn.clientId() == null && answer.statusCode() == 401) {
      throw new IOException(
          "the instance at "
              + authority
              + " has users: say --client-id with --secret-file, or --token (poort user add makes"
              + " a user)");
    }
    throw new IOException(authority + " refused: " + refusal(document, answer.statusCode()));
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
        + encoded("https://" + authority + "/.default");
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private HttpResponse<String> post(String form) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://" + authority + "/adfs/oauth2/token"))
            .timeout(BOUND)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    try (HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(BOUND)
            .sslContext(trust.context())
            .build()) {
      return http.send(request, BodyHandlers.ofString());
    } catch (SSLException e) {
      throw new IOException(
          authority
              + " is not trusted: "
              + e.getMessage()
              + ". Say --ca FILE with the file that poort run names at its start",
          e);
    } catch (IOException e) {
      throw new IOException(InstanceTrust.nothingAnswers(authority), e);
    }
  }
}
