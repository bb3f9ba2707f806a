package dev.poort.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.HttpListener;
import dev.poort.control.BoundListener;
import dev.poort.control.Gateway;
import dev.poort.json.JsonReader;
import dev.poort.json.JsonWriter;
import dev.poort.testkit.ArmServer;
import dev.poort.testkit.Await;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RealTemplates;
import dev.poort.testkit.TemplateSurroundings;
import dev.poort.testkit.TemplateVisit;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Templates of other authors that {@code az deployment group} deploys, each to a group of its own.
 */
@Tag("foreign")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(600)
class AzTemplatesTest {
  private static final String SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000000";
  private static final String REDIRECT = "101-application-gateway-redirect";

  /** The only one of them that az itself cannot read: it has a merge's marks of conflict. */
  private static final String CONFLICT = "101-application-gateway-create";

  private Path folder;
  private TemplateSurroundings surroundings;
  private ArmServer server;
  private Az az;

  @BeforeAll
  void deployThemAll(@TempDir Path temporary) throws Exception {
    folder = temporary;
    surroundings = new TemplateSurroundings(folder);
    for (String each : RealTemplates.names()) surroundings.with(RealTemplates.read(each));
    Path kept = Files.createDirectory(folder.resolve("kept"));
    server = ArmServer.start(kept, surroundings.bindings(), store -> store);
    String url = "https://localhost:" + server.port();
    az = Az.signIn(folder.resolve("az"), url, kept.resolve("management-ca.pem"), "any", "any");
    for (String each : RealTemplates.names()) {
      server.put(group(each), "{\"location\": \"westeurope\"}");
      assertThat(deployment("create", each, "-o tsv --query properties.provisioningState"))
          .isEqualTo("Succeeded\n");
    }
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
    surroundings.close();
  }

  private static String group(String template) {
    return SUBSCRIPTION + "/resourceGroups/" + template;
  }

  private String deployment(String what, String template, String more) throws Exception {
    return az.run(command(what, template, more));
  }

  private String command(String what, String template, String more) throws Exception {
    String parameters =
        RealTemplates.parameters(template).stream()
            .map(each -> each.endsWith(".json") ? "@" + each : each)
            .collect(Collectors.joining(" "));
    return "deployment group %s -g %s --template-file %s --parameters %s %s"
        .formatted(what, template, file(template), parameters, more);
  }

  private Path file(String template) throws Exception {
    Path file = RealTemplates.file(template);
    if (!template.equals(CONFLICT)) return file;
    String text = Files.readString(file);
    return Files.writeString(
        folder.resolve("azuredeploy.json"),
        JsonWriter.compact(JsonReader.read(template, text).valueOrThrow()));
  }

  private String id(String template) throws Exception {
    return server
        .get(group(template) + "/providers/Microsoft.Network/applicationGateways")
        .at("value.0.id");
  }

  /** The same URI with the port of this machine. */
  private URI here(TemplateVisit visit) throws Exception {
    URI uri = URI.create(visit.uri());
    Gateway gateway = server.gateways().at(id(visit.template()));
    assertThat(gateway).isNotNull();
    Await.until(visit.template() + " knows its members", gateway::ready);
    List<String> meant =
        RealTemplates.read(visit.template()).httpListeners().stream()
            .filter(listener -> listener.frontendPort().port() == uri.getPort())
            .map(HttpListener::name)
            .toList();
    BoundListener listener =
        gateway.listeners().stream()
            .filter(each -> meant.contains(each.name()))
            .findFirst()
            .orElseThrow();
    return URI.create(
        "%s://%s:%d%s"
            .formatted(
                uri.getScheme(), uri.getHost(), listener.address().getPort(), uri.getPath()));
  }

  @ParameterizedTest
  @FieldSource("dev.poort.testkit.TemplateVisit#FORWARDED")
  void aRequestReachesTheMemberOfItsRule(TemplateVisit visit) throws Exception {
    assertThat(surroundings.get(here(visit)).body()).isEqualTo(visit.answer());
  }

  @ParameterizedTest
  @FieldSource("dev.poort.testkit.TemplateVisit#REDIRECTED")
  void aRedirectLeadsToTheMemberOfItsTarget(TemplateVisit visit) throws Exception {
    RawAnswer redirect = surroundings.get(here(visit));

    assertThat(redirect.status()).isEqualTo(307);
    URI target = URI.create(String.valueOf(redirect.field("Location")));
    assertThat(surroundings.get(target).body()).isEqualTo(visit.answer());
  }

  @ParameterizedTest
  @MethodSource("dev.poort.testkit.RealTemplates#names")
  void anotherCreateChangesNothingAndLosesNoSession(String template) throws Exception {
    TemplateVisit visit = TemplateVisit.of(template).getFirst();
    String before = server.get(id(template)).text();

    String heard =
        surroundings.firstWords(here(visit), () -> deployment("create", template, "-o none"));

    assertThat(heard).isEqualTo(visit.answer());
    assertThat(server.get(id(template)).text()).isEqualTo(before);
  }

  @Test
  void azReadsWhatWasMadeOfThem() throws Exception {
    String all = az.run("network application-gateway list -o tsv --query [].resourceGroup");
    String one =
        az.run(
            "network application-gateway show -g %s -n basicRedirectGw -o tsv --query %s"
                .formatted(
                    REDIRECT, "[operationalState,sku.capacity,redirectConfigurations[0].name]"));

    assertThat(all.lines()).containsExactlyInAnyOrderElementsOf(RealTemplates.names());
    assertThat(one.lines()).containsExactly("Running", "1", "redirectConfig1");
  }

  @Test
  void whatIfTellsByPropertyWhatWouldChange() throws Exception {
    String shown = deployment("what-if", REDIRECT, "capacity=3");

    assertThat(shown).contains("~ properties.sku.capacity: 1 => 3", "1 to modify, 2 no change");
    assertThat(server.get(id(REDIRECT)).at("properties.sku.capacity")).isEqualTo("1");
  }

  @Test
  void validateSaysWhatIsWrongAndShowWhatWasDeployed() throws Exception {
    Az.Outcome wrong = az.end(command("validate", REDIRECT, "skuName=Huge"));

    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.err()).contains("Huge");
    assertThat(
            az.run(
                "deployment group show -g %s -n azuredeploy -o tsv --query %s"
                    .formatted(REDIRECT, "properties.outputResources[].id")))
        .contains("basicRedirectGw");
  }
}
