package dev.poort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.demo.DemoFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command; what it writes of a gateway is in {@code GatewayExportTest}. */
class ExportCommandTest {
  @TempDir Path folder;
  private String gateway;
  private Path file;

  @BeforeEach
  void write() throws Exception {
    file = DemoFiles.write(folder, List.of(5000)).gateway();
    gateway = Files.readString(file);
  }

  @Test
  void oneGatewayIsAnObject() {
    CommandResult export = export();

    assertThat(export.exitCode()).isZero();
    assertThat(export.err()).isEmpty();
    assertThat(export.out()).startsWith("{\n  \"name\" : ").endsWith("}\n");
  }

  @Test
  void severalGatewaysAreAnArrayInTheFilesOrder() throws Exception {
    writeTwo();

    assertThat(export().out())
        .startsWith("[ {\n  \"name\" : \"web\",")
        .contains("}, {\n  \"name\" : \"api\",")
        .endsWith("} ]\n");
  }

  @Test
  void oneOfSeveralIsAnObject() throws Exception {
    writeTwo();

    assertThat(export("--gateway", "api").out()).startsWith("{\n  \"name\" : \"api\",");
  }

  @Test
  void whatItWritesIsReadAgainAndWrittenTheSame() throws Exception {
    writeTwo();
    String once = export("--secrets").out();
    Files.writeString(file, once);

    assertThat(export("--secrets").out()).isEqualTo(once);
  }

  @Test
  void keysAreWrittenOnlyWithSecrets() {
    assertThat(export().out()).contains("\"publicCertData\"").doesNotContain("\"data\"");
    assertThat(export("--secrets").out()).contains("\"data\"").doesNotContain("\"publicCertData\"");
  }

  @Test
  void whatIsLeftOutIsSaidOnStandardError() throws Exception {
    Files.writeString(
        file,
        "{\"resources\": [%s]}"
            .formatted(
                gateway.replaceFirst("\\{", "{\"zones\": [\"[pickZones('a', 'b', 'c')]\"],")));

    CommandResult export = export();

    assertThat(export.exitCode()).isZero();
    assertThat(export.out()).contains("\"zones\" : [ ]");
    assertThat(export.err()).contains("warning: zones[0] is left out: ").hasLineCount(3);
  }

  @Test
  void aNameThatIsNotGivenIsWrittenSoThatReferencesStillLeadToIt() throws Exception {
    Files.writeString(
        file,
        "{\"parameters\": {\"name\": {\"type\": \"string\"}}, \"resources\": [%s]}"
            .formatted(
                gateway
                    .replaceFirst("\"name\": \"[^\"]*\"", "\"name\": \"[parameters('name')]\"")
                    .replaceAll(
                        "\"id\": \"(\\w+/\\w+)\"",
                        "\"id\": \"[concat('applicationGateways/', parameters('name'), '/$1')]\"")));

    CommandResult export = export("--secrets");

    assertThat(export.exitCode()).as(export.err()).isZero();
    assertThat(export.out())
        .contains("\"name\" : \"{name}\"")
        .contains("\"id\" : \"applicationGateways/{name}/httpListeners/httpListener\"");
    assertThat(export.err()).contains("name is not written whole: parameters('name') has no value");
    Files.writeString(file, export.out());
    assertThat(export("--secrets").out()).isEqualTo(export.out());
  }

  @Test
  void whatTheGatewayNeedsAndNobodyKnowsIsNotExported() throws Exception {
    Files.writeString(
        file,
        "{\"resources\": [%s]}"
            .formatted(
                gateway.replaceAll(
                    "\"requestTimeout\": \\d+",
                    "\"requestTimeout\": \"[int(parameters('time'))]\""))
            .replaceFirst("\\{", "{\"parameters\": {\"time\": {\"type\": \"int\"}}, "));

    CommandResult export = export();

    assertThat(export.exitCode()).isEqualTo(1);
    assertThat(export.out()).isEmpty();
    assertThat(export.err())
        .contains("run will need a value for the parameter time")
        .endsWith("1 warning; nothing was written: the gateway needs what the warnings name\n");
  }

  @Test
  void ofAWrongFileNothingIsWritten() throws Exception {
    Files.writeString(file, gateway.replace("\"requestTimeout\": ", "\"requestTimeout\": -"));

    CommandResult export = export();

    assertThat(export.exitCode()).isEqualTo(1);
    assertThat(export.out()).isEmpty();
    assertThat(export.err()).contains("requestTimeout is -").endsWith("; nothing was written\n");
  }

  private void writeTwo() throws Exception {
    String name = gateway.replaceFirst("(?s).*?\"name\": \"([^\"]+)\".*", "$1");
    Files.writeString(
        file,
        "[%s,\n%s]"
            .formatted(
                gateway.replaceFirst("\"" + name + "\"", "\"web\""),
                gateway.replaceFirst("\"" + name + "\"", "\"api\"")));
  }

  private CommandResult export(String... options) {
    String[] args = new String[options.length + 2];
    args[0] = "export";
    args[1] = file.toString();
    System.arraycopy(options, 0, args, 2, options.length);
    return CommandResult.of(args);
  }
}
