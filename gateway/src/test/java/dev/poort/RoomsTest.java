package dev.poort;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.Arrays;

/** Holds the rooms of docs/design/001-rooms.md apart. */
@AnalyzeClasses(packages = "dev.poort", importOptions = DoNotIncludeTests.class)
class RoomsTest {
  private static final String FACE = "the public face";

  @ArchTest static final ArchRule eachRoomUsesOnlyWhatTheTableAllows = theTable();

  @ArchTest
  static final ArchRule noTwoRoomsUseEachOther =
      slices().matching("dev.poort.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule whatIsConfiguredNeverSeesTheNetwork =
      noClasses()
          .that()
          .resideInAnyPackage(below("config", "json", "arm", "settings", "routing"))
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

  private static LayeredArchitecture theTable() {
    String[] rooms = {
      "config",
      "json",
      "arm",
      "settings",
      "routing",
      "transport",
      "message",
      "tls",
      "telemetry",
      "backend",
      "websocket",
      "http",
      "control",
      "management",
      "demo",
      "cli"
    };
    LayeredArchitecture table =
        layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
    for (String room : rooms) table = table.layer(room).definedBy("dev.poort." + room + "..");
    table = table.layer(FACE).definedBy("dev.poort");

    table = table.whereLayer("config").mayNotAccessAnyLayer();
    table = table.whereLayer("json").mayOnlyAccessLayers("config");
    table = table.whereLayer("arm").mayOnlyAccessLayers("config", "json");
    table = table.whereLayer("settings").mayOnlyAccessLayers("config", "json");
    table = table.whereLayer("routing").mayOnlyAccessLayers("config");
    table = table.whereLayer("transport").mayOnlyAccessLayers("config");
    table = table.whereLayer("message").mayNotAccessAnyLayer();
    table = table.whereLayer("tls").mayOnlyAccessLayers("config");
    table = table.whereLayer("telemetry").mayOnlyAccessLayers("config");
    table =
        table
            .whereLayer("backend")
            .mayOnlyAccessLayers("config", "message", "tls", "transport", "telemetry");
    table =
        table
            .whereLayer("websocket")
            .mayOnlyAccessLayers("backend", "message", "transport", "telemetry");
    table =
        table
            .whereLayer("http")
            .mayOnlyAccessLayers(
                "config",
                "routing",
                "backend",
                "websocket",
                "message",
                "tls",
                "transport",
                "telemetry");
    int control = Arrays.asList(rooms).indexOf("control");
    table = table.whereLayer("control").mayOnlyAccessLayers(Arrays.copyOf(rooms, control));
    table = table.whereLayer("management").mayOnlyAccessLayers("control", "telemetry", "config");
    int demo = Arrays.asList(rooms).indexOf("demo");
    table = table.whereLayer(FACE).mayOnlyAccessLayers(Arrays.copyOf(rooms, demo));
    return table.whereLayer("demo").mayOnlyAccessLayers(FACE);
  }

  private static String[] below(String... rooms) {
    return Arrays.stream(rooms).map(room -> "dev.poort." + room + "..").toArray(String[]::new);
  }
}
