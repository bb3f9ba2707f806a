package dev.poort.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The section {@code parameters} of a template. */
class ParametersTest {
  private static Templates template(String parameters) {
    return Templates.of("{ \"parameters\": { " + parameters + " }, \"resources\": [] }");
  }

  @Test
  void theGivenValueComesBeforeTheStandardOne() {
    Templates template = template("\"name\": { \"type\": \"string\", \"defaultValue\": \"gw\" }");
    assertThat(template.value("parameters('name')")).isEqualTo("\"gw\"");
    assertThat(template.with("name=other").value("parameters('name')")).isEqualTo("\"other\"");
  }

  @Test
  void aNameIsFoundInAnyLetterCase() {
    Templates template = template("\"siteName\": { \"type\": \"string\" }").with("SITENAME=a");
    assertThat(template.value("Parameters('sitename')")).isEqualTo("\"a\"");
  }

  @Test
  void aStandardValueMayBeMadeOfOtherParameters() {
    Templates template =
        template(
            """
            "plan": { "type": "string", "defaultValue": "[concat(parameters('site'), '-plan')]" },
            "site": { "type": "string", "defaultValue": "[resourceGroup().name]" },
            "tags": { "type": "object", "defaultValue": { "of": "[parameters('site')]" } }
            """);
    assertThat(template.value("parameters('plan')")).isEqualTo("\"poort-plan\"");
    assertThat(template.value("parameters('tags').of")).isEqualTo("\"poort\"");
    assertThat(template.with("site=web").value("parameters('plan')")).isEqualTo("\"web-plan\"");
  }

  @Test
  void aGivenValueIsTakenAsItStands() {
    Templates template = template("\"a\": { \"type\": \"string\", \"defaultValue\": \"[[b]\" }");
    assertThat(template.value("parameters('a')")).isEqualTo("\"[b]\"");
    assertThat(template.with("a=[concat('x')]").value("parameters('a')"))
        .isEqualTo("\"[concat('x')]\"");
    assertThat(template.with("a=[[b]").value("parameters('a')")).isEqualTo("\"[[b]\"");
  }

  @Test
  void aNullableParameterIsNullWhenNothingIsGiven() {
    Templates template = template("\"a\": { \"type\": \"string\", \"nullable\": true }");
    assertThat(template.value("parameters('a')")).isEqualTo("null");
    assertThat(template.value("coalesce(parameters('a'), 'b')")).isEqualTo("\"b\"");
    assertThat(template.with("{\"a\": {\"value\": null}}").value("parameters('a')"))
        .isEqualTo("null");
  }

  @Test
  void allThatAreMissingAreNamedWithTheirDescriptions() {
    Evaluated evaluated =
        template(
                """
                "name": { "type": "string", "metadata": { "description": "Name of it.\\n" } },
                "sku": { "type": "string", "allowedValues": ["v1", "v2"] },
                "ports": { "type": "array", "defaultValue": null },
                "zone": { "type": "int", "defaultValue": 1 }
                """)
            .evaluate();
    assertThat(evaluated.problemsWithPlaces())
        .containsExactly(
            "1 $.parameters.name error: the parameter name has no value: Name of it."
                + " Give it: --parameters name=VALUE",
            "2 $.parameters.sku error: the parameter sku has no value."
                + " Give it: --parameters sku=VALUE, allowed: 'v1', 'v2'",
            "3 $.parameters.ports error: the parameter ports has no value."
                + " Give it: --parameters ports=VALUE");
  }

  @Test
  void aCheckGoesOnWithoutThem() {
    Templates template = template("\"name\": { \"type\": \"string\" }").check();
    assertThat(template.evaluate().problems())
        .containsExactly(
            "warning: run will need a value for the parameter name."
                + " Give it: --parameters name=VALUE");
    assertThat(template.value("parameters('name')"))
        .isEqualTo("?(parameters('name') has no value)");
  }

  @Test
  void whatIsGivenUnderAnUnknownNameIsWrong() {
    assertThat(
            template("\"gatewayName\": { \"type\": \"string\" }")
                .with("gatwayName=a")
                .evaluate()
                .problems())
        .contains("error: the template has no parameter gatwayName. Did you mean gatewayName?");
    assertThat(Templates.of("{ \"resources\": [] }").with("a=b").evaluate().problems())
        .containsExactly("error: the template has no parameter a");
  }

  @Test
  void askingForAnUnknownOneIsWrong() {
    assertThat(template("\"name\": { \"type\": \"string\" }").value("parameters('nme')"))
        .isEqualTo("error: the template has no parameter nme. Did you mean name?");
  }

  @Test
  void aCircleIsNamed() {
    Evaluated evaluated =
        template(
                """
                "a": { "type": "string", "defaultValue": "[parameters('b')]" },
                "b": { "type": "string", "defaultValue": "[concat(parameters('a'), '')]" }
                """)
            .evaluate();
    assertThat(evaluated.problems())
        .containsExactly("warning: the parameter a is made of itself: a > b > a. Break the circle");
  }

  @Test
  void aDeclarationIsAnObject() {
    assertThat(template("\"a\": \"string\"").evaluate().problems())
        .containsExactly("error: the parameter a is a string. Write { \"type\": ... }");
  }

  @Test
  void theSectionIsAnObject() {
    assertThat(Templates.evaluate("{ \"parameters\": [], \"resources\": [] }").problems())
        .containsExactly("error: parameters is an array. Write { ... }");
  }
}
