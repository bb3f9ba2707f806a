package dev.poort.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Bindings;
import dev.poort.config.EntraJwtValidation;
import dev.poort.config.Placed;
import dev.poort.config.TenantBinding;
import dev.poort.config.TokenSource;
import dev.poort.problem.Place;
import dev.poort.problem.Purpose;
import dev.poort.problem.ReadResult;
import dev.poort.problem.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the tokens of requests are looked at, and where they come from on this machine. */
class EntraJwtValidationsTest {
  private static final String TENANT = "2f4a9838-26b7-47ee-be60-ccc1fdec5953";
  private static final Place BOUND = new Place("poort.json", 3, 7, "$.bindings.tenants");
  private static final String PLAIN_HTTP =
      "tokens over plain HTTP can be read on the way, Azure takes them over HTTPS alone."
          + " Make the protocol of web Https";

  @TempDir private Path folder;

  private static ArmFile file(String properties) {
    String validation = "[{\"name\": \"entra\", \"properties\": {%s}}]".formatted(properties);
    String reference =
        "\"entraJWTValidationConfig\": " + ArmFile.id("entraJWTValidationConfigs/entra");
    return new ArmFile()
        .with("entraJWTValidationConfigs", validation)
        .withRules(ArmFile.rule("rule", "web", reference));
  }

  private static ArmFile ofTenant(String tenant) {
    return file("\"tenantId\": \"%s\", \"clientId\": \"c\"".formatted(tenant));
  }

  private static @Nullable Placed placed(@Nullable String text) {
    return text == null ? null : new Placed(text, BOUND);
  }

  private static Bindings bound(String tenant, @Nullable String keys, @Nullable String issuer) {
    var tenants = Map.of(tenant, new TenantBinding(placed(keys), placed(issuer)));
    return new Bindings(
        Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), tenants, Map.of());
  }

  private static @Nullable EntraJwtValidation read(ArmFile file, Bindings bindings) {
    return ArmFile.gateway(file.read(bindings, Purpose.RUN))
        .requestRoutingRules()
        .getFirst()
        .entraJwtValidation();
  }

  @Test
  void aRuleHasItsValidation() {
    var file =
        file(
            "\"tenantId\": \"%s\", \"clientId\": \"c\", \"audiences\": [\"a\", \"b\"],"
                    .formatted(TENANT)
                + " \"unAuthorizedRequestAction\": \"Allow\"");

    assertThat(read(file, bound(TENANT, "https://keys.test", "https://issuer.test")))
        .isEqualTo(
            new EntraJwtValidation(
                "entra",
                EntraJwtValidation.Action.ALLOW,
                TENANT,
                "c",
                List.of("a", "b"),
                new TokenSource(List.of("https://issuer.test"), null, "https://keys.test")));
  }

  @Test
  void keysAreReadFromAFile() throws Exception {
    Path keys = Files.writeString(folder.resolve("jwks.json"), "{\"keys\": [{}]}");
    EntraJwtValidation validation = read(ofTenant(TENANT), bound(TENANT, keys.toString(), null));

    assertThat(validation).isNotNull();
    if (validation == null) return;
    assertThat(validation.source())
        .isEqualTo(
            new TokenSource(
                List.of(
                    "https://login.microsoftonline.com/" + TENANT + "/v2.0",
                    "https://sts.windows.net/" + TENANT + "/"),
                "{\"keys\": [{}]}",
                null));
  }

  @Test
  void aFileThatIsNoSetOfKeysIsAnError() throws Exception {
    Path keys = Files.writeString(folder.resolve("jwks.json"), "{}");
    var read = ofTenant(TENANT).read(bound(TENANT, keys.toString(), null), Purpose.RUN);

    assertThat(ArmFile.shown(read, Severity.ERROR))
        .containsExactly(
            "the file is no set of keys."
                + " Write { \"keys\": [...] } (RFC 7517), as an issuer's jwks_uri answers");
  }

  @Test
  void aTenantThatIsNotBoundStopsRunAndSaysWhatToAdd() {
    ReadResult<List<ApplicationGateway>> run = ofTenant(TENANT).read(Bindings.NONE, Purpose.RUN);

    assertThat(ArmFile.shown(run, Severity.ERROR))
        .containsExactly(
            ("whose tokens of the tenant are good cannot be told. Bind it in poort.json:"
                    + " \"bindings\": { \"tenants\": { \"%s\": { \"issuer\":"
                    + " \"https://login.microsoftonline.com/%s/v2.0\" } } }")
                .formatted(TENANT, TENANT));
    assertThat(ofTenant(TENANT).read(Bindings.NONE, Purpose.CHECK).value()).isNotNull();
  }

  @Test
  void whatNoRuleUsesNeedsNoBinding() {
    var file = ofTenant(TENANT).withRules(ArmFile.rule("rule", "web", ""));

    assertThat(file.read(Bindings.NONE, Purpose.RUN).problems()).isEmpty();
  }

  @Test
  void aPlainHttpListenerIsAWarning() {
    var read = ofTenant("common").read(bound("common", null, "https://i.test"), Purpose.RUN);

    assertThat(ArmFile.shown(read, Severity.WARNING)).containsExactly(PLAIN_HTTP);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"tenantId\": \"contoso\", \"clientId\": \"c\" | this is no id of a tenant",
        "\"clientId\": \"c\" | entra of entraJWTValidationConfigs needs tenantId",
        "\"tenantId\": \"common\" | tokens for nobody would be taken",
        "\"tenantId\": \"common\", \"audiences\": [\"1\",\"2\",\"3\",\"4\",\"5\",\"6\"] | there are 6 audiences"
      })
  void whatAzureWouldRefuseIsAnError(String properties, String error) {
    var read = file(properties).read(bound("common", null, "https://i.test"), Purpose.RUN);

    assertThat(ArmFile.shown(read, Severity.ERROR))
        .anySatisfy(shown -> assertThat(shown).startsWith(error));
  }
}
