package dev.poort.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestCertificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that sign in with the key of a certificate (RFC 7523). */
class AssertionTest {
  private static final String PIPELINE = "cccccccc-0000-0000-0000-000000000001";

  private TestCertificate certificate;
  private SignInDesk desk;

  @BeforeEach
  void start() throws Exception {
    certificate = TestCa.create().issueRsa("pipeline");
    desk = SignInDesk.withAlice();
    desk.add(
        SignInDesk.user(
            "pipeline", PIPELINE, List.of(), List.of(certificate.certificate()), false));
  }

  private JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(PIPELINE)
        .subject(PIPELINE)
        .audience("https://localhost:9000/adfs/oauth2/token")
        .jwtID(UUID.randomUUID().toString())
        .expirationTime(in(Duration.ofMinutes(10)));
  }

  private Date in(Duration time) {
    return Date.from(desk.clock.instant().plus(time));
  }

  private String signed(JWSAlgorithm algorithm, UnaryOperator<JWTClaimsSet.Builder> change)
      throws Exception {
    SignedJWT assertion = new SignedJWT(new JWSHeader(algorithm), change.apply(claims()).build());
    assertion.sign(new RSASSASigner(certificate.credential().key()));
    return assertion.serialize();
  }

  private SignInReply send(String assertion) {
    return desk.post(
        "grant_type=client_credentials&client_assertion_type="
            + AssertionCheck.TYPE
            + "&client_id="
            + PIPELINE
            + "&client_assertion="
            + assertion);
  }

  private void assertRefused(String assertion) {
    SignInReply reply = send(assertion);
    assertThat(reply.status()).isEqualTo(401);
    assertThat(SignInDesk.text(reply, "error")).isEqualTo("invalid_client");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "PS256"})
  void theKeyOfTheCertificateIsEnough(String algorithm) throws Exception {
    SignInReply reply = send(signed(JWSAlgorithm.parse(algorithm), it -> it));

    String token = SignInDesk.text(reply, "access_token");
    assertThat(desk.caller(token).name()).isEqualTo("pipeline");
    assertThat(SignedJWT.parse(token).getJWTClaimsSet().getClaim("appidacr")).isEqualTo("2");
  }

  @Test
  void theKeyMayBeElliptic() throws Exception {
    TestCertificate elliptic = TestCa.create().issue("pipeline");
    desk.remove("pipeline");
    desk.add(
        SignInDesk.user("pipeline", PIPELINE, List.of(), List.of(elliptic.certificate()), false));
    SignedJWT assertion = new SignedJWT(new JWSHeader(JWSAlgorithm.ES256), claims().build());
    assertion.sign(new ECDSASigner((ECPrivateKey) elliptic.credential().key(), Curve.P_256));

    assertThat(send(assertion.serialize()).status()).isEqualTo(200);
  }

  @Test
  void theSameClientMaySendItAgainAndNobodyElse() throws Exception {
    String assertion = signed(JWSAlgorithm.RS256, it -> it);

    assertThat(send(assertion).status()).isEqualTo(200);
    assertThat(send(assertion).status()).isEqualTo(200);
    desk.from("192.0.2.1");
    assertRefused(assertion);
  }

  @Test
  void anotherMayNotBearItsId() throws Exception {
    assertThat(send(signed(JWSAlgorithm.RS256, it -> it.jwtID("one"))).status()).isEqualTo(200);
    assertRefused(signed(JWSAlgorithm.RS256, it -> it.jwtID("one").claim("more", "x")));
  }

  @Test
  void whatIsWrongInItIsRefused() throws Exception {
    assertRefused(signed(JWSAlgorithm.RS256, it -> it.audience("https://other.test/token")));
    assertRefused(signed(JWSAlgorithm.RS256, it -> it.subject(SignInDesk.ALICE)));
    assertRefused(signed(JWSAlgorithm.RS256, it -> it.issuer("other")));
    assertRefused(signed(JWSAlgorithm.RS256, it -> it.expirationTime(in(Duration.ofMinutes(-1)))));
    assertRefused(signed(JWSAlgorithm.RS256, it -> it.expirationTime(in(Duration.ofHours(3)))));
    assertRefused(signed(JWSAlgorithm.RS256, it -> it.expirationTime(null)));
    assertRefused(signed(JWSAlgorithm.RS256, it -> it.notBeforeTime(in(Duration.ofMinutes(9)))));
    assertRefused(signed(JWSAlgorithm.RS256, it -> it.jwtID(null)));
  }

  @Test
  void oneWithoutSignatureOrOfAnotherKeyIsRefused() throws Exception {
    assertRefused(new PlainJWT(claims().build()).serialize());
    certificate = TestCa.create().issueRsa("pipeline");
    assertRefused(signed(JWSAlgorithm.RS256, it -> it));
    assertRefused("nonsense");
  }

  @Test
  void aCertificateThatHasEndedIsRefused() throws Exception {
    certificate =
        TestCa.create()
            .issue(
                it ->
                    it.subject("CN=pipeline")
                        .rsa2048()
                        .notBefore(desk.clock.instant().minusSeconds(90_000))
                        .notAfter(desk.clock.instant().minusSeconds(3_600)));
    desk.remove("pipeline");
    desk.add(
        SignInDesk.user(
            "pipeline", PIPELINE, List.of(), List.of(certificate.certificate()), false));

    assertRefused(signed(JWSAlgorithm.RS256, it -> it));
  }
}
