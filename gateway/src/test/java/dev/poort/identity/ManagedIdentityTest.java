package dev.poort.identity;

import static dev.poort.identity.SignInDesk.SECRET;
import static dev.poort.identity.SignInDesk.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs on this machine that sign in as a managed identity. */
class ManagedIdentityTest {
  private static final String PATH = "/metadata/identity/oauth2/token";
  private static final String RESOURCE = "resource=https://localhost:9000/";
  private static final Map<String, String> METADATA = Map.of("Metadata", "true");

  private SignInDesk desk;

  @BeforeEach
  void start() throws Exception {
    desk = SignInDesk.withAlice().at("http://127.0.0.1:9000");
    desk.add(
        SignInDesk.user(
            "machine", "dddddddd-0000-0000-0000-000000000001", List.of(), List.of(), true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void aVirtualMachinesFormNeedsNoSecret(String method) throws Exception {
    SignInReply reply = desk.ask(method, PATH, RESOURCE, METADATA);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(text(reply, "expires_in")).isEqualTo("3600");
    assertThat(Long.parseLong(text(reply, "expires_on")))
        .isBetween(
            desk.clock.instant().getEpochSecond() + 3599,
            desk.clock.instant().getEpochSecond() + 3601);
    assertThat(text(reply, "resource")).isEqualTo("https://localhost:9000/");
    assertThat(desk.caller(text(reply, "access_token")).name()).isEqualTo("machine");
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret", "X-IDENTITY-HEADER"})
  void appServicesFormShowsASecret(String field) throws Exception {
    SignInReply reply =
        desk.ask("GET", "/msi/token/", RESOURCE + "&clientid=alice", Map.of(field, SECRET));

    assertThat(desk.caller(text(reply, "access_token")).name()).isEqualTo("alice");
    assertThat(
            desk.ask("GET", "/msi/token/", RESOURCE + "&clientid=alice", Map.of(field, "wrong"))
                .status())
        .isEqualTo(401);
  }

  @Test
  void aUserWhoIsNoManagedIdentityIsNobodyWithoutASecret() {
    assertThat(desk.ask("GET", PATH, RESOURCE + "&client_id=alice", METADATA).status())
        .isEqualTo(400);
    assertThat(desk.ask("GET", PATH, RESOURCE + "&client_id=machine", METADATA).status())
        .isEqualTo(200);
  }

  @Test
  void isForThisMachineAlone() throws Exception {
    desk.at("https://gateway.test:9000").from("192.0.2.1");

    assertThat(desk.ask("GET", PATH, RESOURCE, METADATA).status()).isEqualTo(403);
  }

  @Test
  void whatAProxyForwardsOrABrowserSendsIsRefused() {
    assertThat(
            desk.ask(
                    "GET",
                    PATH,
                    RESOURCE,
                    Map.of("Metadata", "true", "X-Forwarded-For", "192.0.2.1"))
                .status())
        .isEqualTo(403);
    SignInReply reply = desk.ask("GET", PATH, RESOURCE, Map.of());
    assertThat(reply.status()).isEqualTo(400);
    assertThat(text(reply, "error_description")).contains("metadata header");
  }

  @Test
  void theResourceMustBeSaid() {
    assertThat(desk.ask("GET", PATH, "", METADATA).status()).isEqualTo(400);
  }
}
