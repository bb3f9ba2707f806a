package dev.poort.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.EntraJwtValidation;
import dev.poort.config.EntraJwtValidation.Action;
import dev.poort.config.TokenSource;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.RunningGateway;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.TokenIssuer;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Rules that look at the tokens of their requests (ARM: entraJWTValidationConfigs). */
class TokensTest {
  private static final String IDENTITY = TokenIssuer.TENANT + ":" + TokenIssuer.OBJECT;

  @AutoClose private final TokenIssuer issuer = new TokenIssuer();
  @AutoClose private final TestMember member = TestMember.answering("served");
  private final GatewayPlan plan = new GatewayPlan();

  TokensTest() throws Exception {}

  private RunningGateway start(Action action) throws Exception {
    return start(action, new TokenSource(List.of(issuer.url()), null, issuer.keysUrl()));
  }

  private RunningGateway start(Action action, TokenSource source) throws Exception {
    var validation =
        new EntraJwtValidation(
            "entra", action, TokenIssuer.TENANT, TokenIssuer.CLIENT, List.of(), source);
    plan.site("web").members(member).tokens(validation);
    return plan.start();
  }

  private static RawAnswer ask(RunningGateway gateway, String fields) throws Exception {
    try (RawClient client = RawClient.connect(gateway.address("web"))) {
      return client.ask("GET / HTTP/1.1\r\nHost: shop.test\r\n" + fields + "\r\n");
    }
  }

  private static String bearer(String token) {
    return "Authorization: Bearer " + token + "\r\n";
  }

  @Test
  void membersLearnWhoseAGoodTokenIs() throws Exception {
    try (RunningGateway gateway = start(Action.DENY)) {
      assertThat(ask(gateway, bearer(issuer.token())).status()).isEqualTo(200);
      assertThat(member.requests().getFirst().field("x-msft-entra-identity")).isEqualTo(IDENTITY);
    }
  }

  @Test
  void noTokenIsAnsweredWithAChallenge() throws Exception {
    try (RunningGateway gateway = start(Action.DENY)) {
      RawAnswer answer = ask(gateway, "");

      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.field("WWW-Authenticate")).isEqualTo("Bearer");
      assertThat(answer.body()).contains("token-refused");
      assertThat(member.requests()).isEmpty();
    }
  }

  @Test
  void aBadTokenIsAnsweredWithWhatIsWrong() throws Exception {
    try (RunningGateway gateway = start(Action.DENY)) {
      RawAnswer answer = ask(gateway, bearer(issuer.forged()));

      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.field("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
    }
  }

  @Test
  void theAccessLogSaysWhatIsWrongWithAToken() throws Exception {
    try (RunningGateway gateway = start(Action.DENY)) {
      ask(gateway, bearer(issuer.token(claims -> claims.issuer("https://other.test"))));

      assertThat(gateway.awaitLog(1).getFirst())
          .contains("\"failure\":\"token-refused\"")
          .contains("\"failureDetail\":\"the token is of another issuer: https://other.test\"");
    }
  }

  @Test
  void aTokenOfNobodyIsForbidden() throws Exception {
    try (RunningGateway gateway = start(Action.DENY)) {
      String nobody = issuer.token(claims -> claims.claim("oid", null));

      assertThat(ask(gateway, bearer(nobody)).status()).isEqualTo(403);
    }
  }

  @Test
  void twoTokensAreNone() throws Exception {
    try (RunningGateway gateway = start(Action.DENY)) {
      String twice = bearer(issuer.token()) + bearer(issuer.token());

      assertThat(ask(gateway, twice).status()).isEqualTo(401);
    }
  }

  @Test
  void withoutKeysNobodyIsServed() throws Exception {
    issuer.answers(false);
    try (RunningGateway gateway = start(Action.DENY)) {
      assertThat(ask(gateway, bearer(issuer.token())).status()).isEqualTo(503);
    }
  }

  @Test
  void allowedRequestsWithABadTokenAreNobodys() throws Exception {
    try (RunningGateway gateway = start(Action.ALLOW)) {
      assertThat(ask(gateway, bearer(issuer.forged())).status()).isEqualTo(200);
      assertThat(member.requests().getFirst().field("x-msft-entra-identity")).isNull();
    }
  }

  @Test
  void noClientSaysWhoItIsByItself() throws Exception {
    try (RunningGateway gateway = start(Action.ALLOW)) {
      ask(gateway, "X-MSFT-Entra-Identity: me:admin\r\n");

      assertThat(member.requests().getFirst().field("x-msft-entra-identity")).isNull();
    }
  }

  @Test
  void noClientTakesOutWhoItIs() throws Exception {
    try (RunningGateway gateway = start(Action.DENY)) {
      ask(gateway, bearer(issuer.token()) + "Connection: x-msft-entra-identity\r\n");

      assertThat(member.requests().getFirst().field("x-msft-entra-identity")).isEqualTo(IDENTITY);
    }
  }

  @Test
  void aBodyWaitsForTheKeys() throws Exception {
    try (RunningGateway gateway = start(Action.DENY);
        RawClient client = RawClient.connect(gateway.address("web"))) {
      client.send(
          "POST / HTTP/1.1\r\nHost: shop.test\r\nContent-Length: 4\r\n"
              + bearer(issuer.token())
              + "\r\nbody");

      assertThat(client.readAnswer().status()).isEqualTo(200);
    }
  }

  @Test
  void aWebSocketHandshakeIsARequestLikeAnother() throws Exception {
    try (RunningGateway gateway = start(Action.DENY);
        RawClient client = RawClient.connect(gateway.address("web"))) {
      RawAnswer answer =
          client.ask(
              "GET / HTTP/1.1\r\nHost: shop.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                  + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");

      assertThat(answer.status()).isEqualTo(401);
    }
  }
}
