package dev.poort.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.ClientCertificateCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.microsoft.aad.msal4j.ClientCredentialFactory;
import com.microsoft.aad.msal4j.ClientCredentialParameters;
import com.microsoft.aad.msal4j.ConfidentialClientApplication;
import com.microsoft.aad.msal4j.IAuthenticationResult;
import com.nimbusds.jwt.SignedJWT;
import dev.poort.config.Role;
import dev.poort.config.RoleAssignment;
import dev.poort.config.SecretHash;
import dev.poort.config.User;
import dev.poort.identity.Secrets;
import dev.poort.testkit.GuardedServer;
import dev.poort.testkit.TestCa;
import dev.poort.testkit.TestCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Microsoft's libraries for Java sign in: azure-identity, and MSAL beneath it. */
@Tag("foreign")
class AzureIdentityTest {
  private static final String TENANT = "22222222-2222-2222-2222-222222222222";
  private static final String ALICE = "aaaaaaaa-0000-0000-0000-000000000001";
  private static final String PIPELINE = "cccccccc-0000-0000-0000-000000000001";
  private static final String SECRET = new Secrets().fresh();
  private static final SecretHash HASH = new Secrets().hash(SECRET);

  @TempDir private Path folder;
  private TestCertificate certificate;
  private GuardedServer server;
  private SSLContext trusting;

  @BeforeEach
  void start() throws Exception {
    certificate = TestCa.create().issueRsa("pipeline");
    var owner = List.of(new RoleAssignment(Role.OWNER, "/"));
    server =
        GuardedServer.start(
            folder,
            List.of(
                new User("alice", ALICE, List.of(HASH), List.of(), owner, false),
                new User(
                    "pipeline",
                    PIPELINE,
                    List.of(),
                    List.of(certificate.certificate()),
                    owner,
                    false)));
    trusting = server.trusting();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private HttpClient client() {
    return new JdkHttpClientBuilder(java.net.http.HttpClient.newBuilder().sslContext(trusting))
        .build();
  }

  private TokenCredential secret(String secret) {
    return new ClientSecretCredentialBuilder()
        .tenantId(TENANT)
        .clientId(ALICE)
        .clientSecret(secret)
        .authorityHost(server.url())
        .disableInstanceDiscovery()
        .httpClient(client())
        .build();
  }

  private String ask(TokenCredential credential) {
    AccessToken token =
        credential.getTokenSync(new TokenRequestContext().addScopes(server.url() + "/.default"));
    return token.getToken();
  }

  private void assertMayCall(String token) throws Exception {
    assertThat(server.send("GET", "/sessions", token, null).statusCode()).isEqualTo(200);
  }

  @Test
  void aSecretIsTaken() throws Exception {
    assertMayCall(ask(secret(SECRET)));
  }

  @Test
  void aWrongSecretIsToldAsMicrosoftsIs() {
    assertThatThrownBy(() -> ask(secret("wrong-wrong-wrong")))
        .hasMessageContaining("AADSTS7000215: Invalid client secret provided");
  }

  @Test
  void aCertificateIsTaken() throws Exception {
    Path pem = folder.resolve("pipeline.pem");
    Files.writeString(pem, certificate.keyPem() + certificate.certificatePem());

    String token =
        ask(
            new ClientCertificateCredentialBuilder()
                .tenantId(TENANT)
                .clientId(PIPELINE)
                .pemCertificate(pem.toString())
                .authorityHost(server.url())
                .disableInstanceDiscovery()
                .httpClient(client())
                .build());

    assertThat(SignedJWT.parse(token).getJWTClaimsSet().getStringClaim("oid")).isEqualTo(PIPELINE);
    assertMayCall(token);
  }

  @Test
  void msalSignsInAtAnAddressOfAdfs() throws Exception {
    ConfidentialClientApplication application =
        ConfidentialClientApplication.builder(
                PIPELINE,
                ClientCredentialFactory.createFromCertificate(
                    certificate.credential().key(), certificate.certificate()))
            .authority(server.url() + "/adfs/")
            .sslSocketFactory(trusting.getSocketFactory())
            .build();

    IAuthenticationResult result =
        application
            .acquireToken(
                ClientCredentialParameters.builder(Set.of(server.url() + "//.default"))
                    .skipCache(true)
                    .build())
            .get();

    assertMayCall(result.accessToken());
  }
}
