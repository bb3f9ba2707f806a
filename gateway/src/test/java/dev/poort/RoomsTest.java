package dev.poort;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds the rooms apart as the table of docs/design/001-rooms.md says. */
@AnalyzeClasses(packages = "dev.poort", importOptions = DoNotIncludeTests.class)
class RoomsTest {
  private static final Path DOCUMENT = Path.of("../docs/design/001-rooms.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(.+?)` \\| .+? \\| (.+?) \\|$");
  private static final String FACE = "dev.poort";

  /** A method, since a test may be found in a process that has another working directory. */
  @ArchTest
  static void eachRoomUsesOnlyWhatTheTableAllows(JavaClasses classes) {
    theTable().check(classes);
  }

  @ArchTest
  static final ArchRule noTwoRoomsUseEachOther =
      slices().matching("dev.poort.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule whatIsConfiguredNeverSeesTheNetwork =
      noClasses()
          .that()
          .resideInAnyPackage(
              below("problem", "config", "json", "template", "arm", "settings", "routing"))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.netty..", "java.nio.channels..", "java.net.http..");

  @ArchTest
  static final ArchRule whatIsConfiguredIsOnlyData =
      noClasses()
          .that()
          .resideInAPackage("dev.poort.config..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.fasterxml..", "org.slf4j..", "java.nio.file..");

  @ArchTest
  static final ArchRule twoGatewaysInOneProcessNeverMeet =
      fields().that().areStatic().should().beFinal().because("static state is constants only");

  /** The document's table, row by row: a room, a sentence, and what the room may use. */
  private static LayeredArchitecture theTable() {
    Map<String, String> rows = new LinkedHashMap<>();
    Matcher row = ROW.matcher(read(DOCUMENT));
    while (row.find()) rows.put(row.group(1), row.group(2));

    LayeredArchitecture table =
        layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(false);
    for (String room : rows.keySet()) {
      table = table.layer(room).definedBy(room.equals(FACE) ? FACE : "dev.poort." + room + "..");
    }
    List<String> above = new ArrayList<>();
    for (Map.Entry<String, String> entry : rows.entrySet()) {
      String[] allowed = allowed(entry.getValue(), above).toArray(String[]::new);
      var room = table.whereLayer(entry.getKey());
      table = allowed.length == 0 ? room.mayNotAccessAnyLayer() : room.mayOnlyAccessLayers(allowed);
      above.add(entry.getKey());
    }
    return table;
  }

  private static List<String> allowed(String mayUse, List<String> above) {
    return switch (mayUse) {
      case "all above", "all" -> above;
      case "the public face" -> List.of(FACE);
      default -> above.stream().filter(List.of(mayUse.split(",\\s*|\\s+"))::contains).toList();
    };
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] below(String... rooms) {
    return Arrays.stream(rooms).map(room -> "dev.poort." + room + "..").toArray(String[]::new);
  }
}
