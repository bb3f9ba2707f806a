package dev.poort.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code dependsOn} may say. */
class DependenciesTest {
  private static List<String> problems(String resources) {
    return Templates.ofResources(resources).evaluate().problems();
  }

  @Test
  void aResourceIsNamedByItsNameItsIdItsTypeAndNameOrTheLoopThatMakesIt() {
    assertThat(
            problems(
                """
                [
                  { "type": "Contoso.Web/sites", "name": "a" },
                  { "type": "Contoso.Web/sites/pages", "name": "a/p" },
                  { "type": "Contoso.Web/sites", "name": "off", "condition": false },
                  {
                    "copy": { "name": "loop", "count": 2 },
                    "type": "Contoso.Web/sites",
                    "name": "[concat('b', copyIndex())]"
                  },
                  {
                    "type": "Contoso.Web/sites",
                    "name": "c",
                    "dependsOn": [
                      "A",
                      "a/p",
                      "p",
                      "off",
                      "loop",
                      "b1",
                      "Contoso.Web/sites/a",
                      "[concat('Contoso.Web/sites/', 'a')]",
                      "[resourceId('Contoso.Web/sites/', 'a')]",
                      "[resourceId('Contoso.Web/sites/pages', 'a', 'p')]"
                    ]
                  }
                ]
                """))
        .isEmpty();
  }

  @Test
  void aDeploymentIsNamedByTheIdOfItsOwnGroupAndOfThatAroundIt() {
    assertThat(
            problems(
                """
                [
                  {
                    "type": "Microsoft.Resources/deployments",
                    "name": "d",
                    "resourceGroup": "other",
                    "properties": { "template": { "resources": [] } }
                  },
                  {
                    "type": "Contoso.Web/sites",
                    "name": "a",
                    "dependsOn": [
                      "[resourceId('other', 'Microsoft.Resources/deployments', 'd')]",
                      "[resourceId('Microsoft.Resources/deployments', 'd')]"
                    ]
                  }
                ]
                """))
        .isEmpty();
  }

  @Test
  void symbolicNamesAreThoseOfResourcesAndLoops() {
    assertThat(
            problems(
                """
                {
                  "a": { "type": "Contoso.Web/sites", "name": "x", "dependsOn": ["b", "b[1]"] },
                  "b": {
                    "copy": { "name": "b", "count": 2 },
                    "type": "Contoso.Web/sites",
                    "name": "[concat('b', copyIndex())]"
                  }
                }
                """))
        .isEmpty();
  }

  @Test
  void whatTheTemplateDoesNotHaveIsAWarning() {
    assertThat(
            problems(
                """
                [{ "type": "Contoso.Web/sites", "name": "a", "dependsOn": ["b"] }]
                """))
        .containsExactly(
            "warning: the resource a depends on b, which is not in its template."
                + " Name a resource or a copy of the same template");
  }

  @Test
  void aStringIsAWarning() {
    assertThat(
            problems(
                """
                [
                  { "type": "Contoso.Web/sites", "name": "a" },
                  { "type": "Contoso.Web/sites", "name": "b", "dependsOn": "a" }
                ]
                """))
        .containsExactly("warning: dependsOn is a string. Write an array");
  }

  @Test
  void aCircleIsAWarning() {
    assertThat(
            problems(
                """
                [
                  { "type": "Contoso.Web/sites", "name": "z", "dependsOn": ["a"] },
                  { "type": "Contoso.Web/sites", "name": "a", "dependsOn": ["loop"] },
                  {
                    "copy": { "name": "loop", "count": 2 },
                    "type": "Contoso.Web/sites",
                    "name": "[concat('b', copyIndex())]",
                    "dependsOn": ["c"]
                  },
                  { "type": "Contoso.Web/sites", "name": "c", "dependsOn": ["a"] }
                ]
                """))
        .containsExactly(
            "warning: the resource a, the resource b0, the resource c depend on each other in a"
                + " circle. Break the circle");
  }

  @Test
  void aResourceThatWaitsForItselfIsAWarning() {
    assertThat(
            problems(
                """
                [{ "type": "Contoso.Web/sites", "name": "a", "dependsOn": ["a"] }]
                """))
        .containsExactly("warning: the resource a depends on itself. Break the circle");
  }

  @Test
  void aLongChainIsFollowedToItsEnd() {
    String resources =
        """
        [
          {
            "copy": { "name": "loop", "count": 800 },
            "type": "Contoso.Web/sites",
            "name": "[concat('s', copyIndex())]",
            "dependsOn": ["[concat('s', mod(add(copyIndex(), 1), 800))]"]
          }
        ]
        """;
    assertThat(problems(resources))
        .containsExactly(
            "warning: the resource s0, the resource s1, the resource s2, the resource s3,"
                + " the resource s4, the resource s5 ... depend on each other in a circle."
                + " Break the circle");
  }
}
