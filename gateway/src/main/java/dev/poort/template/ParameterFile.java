package dev.poort.template;

import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonReader;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.problem.Place;
import dev.poort.problem.ReadResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Reads parameters in JSON: {@code { "parameters": { NAME: { "value": ... } } }}, or what is in the
 * inner braces alone. Source: "Create Resource Manager parameter file".
 */
record ParameterFile(Report report) {
  private static final Set<String> ABOUT_THE_FILE = Set.of("$schema", "contentVersion", "metadata");

  private static final String WANTED = "Write { \"parameters\": { \"NAME\": { \"value\": ... } } }";

  /** What a file gives; nothing where it cannot be read, which is reported. */
  List<Given> read(Path file) {
    // A path takes two slashes in a row for one.
    String name = file.toString().replaceFirst("^(?i)(https?:)/(?!/)", "$1//");
    String mend = "";
    String what = "";
    if (name.matches("(?i)https?:.*")) {
      what = "nothing is fetched from the network";
      mend = "Name a file on this machine";
    } else if (name.endsWith(".bicepparam")) {
      what = "this is Bicep, not JSON";
      mend = "Build it: az bicep build-params --file " + name;
    } else if (!Files.exists(file)) {
      what = "there is no such file";
      mend = "Name a file of parameters, or write NAME=VALUE";
    } else {
      return given(JsonReader.read(file));
    }
    report.error(what, Place.of(name), mend);
    return List.of();
  }

  /** What a document gives. */
  List<Given> given(ReadResult<JsonValue> json) {
    report.addAll(json.problems());
    JsonValue root = json.value();
    if (root == null) return List.of();
    if (!(root instanceof JsonObject object)) {
      report.error("this is " + root.kind() + ", no file of parameters", root.place(), WANTED);
      return List.of();
    }
    if (Evaluation.isTemplate(object)) {
      report.error("this is a template, no file of parameters", root.place(), WANTED);
      return List.of();
    }
    JsonObject section = object.get("parameters") instanceof JsonObject it ? it : null;
    return (section == null ? object : section)
        .members().stream()
            .filter(member -> section != null || !ABOUT_THE_FILE.contains(member.name()))
            .map(
                member -> new Given(member.name(), member.position(), (_, to) -> value(member, to)))
            .toList();
  }

  private static JsonValue value(JsonMember member, Report report) {
    String give = Reasons.give(member.name());
    if (member.value() instanceof JsonObject object) {
      JsonValue value = object.get("value");
      if (value != null) return value;
      JsonValue reference = object.get("reference");
      if (reference != null) return KeyVaults.unknown(member.name(), reference, give);
      if (object.get("expression") != null) {
        String what = "the parameter " + member.name() + " is an expression of external inputs";
        report.error(what, member.place(), give);
        return new JsonUnknown(Reasons.REPORTED, member.position());
      }
    }
    String what = "the parameter " + member.name() + " has neither value nor reference";
    report.error(what, member.place(), "Write { \"value\": ... }");
    return new JsonUnknown(Reasons.REPORTED, member.position());
  }
}
