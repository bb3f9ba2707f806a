package dev.poort.template;

import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.Nearest;
import dev.poort.json.Position;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The sections of a template. Azure refuses a template with any other, so what is misspelt shall
 * not go unheard. Source: "Understand the structure and syntax of ARM templates".
 */
final class Sections {
  private static final List<String> KNOWN =
      List.of(
          "$schema",
          "contentVersion",
          "languageVersion",
          "apiProfile",
          "metadata",
          "definitions",
          "parameters",
          "variables",
          "functions",
          "imports",
          "extensions",
          "resources",
          "outputs",
          "asserts");

  private static final Set<String> KEYS =
      KNOWN.stream().map(Sections::key).collect(Collectors.toUnmodifiableSet());

  private Sections() {}

  /**
   * Says which sections there are that no template has.
   *
   * @param chain the nested deployments that lead to the template
   */
  static void check(JsonObject template, Position.Trail chain, Report report) {
    for (JsonMember member : template.members()) {
      String name = member.name();
      if (KEYS.contains(key(name))) continue;
      report.error(
          "a template has no section " + Texts.shorten(name),
          member.position().by(chain).place(),
          Nearest.of(name, KNOWN) == null ? "Take it out" : Nearest.mend(name, KNOWN));
    }
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
