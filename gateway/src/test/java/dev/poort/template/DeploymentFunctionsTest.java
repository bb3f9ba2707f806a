package dev.poort.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.template.Scope.Level;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a template learns of its deployment. */
class DeploymentFunctionsTest {
  private static final String TEMPLATE = "{ \"contentVersion\": \"1.2.0.0\", \"resources\": [] }";

  @Test
  void theDeploymentHasItsNameAndTemplate() {
    Templates template = Templates.of(TEMPLATE);
    assertThat(template.value("deployment().name")).isEqualTo("\"main\"");
    assertThat(template.value("deployment().properties.template.contentVersion"))
        .isEqualTo("\"1.2.0.0\"");
    assertThat(template.value("deployment().properties.mode")).isEqualTo("\"Incremental\"");
    assertThat(template.value("deployment().properties.templateHash"))
        .isEqualTo("?(only Azure knows templateHash of the deployment main)");
  }

  @Test
  void theDeploymentHasALocationWhereItGoesToNoResourceGroup() {
    Templates template = Templates.of(TEMPLATE).at(Scope.DEFAULT.at(Level.SUBSCRIPTION));
    assertThat(template.value("deployment().location")).isEqualTo("\"westeurope\"");
    assertThat(Templates.of(TEMPLATE).value("deployment().location"))
        .startsWith("error: the object has no member location");
  }

  @Test
  void theTemplateHasTheUriOfItsFile(@TempDir Path folder) {
    Path file = Templates.write(folder, "azuredeploy.json", TEMPLATE);
    String uri = file.toUri().toString();
    assertThat(Templates.in(file).value("deployment().properties.templateLink.uri"))
        .isEqualTo("\"" + uri + "\"");
    assertThat(
            Templates.in(file)
                .value("uri(deployment().properties.templateLink.uri, 'nested/a.json')"))
        .isEqualTo("\"" + uri.replace("azuredeploy.json", "nested/a.json") + "\"");
  }

  @Test
  void theEnvironmentIsThePublicCloud() {
    assertThat(Templates.expression("environment().name")).isEqualTo("\"AzureCloud\"");
    assertThat(Templates.expression("environment().suffixes.storage"))
        .isEqualTo("\"core.windows.net\"");
    assertThat(Templates.expression("environment().suffixes.acrLoginServer"))
        .isEqualTo("\".azurecr.io\"");
    assertThat(Templates.expression("environment().authentication.audiences[1]"))
        .isEqualTo("\"https://management.azure.com/\"");
    assertThat(Templates.expression("environment().resourceManager"))
        .isEqualTo("\"https://management.azure.com/\"");
  }

  @Test
  void whoDeploysIsKnownToAzureAlone() {
    assertThat(Templates.expression("deployer().tenantId"))
        .isEqualTo("\"00000000-0000-0000-0000-000000000000\"");
    assertThat(Templates.expression("deployer().objectId"))
        .isEqualTo("?(only Azure knows objectId of who deploys)");
  }

  @Test
  void anIndexNeedsALoopAroundIt() {
    assertThat(Templates.expression("copyIndex()"))
        .isEqualTo("error: copyIndex: no loop is around it");
    assertThat(Templates.expression("copyIndex('a')"))
        .isEqualTo("error: copyIndex: no loop a is around it");
  }
}
