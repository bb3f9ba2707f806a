package dev.poort.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The templates of other people that lie among the resources of the tests. */
public final class RealTemplates {
  private static final Path FOLDER =
      Path.of("src", "test", "resources", "dev", "poort", "templates");

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
}
