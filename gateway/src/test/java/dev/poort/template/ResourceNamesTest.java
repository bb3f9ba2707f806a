package dev.poort.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Types, names and ids of resources: children, extensions, scopes. */
class ResourceNamesTest {
  private static final String GROUP =
      "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/poort";

  private static String id(String resources) {
    Evaluated evaluated = Templates.ofResources(resources).evaluate();
    assertThat(evaluated.problems()).isEmpty();
    return evaluated.ids().getLast();
  }

  @Test
  void aChildWithinItsParentGoesOnFromTheTypeAndNameOfThat() {
    Evaluated evaluated =
        Templates.ofResources(
                """
                [
                  {
                    "type": "Contoso.Web/sites",
                    "name": "shop",
                    "resources": [
                      {
                        "type": "pages",
                        "name": "[concat('a', 'b')]",
                        "resources": [{ "type": "words", "name": "w" }]
                      }
                    ]
                  }
                ]
                """)
            .evaluate();
    assertThat(evaluated.names()).containsExactly("shop", "shop/ab", "shop/ab/w");
    assertThat(evaluated.resource("shop/ab"))
        .isEqualTo("{\"type\":\"Contoso.Web/sites/pages\",\"name\":\"shop/ab\"}");
    assertThat(evaluated.ids().getLast())
        .isEqualTo(GROUP + "/providers/Contoso.Web/sites/shop/pages/ab/words/w");
  }

  @Test
  void aChildBesideItsParentHasTheWholeTypeAndName() {
    assertThat(id("[{ \"type\": \"Contoso.Web/sites/pages\", \"name\": \"shop/a\" }]"))
        .isEqualTo(GROUP + "/providers/Contoso.Web/sites/shop/pages/a");
  }

  @Test
  void aChildWithinItsParentMayHaveTheWholeTypeAndName() {
    assertThat(
            id(
                """
                [
                  {
                    "type": "Contoso.Web/sites",
                    "name": "shop",
                    "resources": [{ "type": "Contoso.Web/sites/pages", "name": "shop/a" }]
                  }
                ]
                """))
        .isEqualTo(GROUP + "/providers/Contoso.Web/sites/shop/pages/a");
  }

  @Test
  void childrenMayHaveSymbolicNamesToo() {
    Evaluated evaluated =
        Templates.ofResources(
                """
                {
                  "shop": {
                    "type": "Contoso.Web/sites",
                    "name": "shop",
                    "resources": {
                      "page": { "type": "pages", "name": "a", "dependsOn": ["shop"] }
                    }
                  }
                }
                """)
            .evaluate();
    assertThat(evaluated.names()).containsExactly("shop", "shop/a");
    assertThat(evaluated.problems()).isEmpty();
  }

  @Test
  void anExtensionIsNamedByProvidersInItsTypeAndTheNamespaceInItsName() {
    String id = GROUP + "/providers/Contoso.Web/sites/shop/providers/Contoso.Locks/locks/keep";
    assertThat(
            id(
                """
                [
                  {
                    "type": "Contoso.Web/sites/providers/locks",
                    "name": "shop/Contoso.Locks/keep"
                  }
                ]
                """))
        .isEqualTo(id);
    assertThat(
            id(
                """
                [
                  {
                    "type": "Contoso.Web/sites",
                    "name": "shop",
                    "resources": [{ "type": "providers/locks", "name": "Contoso.Locks/keep" }]
                  }
                ]
                """))
        .isEqualTo(id);
  }

  @Test
  void anExtensionIsNamedByItsScope() {
    String lock = "/providers/Contoso.Locks/locks/keep";
    String scoped =
        "[{ \"type\": \"Contoso.Locks/locks\", \"name\": \"keep\", \"scope\": \"%s\" }]";
    assertThat(id(scoped.formatted("Contoso.Web/sites/shop")))
        .isEqualTo(GROUP + "/providers/Contoso.Web/sites/shop" + lock);
    assertThat(id(scoped.formatted("Contoso.Web/sites/shop/pages/a")))
        .isEqualTo(GROUP + "/providers/Contoso.Web/sites/shop/pages/a" + lock);
    assertThat(id(scoped.formatted("[resourceId('Contoso.Web/sites', 'shop')]")))
        .isEqualTo(GROUP + "/providers/Contoso.Web/sites/shop" + lock);
    assertThat(id(scoped.formatted("Microsoft.Management/managementGroups/g")))
        .isEqualTo("/providers/Microsoft.Management/managementGroups/g" + lock);
    assertThat(id(scoped.formatted("subscriptions/s"))).isEqualTo("/subscriptions/s" + lock);
    assertThat(id(scoped.formatted("/"))).isEqualTo(lock);
  }

  @Test
  void whatExistsMayBeInAnotherGroupOrSubscription() {
    Evaluated evaluated =
        Templates.evaluate(
            """
            {
              "languageVersion": "2.0",
              "resources": {
                "a": {
                  "existing": true,
                  "type": "Contoso.Web/sites",
                  "name": "a",
                  "subscriptionId": "s",
                  "resourceGroup": "other"
                }
              },
              "outputs": { "id": { "type": "string", "value": "[resourceInfo('a').id]" } }
            }
            """);
    assertThat(evaluated.output("id"))
        .isEqualTo("\"/subscriptions/s/resourceGroups/other/providers/Contoso.Web/sites/a\"");
  }

  @Test
  void aResourceGroupHasAnIdOfItsOwn() {
    String schema = "https://schema.management.azure.com/schemas/2018-05-01/";
    Evaluated evaluated =
        Templates.evaluate(
            """
            {
              "$schema": "%ssubscriptionDeploymentTemplate.json#",
              "resources": [
                { "type": "Microsoft.Resources/resourceGroups", "name": "g", "location": "x" }
              ],
              "outputs": {
                "id": {
                  "type": "string",
                  "value": "[subscriptionResourceId('Microsoft.Resources/resourceGroups', 'g')]"
                }
              }
            }
            """
                .formatted(schema));
    String id = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/g";
    assertThat(evaluated.ids()).containsExactly(id);
    assertThat(evaluated.output("id")).isEqualTo("\"" + id + "\"");
  }
}
