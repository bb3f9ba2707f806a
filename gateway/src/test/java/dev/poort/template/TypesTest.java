package dev.poort.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which values the type of a parameter takes, and what is said of any other. */
class TypesTest {
  private static final String DEFINITIONS =
      """
      {
        "port": { "type": "int", "minValue": 1, "maxValue": 65535 },
        "maybePort": { "$ref": "#/definitions/port", "nullable": true },
        "surePort": { "$ref": "#/definitions/maybePort", "nullable": false },
        "listener": {
          "type": "object",
          "properties": {
            "name": { "type": "string" },
            "port": { "$ref": "#/definitions/port" },
            "next": { "$ref": "#/definitions/listener", "nullable": true }
          },
          "additionalProperties": false
        },
        "pair": {
          "type": "array",
          "prefixItems": [ { "type": "int" }, { "type": "bool" } ],
          "items": false
        },
        "texts": { "type": "object", "additionalProperties": { "type": "string" } },
        "tagged": {
          "type": "object",
          "discriminator": {
            "propertyName": "type",
            "mapping": {
              "ints": { "type": "object", "additionalProperties": { "type": "int" } },
              "named": { "$ref": "#/definitions/listener" }
            }
          }
        },
        "any": { "metadata": { "description": "of any type" } },
        "circle": { "$ref": "#/definitions/circle" }
      }
      """;

  @ParameterizedTest
  @CsvSource(
      delimiterString = "<-",
      quoteCharacter = '`',
      textBlock =
          """
          "type": "string"                                          <- "text"
          "type": "String"                                          <- "text"
          "type": "secureString"                                    <- "text"
          "type": "int"                                             <- -5
          "type": "int"                                             <- 9223372036854775807
          "type": "bool"                                            <- false
          "type": "array"                                           <- [1, "two", null]
          "type": "object"                                          <- {"a": 1}
          "type": "secureObject"                                    <- {"a": 1}
          "type": "string", "allowedValues": ["One", "Two"]         <- "two"
          "type": "int", "allowedValues": [1, 2]                    <- 2
          "type": "array", "allowedValues": [["a", "b"], ["c"]]     <- ["a", "b"]
          "type": "array", "allowedValues": ["a", "b", "c"]         <- ["c", "a"]
          "type": "array", "allowedValues": ["a", 1, null, true]    <- [null, 1, true]
          "type": "array", "allowedValues": [{"a": 1, "b": 2}]      <- [{"b": 2, "a": 1}]
          "type": "int", "minValue": 1, "maxValue": 3               <- 3
          "type": "string", "minLength": 2, "maxLength": 4          <- "four"
          "type": "array", "minLength": 1                           <- [1]
          "type": "string", "nullable": true                        <- null
          "$ref": "#/definitions/port"                              <- 443
          "$ref": "#/definitions/maybePort"                         <- null
          "$ref": "#/definitions/listener/properties/name"          <- "web"
          "$ref": "#/definitions/pair/prefixItems/1"                <- true
          "$ref": "#/definitions/texts/additionalProperties"        <- "web"
          "$ref": "#/definitions/listener"                          <- {"name": "a", "port": 1, "next": {"name": "b", "port": 2}}
          "$ref": "#/definitions/pair"                              <- [1, true]
          "$ref": "#/definitions/texts"                             <- {"a": "b"}
          "$ref": "#/definitions/tagged"                            <- {"type": "ints", "a": 1}
          "$ref": "#/definitions/tagged"                            <- {"type": "named", "name": "a", "port": 1}
          "$ref": "#/definitions/any"                               <- [1]
          "type": "array", "items": { "type": "int" }               <- [1, 2]
          "type": "array", "prefixItems": [{ "type": "int" }]       <- [1, "more"]
          """)
  void takes(String declaration, String value) {
    assertThat(evaluate(declaration, value).problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          "type": "string" <- 1                            => parameters('p') is 1, not of type string. Write a string in quotes
          "type": "string" <- null                         => parameters('p') is null, not of type string. Write a string in quotes
          "type": "int" <- "1"                             => parameters('p') is '1', not of type int. Write a whole number without quotes
          "type": "int" <- 1.5                             => parameters('p') is 1.5, not of type int. Write a whole number without quotes
          "type": "int" <- 9223372036854775808             => parameters('p') is 9223372036854775808, not of type int. Write a whole number without quotes
          "type": "bool" <- "true"                         => parameters('p') is 'true', not of type bool. Write true or false without quotes
          "type": "array" <- {}                            => parameters('p') is an object of 0, not of type array. Write [ ... ]
          "type": "object" <- []                           => parameters('p') is an array of 0, not of type object. Write { ... }
          "type": "string", "allowedValues": ["a1", "b2"] <- "a2"   => parameters('p') is 'a2', allowed: 'a1', 'b2'. Did you mean a1?
          "type": "array", "allowedValues": ["a", "b"] <- ["a", 1]  => parameters('p') holds 1, allowed: 'a', 'b'
          "type": "int", "minValue": 1 <- 0                => parameters('p') is 0. Write at least 1
          "type": "int", "maxValue": 9 <- 10               => parameters('p') is 10. Write at most 9
          "type": "int", "minValue": 1, "maxValue": 9 <- 10 => parameters('p') is 10. Write 1 to 9
          "type": "string", "minLength": 2 <- "a"          => parameters('p') is 'a', it has 1 character. Write at least 2 characters
          "type": "securestring", "minLength": 2 <- "a"    => parameters('p') has 1 character. Write at least 2 characters
          "type": "array", "maxLength": 1 <- [1, 2]        => parameters('p') has 2 elements. Write at most 1 element
          "type": "array", "items": { "type": "int" } <- [1, "a"]   => parameters('p')[1] is 'a', not of type int. Write a whole number without quotes
          "$ref": "#/definitions/port" <- 65536            => parameters('p') is 65536. Write 1 to 65535
          "$ref": "#/definitions/port", "maxValue": 99 <- 100 => parameters('p') is 100. Write at most 99
          "$ref": "#/definitions/surePort" <- null         => parameters('p') is null, not of type int. Write a whole number without quotes
          "$ref": "#/definitions/listener" <- {"name": "a"} => parameters('p').port has no value. Give it one
          "$ref": "#/definitions/listener" <- {"name": "a", "port": 0} => parameters('p').port is 0. Write 1 to 65535
          "$ref": "#/definitions/listener" <- {"name": "a", "port": 1, "nme": 1} => parameters('p').nme is not declared. Take it out
          "$ref": "#/definitions/pair" <- [1]              => parameters('p')[1] has no value. Give it one
          "$ref": "#/definitions/pair" <- [1, true, 2]     => parameters('p')[2] is one element too many. Take it out
          "$ref": "#/definitions/texts" <- {"a": 1}        => parameters('p').a is 1, not of type string. Write a string in quotes
          "$ref": "#/definitions/tagged" <- {"a": 1}       => parameters('p').type has no value. Give it one
          "$ref": "#/definitions/tagged" <- {"type": "x"}  => parameters('p').type is 'x', allowed: ints, named
          "$ref": "#/definitions/tagged" <- {"type": "ints", "a": "b"} => parameters('p').a is 'b', not of type int. Write a whole number without quotes
          "$ref": "#/definitions/prt" <- 1                 => the template defines no type #/definitions/prt. Did you mean #/definitions/port?
          "$ref": "#/definitions/circle" <- 1              => the type #/definitions/circle is made of itself. Break the circle
          "type": "strng" <- "a"                           => the parameter p has the type strng. Did you mean string?
          "minLength": 1 <- "a"                            => the parameter p has no type. Known here: string, securestring, int, bool, object, secureobject, array
          """)
  void saysWhatDoesNotFit(String declarationAndValue, String problem) {
    String[] parts = declarationAndValue.split(" <- ", 2);
    assertThat(evaluate(parts[0], parts[1]).problems())
        .singleElement()
        .asString()
        .endsWith(problem);
  }

  @Test
  void anErrorStandsWhereTheValueDoes() {
    String template =
        """
        {
          "parameters": {
            "sku": { "type": "string", "allowedValues": ["a"], "defaultValue": "b" }
          },
          "resources": [],
          "outputs": { "sku": { "type": "string", "value": "[parameters('sku')]" } }
        }
        """;
    assertThat(Templates.evaluate(template).problemsWithPlaces())
        .containsExactly(
            "3 $.parameters.sku.defaultValue warning: parameters('sku') is 'b', allowed: 'a'. Did"
                + " you mean a?");
  }

  @Test
  void aSecretIsNotShown() {
    assertThat(
            evaluate("\"type\": \"securestring\", \"allowedValues\": [\"a\"]", "\"hush\"")
                .problems())
        .singleElement()
        .asString()
        .endsWith("parameters('p') is ***, allowed: 'a'");
  }

  private static Evaluated evaluate(String declaration, String value) {
    String template =
        """
        { "definitions": %s, "parameters": { "p": { %s } }, "resources": [] }
        """
            .formatted(DEFINITIONS, declaration);
    return Templates.of(template).with("{\"p\": {\"value\": " + value + "}}").evaluate();
  }
}
