package dev.poort.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.json.JsonString;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code reference} and its sisters give of a resource. */
class ReferenceTest {
  private static final String ADDRESS =
      """
      [
        {
          "type": "Contoso.Net/addresses",
          "apiVersion": "2024-01-01",
          "name": "web",
          "location": "[resourceGroup().location]",
          "tags": { "a": "b" },
          "properties": { "label": "[concat('x', 'y')]", "settings": { "ttl": 60 } }
        },
        { "type": "Contoso.Net/addresses/rules", "name": "web/first", "properties": { "n": 1 } }
      ]
      """;

  /** Gives addresses an IP, as the bindings do. */
  private static final DeployedProperties BOUND =
      (type, name, properties) ->
          type.equalsIgnoreCase("Contoso.Net/addresses")
              ? Map.of("ip", new JsonString(name + ".0.0.1", properties.position()))
              : Map.of();

  private static String value(String resources, String expression) {
    return Templates.ofResources(resources).deployed(BOUND).value(expression);
  }

  @Test
  void aResourceOfTheTemplateIsFoundByItsNameOrIdInAnyLetterCase() {
    for (String name :
        new String[] {
          "'web'",
          "'WEB'",
          "'Contoso.Net/addresses/web'",
          "resourceId('Contoso.Net/addresses', 'web')",
          "resourceId('contoso.net/ADDRESSES/', 'Web')",
          "toLower(resourceId('Contoso.Net/addresses', 'web')), '2024-01-01'"
        }) {
      assertThat(value(ADDRESS, "reference(" + name + ").label")).isEqualTo("\"xy\"");
    }
  }

  @Test
  void aChildIsFoundByItsWholeName() {
    assertThat(value(ADDRESS, "reference('web/first').n")).isEqualTo("1");
    assertThat(
            value(
                ADDRESS, "reference(resourceId('Contoso.Net/addresses/rules', 'web', 'first')).n"))
        .isEqualTo("1");
  }

  @Test
  void whatAzureAddsIsThereAsFarAsItIsKnown() {
    assertThat(value(ADDRESS, "reference('web').ip")).isEqualTo("\"web.0.0.1\"");
    assertThat(value(ADDRESS, "reference('web').settings.ttl")).isEqualTo("60");
    assertThat(value(ADDRESS, "reference('web').settings.other"))
        .isEqualTo("?(only Azure knows other of the resource web)");
    assertThat(value(ADDRESS, "concat('a', reference('web').guid)"))
        .isEqualTo("?(only Azure knows guid of the resource web)");
  }

  @Test
  void fullGivesTheWholeResource() {
    assertThat(value(ADDRESS, "reference('web', '2024-01-01', 'Full')"))
        .isEqualTo(
            "{\"type\":\"Contoso.Net/addresses\",\"apiVersion\":\"2024-01-01\",\"name\":\"web\","
                + "\"location\":\"westeurope\",\"tags\":{\"a\":\"b\"},"
                + "\"properties\":{\"label\":\"xy\",\"settings\":{\"ttl\":60},"
                + "\"ip\":\"web.0.0.1\",...},"
                + "\"id\":\"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/poort"
                + "/providers/Contoso.Net/addresses/web\","
                + "\"resourceId\":\"Contoso.Net/addresses/web\","
                + "\"subscriptionId\":\"00000000-0000-0000-0000-000000000000\","
                + "\"resourceGroupName\":\"poort\",...}");
    assertThat(value(ADDRESS, "reference('web', '2024-01-01', 'full').identity.principalId"))
        .isEqualTo("?(only Azure knows identity of the resource web)");
    assertThat(value(ADDRESS, "reference('web', '2024-01-01', 'Properties').label"))
        .isEqualTo("\"xy\"");
    assertThat(value(ADDRESS, "reference('web', '2024-01-01', 'All')"))
        .isEqualTo("error: reference: All is neither Full nor Properties");
  }

  @Test
  void aResourceOutsideOfTheTemplateIsUnknownButForWhatFollowsFromItsName() {
    String outside = "reference(resourceId('other', 'Contoso.Net/addresses', 'far'), '2024-01-01')";
    assertThat(value(ADDRESS, outside + ".ip")).isEqualTo("\"far.0.0.1\"");
    assertThat(value(ADDRESS, outside + ".label"))
        .isEqualTo("?(only Azure knows label of the resource far, which is not in the template)");
    assertThat(value(ADDRESS, "reference('/a/b').x"))
        .isEqualTo("?(only Azure knows the resource /a/b, which is not in the template)");
  }

  @Test
  void aNameThatTheTemplateDoesNotHaveIsAnError() {
    assertThat(value(ADDRESS, "reference('wep').label"))
        .isEqualTo(
            "error: reference: no resource of the template is called wep. Did you mean web?");
  }

  @Test
  void aNameIsUnknownWhereNotAllNamesCanBeTold() {
    String template =
        """
        {
          "parameters": { "name": { "type": "string" } },
          "resources": [{ "type": "Contoso.Web/sites", "name": "[parameters('name')]" }]
        }
        """;
    assertThat(Templates.of(template).check().value("reference('a').b"))
        .isEqualTo("?(only Azure knows the resource a of the template)");
  }

  @Test
  void symbolicNamesLeadToResourcesAndToTheRoundsOfLoops() {
    String resources =
        """
        {
          "one": {
            "type": "Contoso.Net/addresses",
            "apiVersion": "2024-01-01",
            "name": "web",
            "properties": { "n": 1 }
          },
          "many": {
            "copy": { "name": "many", "count": 3 },
            "condition": "[not(equals(copyIndex(), 1))]",
            "type": "Contoso.Net/addresses",
            "name": "[concat('a', copyIndex())]",
            "properties": { "n": "[copyIndex()]" }
          }
        }
        """;
    assertThat(value(resources, "reference('one').n")).isEqualTo("1");
    assertThat(value(resources, "reference(format('many[{0}]', 2)).n")).isEqualTo("2");
    assertThat(value(resources, "map(references('many'), lambda('a', lambdaVariables('a').n))"))
        .isEqualTo("[0,2]");
    assertThat(
            value(
                resources,
                "map(references('many', 'full'), lambda('a', lambdaVariables('a').resourceId))"))
        .isEqualTo("[\"Contoso.Net/addresses/a0\",\"Contoso.Net/addresses/a2\"]");
    assertThat(value(resources, "reference('many[1]').n"))
        .isEqualTo("?(n of the resource a1 is not deployed, as its condition is false)");
    assertThat(value(resources, "references('one')"))
        .isEqualTo("error: references: no copy of the template is called one");
    assertThat(value(resources, "resourceInfo('one').name")).isEqualTo("\"web\"");
    assertThat(value(resources, "resourceInfo('one').apiVersion")).isEqualTo("\"2024-01-01\"");
  }

  @Test
  void whatExistsIsUnknownButForWhatFollowsFromItsName() {
    String resources =
        """
        { "a": { "existing": true, "type": "Contoso.Net/addresses", "name": "far" } }
        """;
    assertThat(value(resources, "reference('a').ip")).isEqualTo("\"far.0.0.1\"");
    assertThat(value(resources, "reference('a').label"))
        .isEqualTo("?(only Azure knows label of the resource far)");
  }

  @Test
  void whatExistsIsTakenFromTheDeploymentThatDeploysIt() {
    String resources =
        """
        {
          "module": {
            "type": "Microsoft.Resources/deployments",
            "name": "m",
            "properties": {
              "template": {
                "resources": [
                  { "type": "Contoso.Net/addresses", "name": "far", "properties": { "n": 1 } }
                ]
              }
            }
          },
          "a": { "existing": true, "type": "Contoso.Net/addresses", "name": "far" }
        }
        """;
    assertThat(value(resources, "reference('a').n")).isEqualTo("1");
  }

  @Test
  void whatIsNotDeployedIsUnknownAndMayBeThereAlready() {
    String resources =
        """
        [
          {
            "type": "Contoso.Net/addresses",
            "name": "web",
            "condition": false,
            "properties": { "n": 1 }
          }
        ]
        """;
    assertThat(value(resources, "reference('web').n"))
        .isEqualTo("?(n of the resource web is not deployed, as its condition is false)");
    assertThat(value(resources, "reference('web').ip")).isEqualTo("\"web.0.0.1\"");
    assertThat(value(resources, "if(false(), reference('web').n, 'none')")).isEqualTo("\"none\"");
  }

  @Test
  void resourcesThatReferToEachOtherInACircleAreAnError() {
    Evaluated evaluated =
        Templates.ofResources(
                """
                [
                  {
                    "type": "Contoso.Net/addresses",
                    "name": "a",
                    "properties": { "x": "[reference('b').x]" }
                  },
                  {
                    "type": "Contoso.Net/addresses",
                    "name": "b",
                    "properties": { "x": "[reference('a').x]" }
                  }
                ]
                """)
            .evaluate();
    assertThat(evaluated.problems())
        .containsExactly("error: the resource a refers to itself. Break the circle");
  }

  @Test
  void whatOnlyAzureKnowsIsUnknown() {
    assertThat(value("[]", "listKeys('a', '2024-01-01').keys[0].value"))
        .isEqualTo("?(only Azure knows what a list function gives)");
    assertThat(value("[]", "LISTSECRETS('a', '2024-01-01', createObject())"))
        .isEqualTo("?(only Azure knows what a list function gives)");
    assertThat(value("[]", "pickZones('a', 'b', 'c')"))
        .isEqualTo("?(only Azure knows what pickZones gives)");
    assertThat(value("[]", "providers('a').x"))
        .isEqualTo("?(only Azure knows what providers gives)");
    assertThat(value("[]", "pickZones('a')"))
        .isEqualTo("error: pickZones takes 3 to 5 arguments, not 1");
  }
}
