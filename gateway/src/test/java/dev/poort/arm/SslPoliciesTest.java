package dev.poort.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.CipherSuite;
import dev.poort.config.HttpListener;
import dev.poort.config.PredefinedSslPolicy;
import dev.poort.config.SslPolicy;
import dev.poort.config.TlsVersion;
import dev.poort.testkit.TestCa;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS policies, profiles and whom they trust. */
class SslPoliciesTest {
  private static ArmFile with(String policy) {
    return new ArmFile().with("sslPolicy", "{" + policy + "}");
  }

  private static SslPolicy policy(ArmFile file) {
    return file.gateway().httpListeners().getFirst().sslPolicy();
  }

  @Test
  void aGatewayWithoutAPolicyHasThatOf2022() {
    assertThat(policy(new ArmFile())).isEqualTo(SslPolicy.DEFAULT);
    assertThat(SslPolicy.DEFAULT.policyName()).isEqualTo("AppGwSslPolicy20220101");
  }

  @ParameterizedTest
  @EnumSource(PredefinedSslPolicy.class)
  void aPredefinedPolicyIsKnownByItsName(PredefinedSslPolicy known) {
    String json = "\"policyType\": \"Predefined\", \"policyName\": \"" + known.armName() + "\"";
    assertThat(policy(with(json))).isEqualTo(SslPolicy.predefined(known));
  }

  @Test
  void aPolicyWithSuitesThatNobodyServesAnyMoreIsAWarningThatNamesThem() {
    assertThat(with("\"policyName\": \"AppGwSslPolicy20170401\"").warnings())
        .containsExactly(
            "no TLS library serves TLS_RSA_WITH_AES_256_CBC_SHA256, TLS_RSA_WITH_AES_128_CBC_SHA256"
                + " any more. Clients that know nothing better are refused");
  }

  @Test
  void aCustomPolicyKeepsTheOrderOfItsSuites() {
    SslPolicy read =
        policy(
            with(
                """
                "policyType": "Custom", "minProtocolVersion": "TLSv1_1", "cipherSuites": [
                "TLS_RSA_WITH_AES_128_CBC_SHA", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"]"""));
    assertThat(read.versions()).containsExactly(TlsVersion.TLS_1_1, TlsVersion.TLS_1_2);
    assertThat(read.cipherSuites())
        .containsExactly(
            CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA,
            CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256);
  }

  @Test
  void aCustomV2PolicyHasTheSuitesOfTls13WithoutNamingThem() {
    SslPolicy read =
        policy(
            with(
                "\"policyType\": \"CustomV2\", \"minProtocolVersion\": \"TLSv1_3\","
                    + " \"cipherSuites\": []"));
    assertThat(read.versions()).containsExactly(TlsVersion.TLS_1_3);
    assertThat(read.cipherSuites())
        .containsExactly(CipherSuite.TLS_AES_128_GCM_SHA256, CipherSuite.TLS_AES_256_GCM_SHA384);
  }

  @Test
  void aSuiteThatNobodyKnowsIsAnErrorOnceWithAnExample() {
    assertThat(
            with("""
                    "policyType": "Custom", "minProtocolVersion": "TLSv1_2",
                    "cipherSuites": ["ECDHE-RSA-AES128-GCM-SHA256"]""")
                .errors())
        .containsExactly(
            "cipherSuites[0] knows no value ECDHE-RSA-AES128-GCM-SHA256. Write the name that IANA"
                + " gives a suite, such as TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
  }

  @Test
  void aCustomPolicyWithTls13IsAnError() {
    assertThat(
            with("""
                    "policyType": "Custom", "minProtocolVersion": "TLSv1_3",
                    "cipherSuites": ["TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"]""")
                .errors())
        .containsExactly("a Custom policy has no TLS 1.3. Make its policyType CustomV2");
  }

  @Test
  void aPolicyOfWhichNothingCanBeServedIsAnError() {
    assertThat(
            with("""
                    "policyType": "Custom", "minProtocolVersion": "TLSv1_0",
                    "cipherSuites": ["TLS_RSA_WITH_3DES_EDE_CBC_SHA"]""")
                .errors())
        .containsExactly(
            "no cipher suite of the policy can be served."
                + " Add TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
  }

  @Test
  void versionsThatAreDisabledAreNotSpoken() {
    SslPolicy read = policy(with("\"disabledSslProtocols\": [\"TLSv1_0\", \"TLSv1_1\"]"));
    assertThat(read.versions()).containsExactly(TlsVersion.TLS_1_2);
    assertThat(read.policyName()).isEqualTo("AppGwSslPolicy20150501");
  }

  @Test
  void fipsKeepsEveryListenerToWhatIsApprovedAndSaysWhatIsNot() {
    ArmFile file = with("\"policyName\": \"AppGwSslPolicy20220101S\"").with("enableFips", "true");
    assertThat(file.warnings()).singleElement().asString().contains("not a validated module");
    assertThat(policy(file).fips()).isTrue();
    assertThat(policy(file).versions()).containsExactly(TlsVersion.TLS_1_2, TlsVersion.TLS_1_3);
  }

  @Test
  void onlyAV1GatewayRefusesClientsWithoutAnSni() {
    String listener = ArmFile.listener("web", "\"requireServerNameIndication\": true");
    ArmFile file = new ArmFile().withListeners(listener);
    assertThat(first(file).requireServerNameIndication()).isFalse();
    file.with("sku", "{\"name\": \"Standard_Small\", \"tier\": \"Standard\"}");
    assertThat(first(file).requireServerNameIndication()).isTrue();
  }

  private static HttpListener first(ArmFile file) {
    return file.gateway().httpListeners().getFirst();
  }

  private static ArmFile withClients(String data, String authentication) {
    return new ArmFile()
        .with(
            "trustedClientCertificates",
            "[{\"name\": \"clients\", \"properties\": {\"data\": \"" + data + "\"}}]")
        .with(
            "sslProfiles",
            "[{\"name\": \"profile\", \"properties\": {\"trustedClientCertificates\": ["
                + ArmFile.id("trustedClientCertificates/clients")
                + "], \"clientAuthConfiguration\": {"
                + authentication
                + "}}}]")
        .withListeners(
            ArmFile.listener("web", "\"sslProfile\": " + ArmFile.id("sslProfiles/profile")));
  }

  private static String base64(byte[] der) {
    return Base64.getEncoder().encodeToString(der);
  }

  @Test
  void aProfileSaysHowClientsProveWhoTheyAre() throws Exception {
    TestCa ca = TestCa.create();
    ArmFile file =
        withClients(
            base64(ca.certificate().getEncoded()),
            "\"verifyClientCertIssuerDN\": true, \"verifyClientRevocation\": \"OCSP\"");
    var clients = first(file).clientAuthentication();
    assertThat(clients).isNotNull();
    assertThat(clients.trusted()).isEqualTo(List.of(List.of(ca.certificate())));
    assertThat(clients.verifyIssuerDn()).isTrue();
    assertThat(clients.revocation().name()).isEqualTo("OCSP");
    assertThat(clients.mode().name()).isEqualTo("STRICT");
  }

  @Test
  void whoIsTrustedToSignForClientsMustBeAnAuthority() throws Exception {
    String leaf = base64(TestCa.create().issueToClient("CN=a").certificate().getEncoded());
    assertThat(withClients(leaf, "").errors())
        .singleElement()
        .asString()
        .startsWith("there is no certificate of an authority in the data");
    String below = base64(TestCa.create().below("CN=b").certificate().getEncoded());
    assertThat(withClients(below, "").errors())
        .singleElement()
        .asString()
        .startsWith("there is no root in the data");
  }

  @Test
  void aPrivateKeyAmongTrustedCertificatesIsAnError() throws Exception {
    String pem = TestCa.create().issueToClient("CN=a").keyPem();
    assertThat(withClients(base64(pem.getBytes(StandardCharsets.US_ASCII)), "").errors())
        .singleElement()
        .asString()
        .startsWith("there is a private key in the data");
  }
}
