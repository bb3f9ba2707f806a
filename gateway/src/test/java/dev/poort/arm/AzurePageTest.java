package dev.poort.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds docs/azure.md against the names that are read, and against ARM's whole model. */
class AzurePageTest {
  private static final Path PAGE = Path.of("..", "docs", "azure.md");
  private static final Path MODEL = Path.of("src/test/resources/dev/poort/arm/model.txt");
  private static final Pattern NAME = Pattern.compile("`([A-Za-z0-9]+)`");
  private static final List<String> EVERYWHERE =
      List.of("id", "name", "type", "etag", "properties", "provisioningState", "resourceGroup");

  /** A row of the page: one property of one object. */
  private record Property(String object, String name, String state, String how) {
    boolean hasEffect() {
      return !state.equals("no effect");
    }
  }

  private static List<Property> page() throws Exception {
    List<Property> properties = new ArrayList<>();
    String object = "";
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("## ")) object = line.substring(4, line.length() - 1);
      if (!line.startsWith("| `")) continue;
      String[] cells = line.split("\\|", -1);
      assertThat(cells).as(line).hasSize(5);
      Matcher name = NAME.matcher(cells[1]);
      while (name.find()) {
        properties.add(new Property(object, name.group(1), cells[2].strip(), cells[3].strip()));
      }
    }
    return properties;
  }

  /** The names of each object in the page, by its collection. */
  private static Map<String, List<String>> namesByObject() throws Exception {
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (Property property : page()) {
      names.computeIfAbsent(property.object(), _ -> new ArrayList<>()).add(property.name());
    }
    return names;
  }

  @Test
  void everyPropertyHasAStateAndAReason() throws Exception {
    assertThat(page())
        .hasSizeGreaterThan(150)
        .allSatisfy(
            property -> {
              assertThat(property.state()).isIn("works", "differs", "no effect");
              assertThat(property.how()).isNotEmpty();
            });
  }

  @Test
  void nothingOfArmsModelIsLeftOut() throws Exception {
    Map<String, List<String>> page = namesByObject();
    for (String line : Files.readAllLines(MODEL)) {
      String object = line.substring(0, line.indexOf(':'));
      assertThat(page.get(object))
          .as(object)
          .contains(line.substring(object.length() + 2).split(" "));
    }
  }

  @Test
  void whatIsSaidToWorkIsWhatHasAnEffect() throws Exception {
    assertThat(page()).filteredOn(each -> each.hasEffect() != isHeeded(each)).isEmpty();
  }

  private static boolean isHeeded(Property property) {
    ArmType type = ArmType.ofCollection(property.object());
    return type != null && type.vocabulary().hasEffect(property.name());
  }

  @Test
  void everyNameThatIsReadStandsInThePageOnce() throws Exception {
    Map<String, List<String>> page = namesByObject();
    for (ArmType type : ArmType.all()) {
      List<String> read =
          type.vocabulary().names().stream().filter(name -> !EVERYWHERE.contains(name)).toList();
      assertThat(page.get(type.collection()))
          .as(type.collection())
          .containsAll(read)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void everyNameInThePageIsKnown() throws Exception {
    for (Property property : page()) {
      ArmType type = ArmType.ofCollection(property.object());
      if (type == null) continue;
      assertThat(type.vocabulary().knows(property.name())).as(property.toString()).isTrue();
      assertThat(Spelling.of(property.name()))
          .isEqualToIgnoringCase(property.name().toLowerCase(Locale.ROOT));
    }
  }
}
