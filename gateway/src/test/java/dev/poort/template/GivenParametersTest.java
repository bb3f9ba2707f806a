package dev.poort.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --parameters} as {@code az deployment group create} takes it. */
class GivenParametersTest {
  private static final String TEMPLATE =
      """
      {
        "parameters": {
          "text": { "type": "string", "defaultValue": "none" },
          "secret": { "type": "securestring", "defaultValue": "none" },
          "int": { "type": "int", "defaultValue": 0 },
          "bool": { "type": "bool", "defaultValue": false },
          "array": { "type": "array", "defaultValue": [] },
          "object": { "type": "object", "defaultValue": {} }
        },
        "resources": []
      }
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          text=a                          => "a"
          text=a b                        => "a b"
          text=a=b==                      => "a=b=="
          text=                           => ""
          text=5                          => "5"
          text={"a":1}                    => "{\\"a\\":1}"
          secret=p@ss                     => "p@ss"
          int=8080                        => 8080
          int= -1                         => -1
          bool=true                       => true
          bool=False                      => false
          array=[1, "a"]                  => [1,"a"]
          array=['a','it"s']              => ["a","it\\"s"]
          array=("value1", "value2")      => ["value1","value2"]
          array=[True, None, 'a\\'b']     => [true,null,"a'b"]
          object={"Owner":"Contoso","a (b)":'c'} => {"Owner":"Contoso","a (b)":"c"}
          TEXT=a                          => "a"
          """)
  void aPairIsReadAsItsParameterIsDeclared(String option, String json) {
    String name = option.substring(0, option.indexOf('='));
    Templates template = Templates.of(TEMPLATE).with(option);
    assertThat(template.value("parameters('" + name + "')")).isEqualTo(json);
    assertThat(template.evaluate().problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      textBlock =
          """
          int=a lot           => parameters('int') is 'a lot', not of type int. Write a whole number without quotes
          bool=yes            => parameters('bool') is 'yes', not of type bool. Write true or false without quotes
          array={}            => parameters('array') is an object of 0, not of type array. Write [ ... ]
          array=[1            => the end was read as if ] stood there. Close what was opened
          object=a            => this is no value of JSON. Put a text in double quotes
          txt=a               => the template has no parameter txt. Did you mean text?
          text=@missing.txt   => missing.txt: there is no such file. Check its name and folder
          missing.json        => there is no such file. Name a file of parameters, or write NAME=VALUE
          @missing.json       => there is no such file. Name a file of parameters, or write NAME=VALUE
          ./a=b.json          => there is no such file. Name a file of parameters, or write NAME=VALUE
          https://x.org/a.json => nothing is fetched from the network. Name a file on this machine
          main.bicepparam     => this is Bicep, not JSON. Build it: az bicep build-params --file main.bicepparam
          {"text": {}}        => the parameter text has neither value nor reference. Write { "value": ... }
          {"text": "a"}       => the parameter text has neither value nor reference. Write { "value": ... }
          {"resources": []}   => this is a template, no file of parameters. Write { "parameters": { "NAME": { "value": ... } } }
          `  `                => no file is called   . Write FILE or NAME=VALUE
          """)
  void whatCannotBeReadIsWrong(String option, String problem) {
    assertThat(Templates.of(TEMPLATE).with(option).evaluate().problems())
        .singleElement()
        .asString()
        .endsWith(": " + problem);
  }

  @Test
  void aProblemWithAPairStandsAtTheOption() {
    assertThat(Templates.of(TEMPLATE).with("int=a").evaluate().evaluation().problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.where()).hasToString("--parameters int"));
    assertThat(Templates.of(TEMPLATE).with("array=[1, x]").evaluate().evaluation().problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.where()).hasToString("--parameters array:1:5"));
    assertThat(Templates.of(TEMPLATE).with("text=@no.txt").evaluate().evaluation().problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.where()).hasToString("--parameters text"));
  }

  @Test
  void aUriIsShownAsItWasGiven() {
    assertThat(
            Templates.of(TEMPLATE).with("https://x.org/a.json").evaluate().evaluation().problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.where()).hasToString("https://x.org/a.json"));
  }

  @Test
  void aPairTakesItsValueFromAFile() {
    Path text = Templates.write(folder, "text.txt", "two\nlines\r\n\n");
    Path array = Templates.write(folder, "array.json", "[\n  1,\n  2 // of two\n]\n");
    Templates template = Templates.of(TEMPLATE).with("text=@" + text, "array=@" + array);
    assertThat(template.value("parameters('text')"))
        .isEqualTo("\"two\\u000d\\u000alines\"".replace("\\u000d", ""));
    assertThat(template.value("parameters('array')")).isEqualTo("[1,2]");
  }

  @Test
  void aFileHoldsParametersWithOrWithoutWhatIsAround() {
    String values = "{ \"text\": { \"value\": \"a\" }, \"array\": { \"value\": [1] } }";
    Path whole =
        Templates.write(
            folder,
            "whole.json",
            """
            {
              "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
              "contentVersion": "1.0.0.0",
              "parameters": %s
            }
            """
                .formatted(values));
    Path bare = Templates.write(folder, "bare.json", values);
    for (String option : List.of(whole.toString(), "@" + whole, bare.toString(), values)) {
      Templates template = Templates.of(TEMPLATE).with(option);
      assertThat(template.value("concat(parameters('text'), parameters('array')[0])"))
          .isEqualTo("\"a1\"");
      assertThat(template.evaluate().problems()).isEmpty();
    }
  }

  @Test
  void theLaterOneWins() {
    Path file = Templates.write(folder, "p.json", "{ \"text\": { \"value\": \"file\" } }");
    Templates template = Templates.of(TEMPLATE);
    assertThat(template.with(file.toString(), "text=pair").value("parameters('text')"))
        .isEqualTo("\"pair\"");
    assertThat(template.with("Text=pair", file.toString()).value("parameters('text')"))
        .isEqualTo("\"file\"");
  }

  @Test
  void aFileWhoseNameLooksLikeAPairIsAFile() {
    Path file = Templates.write(folder, "env=dev.json", "{ \"int\": { \"value\": 1 } }");
    Path here = Path.of("").toAbsolutePath().relativize(file);
    assertThat(Templates.of(TEMPLATE).with(here.toString()).value("parameters('int')"))
        .isEqualTo("1");
  }

  @Test
  void allFilesAreKnownSoThatTheyCanBeWatched() {
    var given =
        new GivenParameters(
            List.of("a.json", "@b.json", "c=@d.txt", "e=f", "{\"g\": {\"value\": 1}}"));
    assertThat(given.files())
        .containsExactly(Path.of("a.json"), Path.of("b.json"), Path.of("d.txt"));
  }

  @Test
  void aSecretOfAKeyVaultCannotBeTold() {
    Path file =
        Templates.write(
            folder,
            "p.json",
            """
            { "secret": { "reference": { "keyVault": { "id": "/vaults/v" }, "secretName": "cert" } } }
            """);
    Templates template = Templates.of(TEMPLATE).with(file.toString());
    assertThat(template.value("parameters('secret')"))
        .isEqualTo(
            "?(parameters('secret') is the secret cert of a Key Vault, which only Azure can read)");
    assertThat(template.evaluate().problems()).isEmpty();
    assertThat(
            Templates.of(TEMPLATE).with(file.toString(), "secret=a").value("parameters('secret')"))
        .isEqualTo("\"a\"");
  }

  @Test
  void externalInputsAreNotEvaluated() {
    assertThat(
            Templates.of(TEMPLATE)
                .with("{\"text\": {\"expression\": \"[externalInputs('a')]\"}}")
                .evaluate()
                .problems())
        .containsExactly(
            "warning: the parameter text is an expression of external inputs."
                + " Give it: --parameters text=VALUE");
  }
}
