package dev.poort.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The section {@code variables} of a template. */
class VariablesTest {
  private static Templates template(String variables) {
    return Templates.of("{ \"variables\": { " + variables + " }, \"resources\": [] }");
  }

  @Test
  void areMadeOfEachOtherInAnyOrder() {
    Templates template =
        template(
            """
            "id": "[concat(variables('NAME'), '-ip')]",
            "name": "gw",
            "names": { "all": [ "[variables('name')]", 1, true, null ] }
            """);
    assertThat(template.value("variables('id')")).isEqualTo("\"gw-ip\"");
    assertThat(template.value("variables('names').all")).isEqualTo("[\"gw\",1,true,null]");
  }

  @Test
  void aCopyMakesArrays() {
    Templates template =
        template(
            """
            "count": 3,
            "copy": [
              {
                "name": "names",
                "count": "[variables('count')]",
                "input": "[concat('item', copyIndex('names', 1))]"
              },
              {
                "name": "ports",
                "count": 2,
                "input": { "name": "[variables('names')[copyIndex('ports')]]", "port": "[copyIndex('ports', 80)]" }
              },
              { "name": "none", "count": 0, "input": 1 }
            ]
            """);
    assertThat(template.value("variables('names')")).isEqualTo("[\"item1\",\"item2\",\"item3\"]");
    assertThat(template.value("variables('ports')"))
        .isEqualTo("[{\"name\":\"item1\",\"port\":80},{\"name\":\"item2\",\"port\":81}]");
    assertThat(template.value("variables('none')")).isEqualTo("[]");
  }

  @Test
  void aCopyWithinAVariableMakesItsProperties() {
    Templates template =
        template(
            """
            "disks": {
              "size": 1,
              "copy": [
                { "name": "numbers", "count": 2, "input": "[copyIndex('numbers')]" },
                { "name": "names", "count": 2, "input": "[concat('d', copyIndex('names'))]" }
              ]
            }
            """);
    assertThat(template.value("variables('disks')"))
        .isEqualTo("{\"size\":1,\"numbers\":[0,1],\"names\":[\"d0\",\"d1\"]}");
  }

  @Test
  void aVariableMayBeCalledCopy() {
    assertThat(template("\"copy\": \"a\"").value("variables('copy')")).isEqualTo("\"a\"");
  }

  @Test
  void aCircleIsNamed() {
    Evaluated evaluated =
        template("\"a\": \"[variables('b')]\", \"b\": { \"c\": \"[variables('A')]\" }").evaluate();
    assertThat(evaluated.problems())
        .containsExactly("warning: the variable A is made of itself: a > b > A. Break the circle");
    assertThat(template("\"a\": \"[variables('a')]\"").evaluate().problems())
        .containsExactly("warning: the variable a is made of itself. Break the circle");
  }

  @Test
  void askingForAnUnknownOneIsWrong() {
    assertThat(template("\"gatewayName\": 1").value("variables('gatwayName')"))
        .isEqualTo("error: the template has no variable gatwayName. Did you mean gatewayName?");
  }

  @Test
  void aCopyNeedsANameACountAndAnInput() {
    assertThat(
            template(
                    """
                    "copy": [
                      { "count": 1, "input": 1 },
                      { "name": "a", "count": 1 },
                      { "name": "b", "input": 1 },
                      { "name": "c", "count": 801, "input": 1 },
                      { "name": "d", "count": -1, "input": 1 },
                      { "name": "e", "count": "[json('1.5')]", "input": 1 }
                    ]
                    """)
                .evaluate()
                .problems())
        .containsExactly(
            "error: a copy has no name. Give it that of the variable it makes",
            "warning: the copy a has no input. Give it what is copied",
            "warning: the copy b has no count. Write a number from 0 to 800",
            "warning: the copy c has the count 801. Write a number from 0 to 800",
            "warning: the copy d has the count -1. Write a number from 0 to 800",
            "warning: the copy e has the count 1.5. Write a number from 0 to 800");
  }

  @Test
  void theSectionIsAnObject() {
    assertThat(Templates.evaluate("{ \"variables\": \"\", \"resources\": [] }").problems())
        .containsExactly("error: variables is a string. Write { ... }");
  }
}
