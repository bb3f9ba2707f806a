package dev.poort.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.template.Scope.Level;
import org.junit.jupiter.api.Test;

/** Ids of resources at each scope, in the forms of "Resource functions for ARM templates". */
class ResourceIdFunctionsTest {
  private static final Scope GROUP =
      Scope.DEFAULT
          .withSubscription("sub")
          .withResourceGroup("examplegroup")
          .withManagementGroup("mg");

  private static String value(String expression) {
    return value(Level.RESOURCE_GROUP, expression);
  }

  private static String value(Level level, String expression) {
    return Templates.of("{ \"resources\": [] }")
        .at(GROUP.at(level))
        .value(expression)
        .replace("\"", "");
  }

  @Test
  void aResourceOfTheGroup() {
    assertThat(value("resourceId('Microsoft.Storage/storageAccounts', 'examplestorage')"))
        .isEqualTo(
            "/subscriptions/sub/resourceGroups/examplegroup"
                + "/providers/Microsoft.Storage/storageAccounts/examplestorage");
  }

  @Test
  void aResourceOfAnotherGroup() {
    assertThat(value("resourceId('other', 'Microsoft.Storage/storageAccounts', 'a')"))
        .isEqualTo(
            "/subscriptions/sub/resourceGroups/other"
                + "/providers/Microsoft.Storage/storageAccounts/a");
  }

  @Test
  void aResourceOfAnotherSubscription() {
    assertThat(value("resourceId('s2', 'other', 'Microsoft.Storage/storageAccounts', 'a')"))
        .isEqualTo(
            "/subscriptions/s2/resourceGroups/other"
                + "/providers/Microsoft.Storage/storageAccounts/a");
  }

  @Test
  void aChildHasANameForEachPartOfItsType() {
    assertThat(value("resourceId('Microsoft.SQL/servers/databases', 'serverName', 'databaseName')"))
        .isEqualTo(
            "/subscriptions/sub/resourceGroups/examplegroup"
                + "/providers/Microsoft.SQL/servers/serverName/databases/databaseName");
    assertThat(value("resourceId('Microsoft.SQL/servers/databases', 'serverName/databaseName')"))
        .endsWith("/servers/serverName/databases/databaseName");
  }

  @Test
  void aSlashAtTheEndOfATypeIsOverlooked() {
    assertThat(value("resourceId('Microsoft.Network/virtualNetworks/', 'v')"))
        .endsWith("/providers/Microsoft.Network/virtualNetworks/v");
  }

  @Test
  void atTheLevelOfASubscriptionThereIsNoGroup() {
    assertThat(value(Level.SUBSCRIPTION, "resourceId('Contoso.Web/sites', 'a')"))
        .isEqualTo("/subscriptions/sub/providers/Contoso.Web/sites/a");
    assertThat(value(Level.SUBSCRIPTION, "resourceId('s2', 'Contoso.Web/sites', 'a')"))
        .isEqualTo("/subscriptions/s2/providers/Contoso.Web/sites/a");
  }

  @Test
  void atTheLevelsAboveThereIsNoSubscription() {
    assertThat(value(Level.MANAGEMENT_GROUP, "resourceId('Contoso.Web/sites', 'a')"))
        .isEqualTo("/providers/Contoso.Web/sites/a");
    assertThat(value(Level.TENANT, "resourceId('Contoso.Web/sites', 'a')"))
        .isEqualTo("/providers/Contoso.Web/sites/a");
  }

  @Test
  void functionsForAScopeMeanThatScopeWhereverTheTemplateIsDeployed() {
    assertThat(value("subscriptionResourceId('Contoso.Web/sites', 'a')"))
        .isEqualTo("/subscriptions/sub/providers/Contoso.Web/sites/a");
    assertThat(value("subscriptionResourceId('s2', 'Contoso.Web/sites', 'a')"))
        .isEqualTo("/subscriptions/s2/providers/Contoso.Web/sites/a");
    assertThat(value("tenantResourceId('Contoso.Web/sites', 'a')"))
        .isEqualTo("/providers/Contoso.Web/sites/a");
    assertThat(value("managementGroupResourceId('Contoso.Web/sites', 'a')"))
        .isEqualTo(
            "/providers/Microsoft.Management/managementGroups/mg/providers/Contoso.Web/sites/a");
    assertThat(value("managementGroupResourceId('m2', 'Contoso.Web/sites', 'a')"))
        .isEqualTo(
            "/providers/Microsoft.Management/managementGroups/m2/providers/Contoso.Web/sites/a");
  }

  @Test
  void anExtensionGoesOnFromTheIdOfWhatItExtends() {
    assertThat(
            value(
                "extensionResourceId(resourceId('Contoso.Web/sites', 'a'),"
                    + " 'Contoso.Locks/locks', 'keep')"))
        .isEqualTo(
            "/subscriptions/sub/resourceGroups/examplegroup/providers/Contoso.Web/sites/a"
                + "/providers/Contoso.Locks/locks/keep");
    assertThat(value("extensionResourceId(resourceGroup().id, 'Contoso.Locks/locks', 'keep')"))
        .isEqualTo(
            "/subscriptions/sub/resourceGroups/examplegroup/providers/Contoso.Locks/locks/keep");
  }

  @Test
  void whatDoesNotFitIsAnError() {
    assertThat(value("resourceId('Contoso.Web/sites/pages', 'a')"))
        .isEqualTo("error: resourceId: the type Contoso.Web/sites/pages wants 2 names, not 1");
    assertThat(value("resourceId('Contoso.Web/sites', 'a', 'b')"))
        .isEqualTo("error: resourceId: the type Contoso.Web/sites wants one name, not 2");
    assertThat(value("resourceId('sites', 'a')"))
        .isEqualTo(
            "error: resourceId: no argument is a type such as Microsoft.Network/publicIPAddresses");
    assertThat(value("resourceId('Contoso.Web/sites', 7)"))
        .isEqualTo("error: resourceId: its second argument is a number, not a string");
    assertThat(value("resourceId('Contoso.Web/sites')"))
        .isEqualTo("error: resourceId takes at least 2 arguments, not 1");
    assertThat(value("extensionResourceId('/a', 'locks', 'b')"))
        .isEqualTo(
            "error: extensionResourceId: locks is no type such as"
                + " Microsoft.Network/publicIPAddresses");
  }
}
