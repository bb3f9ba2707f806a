package dev.poort.testkit;

import dev.poort.arm.GatewayReader;
import dev.poort.arm.GatewaySource;
import dev.poort.config.ApplicationGateway;
import dev.poort.config.Bindings;
import dev.poort.problem.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The templates of other people that lie among the resources of the tests. */
public final class RealTemplates {
  private static final Path FOLDER =
      Path.of("src", "test", "resources", "dev", "poort", "templates");

  /** What has to be said where the authors give no file of parameters. */
  private static final List<String> PARAMETERS =
      List.of(
          "aksServicePrincipalAppId=app",
          "aksServicePrincipalClientSecret=secret",
          "aksServicePrincipalObjectId=object");

  private RealTemplates() {}

  /** Their files, in an order that stays. */
  public static List<Path> files() throws IOException {
    try (var all = Files.walk(FOLDER)) {
      return all.filter(file -> file.endsWith("azuredeploy.json")).sorted().toList();
    }
  }

  /** What they say. */
  public static List<String> texts() throws IOException {
    var texts = new ArrayList<String>();
    for (Path file : files()) texts.add(Files.readString(file));
    return texts;
  }

  /** Their names: those of their folders. */
  public static List<String> names() throws IOException {
    return files().stream().map(file -> FOLDER.relativize(file).getName(0).toString()).toList();
  }

  /** The file of one. */
  public static Path file(String name) {
    return FOLDER.resolve(name).resolve("azuredeploy.json");
  }

  /** Its parameters: a file of the author's, or else each as {@code NAME=VALUE}. */
  public static List<String> parameters(String name) {
    Path parameters = FOLDER.resolve(name).resolve("azuredeploy.parameters.json");
    return Files.exists(parameters) ? List.of(parameters.toString()) : PARAMETERS;
  }

  /** One with its parameters. */
  public static GatewaySource source(String name) {
    return new GatewaySource(file(name)).with(parameters(name).toArray(String[]::new));
  }

  /** Its gateway as far as it can be told without bindings. */
  public static ApplicationGateway read(String name) throws Exception {
    return GatewayReader.read(source(name), Bindings.NONE, Purpose.BIND)
        .gateways()
        .valueOrThrow()
        .getFirst();
  }
}
