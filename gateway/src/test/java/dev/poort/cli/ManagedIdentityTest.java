package dev.poort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** How az, as a child of {@code poort az}, gets its token. */
class ManagedIdentityTest {
  private final Map<String, String> environment = new HashMap<>();
  @AutoClose private final HttpClient http = HttpClient.newHttpClient();
  @AutoClose private final ManagedIdentity identity;

  ManagedIdentityTest() throws Exception {
    identity = ManagedIdentity.start(new AccessToken("the.token.text", "who", 1_800_000_000));
    environment.put("NO_PROXY", "intranet");
    identity.announce(environment);
  }

  private String said(String variable) {
    return Objects.requireNonNull(environment.get(variable), variable);
  }

  private HttpResponse<String> ask(String field, String secret) throws Exception {
    URI uri = URI.create(environment.get("MSI_ENDPOINT") + "/?resource=x&api-version=2017-09-01");
    HttpRequest request = HttpRequest.newBuilder(uri).header(field, secret).build();
    return http.send(request, BodyHandlers.ofString());
  }

  @Test
  void whoeverKnowsTheSecretOfTheEnvironmentGetsIt() throws Exception {
    HttpResponse<String> answer = ask("secret", said("MSI_SECRET"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"access_token\":\"the.token.text\"", "\"expires_on\":\"1800000000\"");
    assertThat(ask("X-IDENTITY-HEADER", said("IDENTITY_HEADER")).body()).isEqualTo(answer.body());
  }

  @Test
  void othersOfTheMachineGetNothing() throws Exception {
    HttpResponse<String> answer = ask("secret", "guessed");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).doesNotContain("token");
  }

  @Test
  void noProxyStandsBetweenThem() {
    assertThat(environment.get("NO_PROXY")).isEqualTo("intranet,127.0.0.1");
    assertThat(environment.get("MSI_ENDPOINT")).startsWith("http://127.0.0.1:");
  }
}
