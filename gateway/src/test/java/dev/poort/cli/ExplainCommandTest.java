package dev.poort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The command, and what it writes: each file among the resources begins with a call and goes on
 * with the answer.
 */
class ExplainCommandTest {
  private static final Path FOLDER = Path.of("src/test/resources/dev/poort/explain");
  private static final Pattern ARGUMENT = Pattern.compile("'([^']*)'|(\\S+)");

  @TempDir Path folder;

  static List<Path> answers() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("answers")
  void explainsAsWritten(Path file) throws Exception {
    String text = Files.readString(file);
    String call = text.substring("$ poort ".length(), text.indexOf('\n'));

    CommandResult result = CommandResult.of(arguments(call));

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(result.out().replace(FOLDER + "/", ""))
        .isEqualTo(text.substring(text.indexOf('\n') + 1));
  }

  /** The words of a call, files among them from the folder. */
  private static String[] arguments(String call) {
    List<String> arguments = new ArrayList<>();
    Matcher each = ARGUMENT.matcher(call);
    while (each.find()) {
      String word = each.group(1) == null ? each.group(2) : each.group(1);
      arguments.add(word.endsWith(".json") ? FOLDER.resolve(word).toString() : word);
    }
    return arguments.toArray(String[]::new);
  }

  @Test
  void aUrlThatNobodyCanAskForIsWrongUsage() {
    CommandResult result = shop("GET", "shop.example/cart");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("begin it with http://, https://, ws:// or wss://");
  }

  @Test
  void aHeaderWithoutAColonIsWrongUsage() {
    CommandResult result = shop("GET", "http://shop.example/", "-H", "Cookie");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("'Cookie' is no header: say 'Name: value'");
  }

  @Test
  void aClientIsAnIpAddress() {
    CommandResult result = shop("GET", "http://shop.example/", "--client-ip", "localhost");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("localhost is no IP address of a client");
  }

  @Test
  void aFileWithErrorsIsNotExplained() throws Exception {
    Path file = folder.resolve("gateway.json");
    String shop = Files.readString(FOLDER.resolve("shop.json"));
    Files.writeString(file, shop.replace("urlPathMaps/paths", "urlPathMaps/path"));

    CommandResult result =
        CommandResult.of("explain", file.toString(), "GET", "http://shop.example/");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("error: ", "urlPathMaps", "nothing can be explained");
  }

  @Test
  void whomACookieNamesCannotBeToldWithoutTheKey() throws Exception {
    Path file = folder.resolve("gateway.json");
    String shop = Files.readString(FOLDER.resolve("shop.json"));
    String bound = "\"requestTimeout\": 60, \"cookieBasedAffinity\": \"Enabled\"";
    Files.writeString(file, shop.replace("\"requestTimeout\": 60", bound));
    String cookie = "Cookie: ApplicationGatewayAffinity=" + "0".repeat(32);

    CommandResult result =
        CommandResult.of("explain", file.toString(), "GET", "http://shop.example/", "-H", cookie);

    assertThat(result.out()).contains("whom its own names cannot be told without the key");
    assertThat(folder).isDirectoryNotContaining("glob:**.key");
  }

  @Test
  void ofSeveralGatewaysTheOneOnThePortIsExplained() throws Exception {
    String shop = Files.readString(FOLDER.resolve("shop.json"));
    String other =
        shop.replaceFirst("\"shop\"", "\"other\"").replace("\"port\": 80}", "\"port\": 81}");
    Path file = folder.resolve("two.json");
    Files.writeString(file, "[" + shop + "," + other + "]");

    CommandResult result =
        CommandResult.of("explain", file.toString(), "--json", "GET", "http://shop.example:81/");

    assertThat(result.out()).contains("\"gateway\":\"other\"");
  }

  private static CommandResult shop(String... more) {
    List<String> arguments = new ArrayList<>(List.of("explain"));
    arguments.add(FOLDER.resolve("shop.json").toString());
    arguments.addAll(List.of(more));
    return CommandResult.of(arguments.toArray(String[]::new));
  }
}
