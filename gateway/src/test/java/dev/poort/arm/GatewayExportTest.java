package dev.poort.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.TestCa;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway as plain ARM JSON. */
class GatewayExportTest {
  private static final String SOMETHING = "\"properties\": {";

  @Test
  void whatSaysWhatAnObjectIsComesFirstAndItsPropertiesLast() throws Exception {
    String text = export("\"zones\": [1], \"TAGS\": {}, \"ETag\": \"e\", \"location\": \"here\",");

    assertThat(text)
        .startsWith(
            """
            {"name":"gateway","type":"Microsoft.Network/applicationGateways",\
            "location":"here","tags":{},"etag":"e","zones":[1],"properties":{\
            "backendAddressPools":[""");
  }

  @Test
  void theOrderAndTheLetterCaseOfTheFileMakeNoDifference() throws Exception {
    String one = export("\"zones\": [1], \"tags\": {\"b\": 1, \"a\": 2},");
    String other = export("\"Tags\": {\"a\": 2, \"b\": 1}, \"ZONES\": [1],");

    assertThat(other).isEqualTo(one);
  }

  @Test
  void namesAreSpelledAsArmSpellsThemWhateverObjectTheyAreIn() throws Exception {
    String waf = "\"webapplicationfirewallconfiguration\": {\"FirewallMode\": \"Detection\"},";

    assertThat(exportWith(waf))
        .contains("\"webApplicationFirewallConfiguration\":{\"firewallMode\":\"Detection\"}");
  }

  @Test
  void namesThatAreTheUsersOwnStayAsTheyAre() throws Exception {
    assertThat(export("\"tags\": {\"Port\": \"80\", \"HOSTNAME\": \"x\"},"))
        .contains("\"tags\":{\"HOSTNAME\":\"x\",\"Port\":\"80\"}");
  }

  @Test
  void whatTheAzureCommandLinePrintsBesideANameStandsUnderProperties() throws Exception {
    String nested = new ArmFile().text();
    String flat = nested.replaceAll("(?s)\"properties\": \\{(\"port\": 80)}", "$1");
    assertThat(flat).isNotEqualTo(nested);

    assertThat(Exported.of(flat).text()).isEqualTo(Exported.of(nested).text());
  }

  @Test
  void aWholeGatewayOfTheAzureCommandLineBecomesPlainArm() throws Exception {
    String bare = "{" + new ArmFile().fragments() + ", \"tags\": {}, \"etag\": \"e\"}";

    assertThat(Exported.of(bare).text())
        .startsWith(
            """
            {"name":"file","type":"Microsoft.Network/applicationGateways","tags":{},"etag":"e",\
            "properties":{"backendAddressPools":[""");
  }

  @Test
  void whatPoortDoesNotKnowIsKeptWhereItStands() throws Exception {
    assertThat(exportWith("\"future\": {\"Odd\": [1, null, true, 1.50e3]},"))
        .contains("\"future\":{\"Odd\":[1,null,true,1.50e3]}");
    assertThat(export("\"scale\": null,")).contains(",\"scale\":null,\"properties\":{");
  }

  @Test
  void whatAzurePrintsOfItsOwnIsKept() throws Exception {
    assertThat(exportWith("\"provisioningState\": \"Succeeded\", \"resourceGuid\": \"0\","))
        .contains("\"provisioningState\":\"Succeeded\"", "\"resourceGuid\":\"0\"");
  }

  @Test
  void aCertificateIsItsPublicPartAlone() throws Exception {
    var issued = TestCa.create().issue("localhost");
    String text = Exported.of(withCertificate(issued.pfx("geheim"))).text();

    assertThat(text).doesNotContain("\"data\"", "\"password\"", "geheim");
    Matcher data = Pattern.compile("\"publicCertData\":\"([^\"]+)\"").matcher(text);
    assertThat(data.find()).isTrue();
    var octets = new ByteArrayInputStream(Base64.getDecoder().decode(data.group(1)));
    assertThat(CertificateFactory.getInstance("X.509").generateCertificates(octets))
        .isEqualTo(issued.credential().chain());
  }

  @Test
  void withSecretsACertificateIsWhole() throws Exception {
    String pfx = TestCa.create().issue("localhost").pfx("geheim");

    assertThat(Exported.withSecrets(withCertificate(pfx)).text())
        .contains("{\"data\":\"" + pfx + "\",\"password\":\"geheim\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[parameters('secret')]",
        "[concat('x', parameters('secret'))]",
        "[variables('made')]",
        "[variables('within').it[0]]",
        "[toLower(variables('copied')[1])]",
        "[f.of(parameters('secret'))]",
        "[reference('inner').outputs.it.value]",
        "[reference('inner').outputs.passed.value]"
      })
  void whatIsMadeOfASecretIsWrittenOnlyWithSecrets(String expression) throws Exception {
    String template = template("\"zones\": [\"" + expression + "\"],");

    assertThat(Exported.of(template, "secret=geheim").text())
        .contains("\"zones\":[\"(secret)\"]")
        .doesNotContain("geheim");
    assertThat(Exported.withSecrets(template, "secret=geheim").text()).contains("geheim\"]");
  }

  @Test
  void whatIsNotMadeOfASecretIsWritten() throws Exception {
    assertThat(Exported.of(template("\"zones\": [\"[variables('within').other]\"],")).text())
        .contains("\"zones\":[\"(secret)\"]"); // as it stands beside a secret
    assertThat(Exported.of(template("\"zones\": [\"[variables('plain')]\"],")).text())
        .contains("\"zones\":[\"plain\"]");
  }

  @Test
  void whatOnlyAzureKnowsIsLeftOutAndSaid() throws Exception {
    Exported exported =
        Exported.of(template("\"zones\": [\"a\", \"[listKeys('x', '2020-01-01').key]\"],"));

    assertThat(exported.text()).contains("\"zones\":[\"a\"]");
    assertThat(exported.leftOut())
        .singleElement()
        .asString()
        .startsWith("zones[1] is left out: ")
        .contains("only Azure knows ");
  }

  @Test
  void machinesThatNameAPoolStandInIt() throws Exception {
    String nic =
        """
        {"type": "Microsoft.Network/networkInterfaces", "name": "nic", "properties": {
          "ipConfigurations": [{"properties": {"applicationGatewayBackendAddressPools": [%s]}}]}}"""
            .formatted(ArmFile.id("backendAddressPools/pool").replace("/g/", "/gateway/"));

    assertThat(Exported.of("{\"resources\": [" + new ArmFile().text() + "," + nic + "]}").text())
        .contains("\"backendIPConfigurations\":[{\"id\":\"networkInterfaces/nic\"}]");
  }

  @Test
  void machinesThatStandThereAlreadyAreWrittenOnce() throws Exception {
    String id = "{\"id\":\"/x/networkInterfaces/nic/ipConfigurations/ip\"}";
    var file =
        new ArmFile()
            .with(
                "backendAddressPools",
                "[{\"name\": \"pool\", \"properties\": {\"backendIPConfigurations\": [%s]}}]"
                    .formatted(id));

    assertThat(Exported.of(file.text()).text())
        .contains("\"backendIPConfigurations\":[" + id + "]");
  }

  @Test
  void aGatewayWithoutANameKeepsThatOfItsFile() throws Exception {
    Exported exported = Exported.of("{" + new ArmFile().fragments() + "}");

    var again = GatewayReader.read("other.json", exported.text());
    assertThat(ArmFile.gateway(again)).isEqualTo(exported.gateway());
    assertThat(exported.gateway().name()).isEqualTo("file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[x]", "[[x]", "[", "[[concat('a')]", "[[[concat('a')]", "a]", "[(]"})
  void stringsThatBeginWithABracketAreReadAsTheyWereWritten(String text) throws Exception {
    assertThat(export("\"tags\": {\"t\": \"" + text + "\"},"))
        .contains("\"tags\":{\"t\":\"" + text + "\"}");
  }

  @Test
  void aStringOfATemplateThatReadsAsAnExpressionIsEscaped() throws Exception {
    assertThat(Exported.of(template("\"zones\": [\"[[concat('a')]\", \"[[x]\"],")).text())
        .contains("\"zones\":[\"[[concat('a')]\",\"[x]\"]");
  }

  /** What is exported of a small gateway with something more beside its properties. */
  private static String export(String more) throws Exception {
    return Exported.of(
            new ArmFile().text().replaceFirst("\\{", "{" + Matcher.quoteReplacement(more)))
        .text();
  }

  /** The same with something more among its properties. */
  private static String exportWith(String more) throws Exception {
    String text = new ArmFile().text();
    int at = text.indexOf(SOMETHING) + SOMETHING.length();
    return Exported.of(text.substring(0, at) + more + text.substring(at)).text();
  }

  private static String withCertificate(String pfx) {
    String reference = "\"sslCertificate\": " + ArmFile.id("sslCertificates/certificate");
    return new ArmFile()
        .with("sslCertificates", ArmFile.certificate(pfx, "geheim"))
        .withListeners(ArmFile.listener("web", "Https", reference))
        .text();
  }

  /** A small gateway in a template that has a secret, with something more of its own. */
  private static String template(String more) {
    String gateway = new ArmFile().text().replaceFirst("\\{", "{" + Matcher.quoteReplacement(more));
    return """
    {"parameters": {"secret": {"type": "secureString", "defaultValue": "standard"}},
     "variables": {
       "plain": "plain", "made": "[concat(variables('plain'), parameters('secret'))]",
       "within": {"it": ["[parameters('secret')]"], "other": "other"},
       "copy": [{"name": "copied", "count": 2, "input": "[parameters('secret')]"}]},
     "functions": [{"namespace": "f", "members": {"of": {
       "parameters": [{"name": "it", "type": "string"}],
       "output": {"type": "string", "value": "[concat('of', parameters('it'))]"}}}}],
     "resources": [
       {"type": "Microsoft.Resources/deployments", "name": "inner", "properties": {
         "expressionEvaluationOptions": {"scope": "inner"},
         "parameters": {"handed": {"value": "[parameters('secret')]"}},
         "template": {
           "parameters": {"handed": {"type": "string"},
             "own": {"type": "secureString", "defaultValue": "own geheim"}},
           "resources": [],
           "outputs": {
             "it": {"type": "string", "value": "[parameters('own')]"},
             "passed": {"type": "string", "value": "[parameters('handed')]"}}}}},
       %s]}
    """
        .formatted(gateway);
  }
}
