package dev.poort.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Templates in files of their own. Nothing is fetched. */
class LinkedTemplatesTest {
  private static final String CHILD =
      """
      {
        "contentVersion": "1.0.0.0",
        "parameters": { "name": { "type": "string", "defaultValue": "child" } },
        "resources": [{ "type": "Contoso.Web/sites", "name": "[parameters('name')]" }],
        "outputs": { "name": { "type": "string", "value": "[parameters('name')]" } }
      }
      """;

  @TempDir private Path folder;

  /** A template that links to another one, in a folder {@code main}. */
  private Templates linking(String properties) {
    String template =
        """
        {
          "parameters": {
            "_artifactsLocation": {
              "type": "string",
              "defaultValue": "https://example.com/templates/v1"
            },
            "sas": { "type": "securestring", "defaultValue": "?sv=1&sig=a%%2Fb" },
            "missing": { "type": "string", "defaultValue": "x" }
          },
          "resources": [
            {
              "type": "Microsoft.Resources/deployments",
              "name": "linked",
              "properties": { "mode": "Incremental", %s }
            }
          ],
          "outputs": {
            "name": { "type": "string", "value": "[reference('linked').outputs.name.value]" }
          }
        }
        """
            .formatted(properties);
    return Templates.in(Templates.write(folder, "main/azuredeploy.json", template));
  }

  private static String link(String target) {
    return "\"templateLink\": { " + target + " }";
  }

  @Test
  void aRelativePathLeadsFromTheTemplatesFolder() {
    Path child = Templates.write(folder, "main/nested/child.json", CHILD);
    Evaluated evaluated =
        linking(
                link(
                    "\"relativePath\": \"nested/child.json\", \"contentVersion\": \"1.0.0.0\","
                        + " \"queryString\": \"[parameters('sas')]\""))
            .evaluate();
    assertThat(evaluated.problems()).isEmpty();
    assertThat(evaluated.names()).containsExactly("linked", "child");
    assertThat(evaluated.output("name")).isEqualTo("\"child\"");
    assertThat(evaluated.evaluation().files()).containsExactly(child);
  }

  @Test
  void aUriMadeOfTheTemplatesOwnLeadsFromItsFolderToo() {
    Templates.write(folder, "main/nested/the child.json", CHILD);
    Evaluated evaluated =
        linking(
                link(
                    "\"uri\": \"[uri(deployment().properties.templateLink.uri,"
                        + " 'nested/the%20child.json')]\""))
            .evaluate();
    assertThat(evaluated.problems()).isEmpty();
    assertThat(evaluated.names()).containsExactly("linked", "child");
  }

  @Test
  void theGivenFolderHoldsAUriUnderItsPathOrTheEndOfIt() {
    String uri =
        link(
            "\"uri\": \"[concat(parameters('_artifactsLocation'), '/nested/child.json',"
                + " parameters('sas'))]\"");
    for (String name : new String[] {"child.json", "nested/child.json", "v1/nested/child.json"}) {
      Path given = folder.resolve("given-" + name.length());
      Templates.write(given, name, CHILD);
      Evaluated evaluated = linking(uri).linked(given).evaluate();
      assertThat(evaluated.problems()).isEmpty();
      assertThat(evaluated.names()).containsExactly("linked", "child");
    }
  }

  @Test
  void theLongestEndOfAPathComesFirst() {
    Path given = folder.resolve("given");
    Templates.write(given, "child.json", CHILD.replace("\"child\"", "\"short\""));
    Templates.write(given, "nested/child.json", CHILD.replace("\"child\"", "\"long\""));
    assertThat(
            linking(link("\"uri\": \"https://example.com/nested/child.json\""))
                .linked(given)
                .evaluate()
                .names())
        .containsExactly("linked", "long");
  }

  @Test
  void aLinkToNoFileIsShownAsAWhole() {
    String uri = "https://raw.example.com/contoso/templates/main/application-gateway/gateway.json";
    assertThat(linking(link("\"uri\": \"" + uri + "\"")).linked(folder).evaluate().problems())
        .containsExactly(
            "warning: the template of the deployment linked is not here: "
                + uri
                + ". Put it into the folder of --linked, under its path or the end of it");
  }

  @Test
  void aFolderThatIsNotThereIsAnError() {
    Path missing = folder.resolve("missing");
    assertThat(Templates.ofResources("[]").linked(missing).evaluate().evaluation().problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.where()).hasToString("--linked " + missing);
              assertThat(problem.what()).isEqualTo("there is no such folder");
            });
  }

  @Test
  void aLinkedTemplateLinksFromItsOwnFolder() {
    Templates.write(
        folder,
        "main/nested/first.json",
        """
        {
          "resources": [
            {
              "type": "Microsoft.Resources/deployments",
              "name": "second",
              "properties": { "templateLink": { "relativePath": "deeper/second.json" } }
            },
            {
              "type": "Microsoft.Resources/deployments",
              "name": "third",
              "properties": {
                "templateLink": { "relativePath": "../third.json" },
                "parameters": { "name": { "value": "up" } }
              }
            }
          ],
          "outputs": { "name": { "type": "string", "value": "x" } }
        }
        """);
    Templates.write(folder, "main/nested/deeper/second.json", CHILD);
    Templates.write(folder, "main/third.json", CHILD);
    Evaluated evaluated = linking(link("\"relativePath\": \"nested/first.json\"")).evaluate();
    assertThat(evaluated.problems()).isEmpty();
    assertThat(evaluated.names()).containsExactly("linked", "second", "child", "third", "up");
  }

  @Test
  void aLinkedTemplateSeesNothingOfTheOneThatLinks() {
    Templates.write(
        folder,
        "main/child.json",
        """
        {
          "resources": [],
          "outputs": { "name": { "type": "string", "value": "[parameters('missing')]" } }
        }
        """);
    assertThat(linking(link("\"relativePath\": \"child.json\"")).evaluate().problems())
        .containsExactly("warning: the template has no parameter missing");
  }

  @Test
  void parametersMayBeInAFileToo() {
    Templates.write(folder, "main/child.json", CHILD);
    Templates.write(
        folder,
        "main/child.parameters.json",
        "{ \"parameters\": { \"name\": { \"value\": \"filed\" } } }");
    Evaluated evaluated =
        linking(
                link("\"relativePath\": \"child.json\"")
                    + ", \"parametersLink\": { \"relativePath\": \"child.parameters.json\" }")
            .evaluate();
    assertThat(evaluated.problems()).isEmpty();
    assertThat(evaluated.output("name")).isEqualTo("\"filed\"");
  }

  @Test
  void parametersOfAFileThatIsNotHereAreUnknown() {
    Templates.write(folder, "main/child.json", CHILD.replace(", \"defaultValue\": \"child\"", ""));
    Evaluated evaluated =
        linking(
                link("\"relativePath\": \"child.json\"")
                    + ", \"parametersLink\": { \"uri\": \"https://example.com/p.json\" }")
            .evaluate();
    assertThat(evaluated.problems())
        .containsExactly(
            "warning: the file of parameters of the deployment linked is not here:"
                + " https://example.com/p.json. Give the folder that holds it: --linked DIR");
    assertThat(evaluated.output("name"))
        .isEqualTo(
            "?(the file of parameters of the deployment linked is not here:"
                + " https://example.com/p.json)");
  }

  @Test
  void parametersInAFileAndWrittenOnesAreAnError() {
    Templates.write(folder, "main/child.json", CHILD);
    Templates.write(folder, "main/p.json", "{ \"parameters\": {} }");
    assertThat(
            linking(
                    link("\"relativePath\": \"child.json\"")
                        + ", \"parametersLink\": { \"relativePath\": \"p.json\" },"
                        + " \"parameters\": {}")
                .evaluate()
                .problems())
        .containsExactly(
            "error: there are both parameters and parametersLink. Take one of them out");
  }

  @Test
  void aTemplateThatIsNotHereIsAWarningAndItsOutputsAreUnknown() {
    Evaluated evaluated =
        linking(
                link(
                    "\"uri\": \"[concat(parameters('_artifactsLocation'), '/a.json',"
                        + " parameters('sas'))]\""))
            .evaluate();
    assertThat(evaluated.problems())
        .containsExactly(
            "warning: the template of the deployment linked is not here:"
                + " https://example.com/templates/v1/a.json."
                + " Give the folder that holds it: --linked DIR");
    assertThat(evaluated.output("name"))
        .isEqualTo(
            "?(the template of the deployment linked is not here:"
                + " https://example.com/templates/v1/a.json)");
  }

  @Test
  void aTemplateSpecIsKnownToAzureAlone() {
    String id =
        "/subscriptions/s/resourceGroups/g/providers/Microsoft.Resources/templateSpecs/t/versions/1";
    for (String target : new String[] {"\"id\": \"" + id + "\"", "\"uri\": \"ts:" + id + "\""}) {
      Evaluated evaluated = linking(link(target)).evaluate();
      assertThat(evaluated.problems())
          .singleElement()
          .asString()
          .startsWith("warning: the template of the deployment linked is a template spec in Azure")
          .endsWith("Save it with az ts export, and link it by relativePath");
      assertThat(evaluated.output("name")).startsWith("?(the template of the deployment linked is");
    }
  }

  @Test
  void aLinkThatCannotBeToldIsAWarning() {
    Evaluated evaluated =
        linking(link("\"uri\": \"[listKeys('a', '2024-01-01').uri]\"")).evaluate();
    assertThat(evaluated.problems())
        .containsExactly(
            "warning: the template of the deployment linked cannot be told: only Azure knows what"
                + " a list function gives. Write the value itself");
  }

  @Test
  void theContentVersionMustBeThatOfTheFile() {
    Templates.write(folder, "main/child.json", CHILD);
    assertThat(
            linking(link("\"relativePath\": \"child.json\", \"contentVersion\": \"2.0.0.0\""))
                .evaluate()
                .problems())
        .containsExactly(
            "error: the link wants the contentVersion 2.0.0.0. Write 1.0.0.0 as the file does");
  }

  @Test
  void whatIsWrongInALinkedFileIsReportedThere() {
    Templates.write(folder, "main/child.json", "{ \"resources\": [ \"a\" ] }");
    Evaluated evaluated = linking(link("\"relativePath\": \"child.json\"")).evaluate();
    assertThat(evaluated.evaluation().problems().getFirst().where().file()).endsWith("child.json");
    assertThat(evaluated.problems().getFirst())
        .isEqualTo("error: a resource is a string. Write an object");
  }

  @Test
  void aFileThatIsNoTemplateIsAnError() {
    Templates.write(folder, "main/child.json", "[]");
    assertThat(linking(link("\"relativePath\": \"child.json\"")).evaluate().problems())
        .containsExactly(
            "error: the template of the deployment linked is an array. Write an object");
    Templates.write(folder, "main/child.json", "{ \"resources\": ");
    assertThat(linking(link("\"relativePath\": \"child.json\"")).evaluate().problems())
        .isNotEmpty();
    assertThat(linking(link("\"contentVersion\": \"1\"")).evaluate().problems())
        .containsExactly(
            "error: the template of the deployment linked is linked without relativePath and uri."
                + " Write { \"relativePath\": ... }");
  }

  @Test
  void nothingIsReadOutsideOfTheFolders() throws IOException {
    Path secret = Templates.write(folder, "secret.json", CHILD);
    Path given = Files.createDirectories(folder.resolve("given"));
    Files.createDirectories(folder.resolve("main"));
    Files.createSymbolicLink(folder.resolve("main/way-out.json"), secret);
    Files.createSymbolicLink(given.resolve("way-out"), folder);
    for (String target :
        new String[] {
          "\"relativePath\": \"../secret.json\"",
          "\"relativePath\": \"" + secret + "\"",
          "\"relativePath\": \"way-out.json\"",
          "\"uri\": \"" + secret.toUri() + "\"",
          "\"uri\": \"https://example.com/../secret.json\"",
          "\"uri\": \"https://example.com/..%2Fsecret.json\"",
          "\"uri\": \"https://example.com/way-out/secret.json\""
        }) {
      Evaluated evaluated = linking(link(target)).linked(given).evaluate();
      assertThat(evaluated.names()).containsExactly("linked");
      assertThat(evaluated.problems()).singleElement().asString().contains(" is not here: ");
      assertThat(evaluated.evaluation().files()).isEmpty();
    }
  }

  @Test
  void aSymbolicLinkWithinTheFoldersIsFollowed() throws IOException {
    Path child = Templates.write(folder, "main/real/child.json", CHILD);
    Files.createSymbolicLink(folder.resolve("main/child.json"), child);
    assertThat(linking(link("\"relativePath\": \"child.json\"")).evaluate().names())
        .containsExactly("linked", "child");
  }

  /** A template of deployments that link, each with its condition. */
  private Path linksTo(String name, String condition, String... targets) {
    String resources =
        IntStream.range(0, targets.length)
            .mapToObj(
                i ->
                    """
                    {
                      "type": "Microsoft.Resources/deployments",
                      "name": "[concat('again', parameters('left'), '-%d')]",
                      "condition": %s,
                      "properties": {
                        "templateLink": { "relativePath": "%s" },
                        "parameters": { "left": { "value": "[sub(parameters('left'), 1)]" } }
                      }
                    }
                    """
                        .formatted(i, condition, targets[i]))
            .collect(Collectors.joining(","));
    return Templates.write(
        folder,
        name,
        "{ \"parameters\": { \"left\": { \"type\": \"int\", \"defaultValue\": 6 } },"
            + " \"resources\": [ %s ] }".formatted(resources));
  }

  @Test
  void aTemplateThatLinksToItselfIsAnErrorThatNamesTheWay() {
    Path file = linksTo("self.json", "true", "self.json");
    assertThat(Templates.in(file).evaluate().problems())
        .containsExactly(
            "error: self.json links to itself: self.json > self.json."
                + " Break the circle, or end it by a condition within 20");
  }

  @Test
  void aTemplateThatLinksToItselfThroughOthersIsAnErrorThatNamesTheWay() {
    Path file = linksTo("main.json", "true", "nested/a.json");
    linksTo("nested/a.json", "true", "b.json");
    linksTo("nested/b.json", "true", "c.json");
    linksTo("nested/c.json", "true", "a.json");
    assertThat(Templates.in(file).evaluate().problems())
        .singleElement()
        .asString()
        .startsWith(
            "error: nested/b.json links to itself: nested/b.json > nested/c.json > nested/a")
        .contains("nested/a.json > nested/b.json. Break the circle");
  }

  @Test
  void aTemplateThatLinksToItselfManyTimesIsFollowedOnce() {
    Path file = linksTo("self.json", "true", "self.json", "self.json", "self.json");
    Evaluated evaluated = Templates.in(file).evaluate();
    assertThat(evaluated.problems())
        .singleElement()
        .asString()
        .startsWith("error: self.json links to itself: self.json > self.json. Break the circle");
    assertThat(evaluated.names()).hasSizeLessThan(100);
  }

  @Test
  void aConditionMayEndALinkToItself() {
    Path file = linksTo("self.json", "\"[greater(parameters('left'), 0)]\"", "self.json");
    Evaluated evaluated = Templates.in(file).evaluate();
    assertThat(evaluated.problems()).isEmpty();
    assertThat(evaluated.names())
        .containsExactly("again6-0", "again5-0", "again4-0", "again3-0", "again2-0", "again1-0");
  }
}
