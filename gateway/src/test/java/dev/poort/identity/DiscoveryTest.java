package dev.poort.identity;

import static dev.poort.identity.SignInDesk.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where clients find out how one signs in. */
class DiscoveryTest {
  private final SignInDesk desk = SignInDesk.withAlice();

  DiscoveryTest() throws Exception {}

  @ParameterizedTest
  @CsvSource({
    "/adfs, https://localhost:9000/adfs, /adfs/oauth2, /adfs/discovery/keys",
    "/adfs/adfs, https://localhost:9000/adfs, /adfs/oauth2, /adfs/discovery/keys",
    "/contoso/v2.0, https://localhost:9000/"
        + TENANT
        + "/v2.0, /contoso/oauth2/v2.0,"
        + " /contoso/discovery/v2.0/keys",
    "/contoso, https://localhost:9000/"
        + TENANT
        + "/v2.0, /contoso/oauth2,"
        + " /contoso/discovery/keys"
  })
  void theConfigurationIsWhereEachClientLooksForIt(
      String path, String issuer, String oauth, String keys) {
    String whole = path + "/.well-known/openid-configuration";
    assertThat(Identity.serves(whole)).isTrue();
    SignInReply reply = desk.get(whole);

    String base = "https://localhost:9000";
    assertThat(SignInDesk.document(reply))
        .containsEntry("issuer", issuer)
        .containsEntry("token_endpoint", base + oauth + "/token")
        .containsEntry("authorization_endpoint", base + oauth + "/authorize")
        .containsEntry("jwks_uri", base + keys);
    assertThat(Identity.serves(oauth + "/token")).isTrue();
    assertThat(Identity.serves(keys)).isTrue();
  }

  @Test
  void addressesAreThoseByWhichTheClientCalls() {
    SignInReply reply =
        desk.at("https://127.0.0.1:1234").get("/x/v2.0/.well-known/openid-configuration");

    assertThat(SignInDesk.text(reply, "issuer")).startsWith("https://127.0.0.1:1234/");
  }

  @Test
  void theInstanceIsThisOne() {
    assertThat(desk.get("/common/discovery/instance").json())
        .contains("\"aliases\":[\"localhost:9000\"]", "/v2.0/.well-known/openid-configuration");
  }

  @Test
  void whoComesWithABrowserIsToldHowOneSignsIn() {
    assertThat(desk.get("/common/oauth2/v2.0/authorize").json())
        .contains("az login --service-principal");
    assertThat(desk.ask("POST", "/common/oauth2/v2.0/devicecode", "", Map.of()).status())
        .isEqualTo(400);
  }

  @Test
  void nothingElseIsServed() {
    assertThat(Identity.serves("/subscriptions")).isFalse();
    assertThat(Identity.serves("/metadata/endpoints")).isFalse();
    assertThat(Identity.serves("/config")).isFalse();
    assertThat(Identity.serves("/")).isFalse();
  }
}
