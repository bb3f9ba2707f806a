package dev.poort.template;

import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a resource passes down to the parameters of the template that it deploys.
 *
 * @param resource a deployment
 * @param properties of that resource
 */
record PassedParameters(Resource resource, JsonObject properties) {
  private static final String MEND = "Write its value in place of this";

  /** By names in lower case. */
  Map<String, Given> read(JsonObject template) {
    var given = new HashMap<String, Given>();
    JsonValue link = properties.get("parametersLink");
    JsonValue section = properties.get("parameters");
    if (link != null) linked(link, template, given);
    if (link != null && section != null) {
      error("there are both parameters and parametersLink", link, "Take one of them out");
    }
    switch (section) {
      case null -> {}
      case JsonObject object -> object.members().forEach(member -> add(member, true, given));
      case JsonValue value -> made(value, template, given);
    }
    return given;
  }

  /** The section is an expression. */
  private void made(JsonValue section, JsonObject template, Map<String, Given> given) {
    switch (value(section)) {
      case JsonObject object -> object.members().forEach(member -> add(member, false, given));
      case JsonUnknown unknown -> unknown(unknown, template, given);
      case JsonValue other -> error("parameters is " + other.kind(), section, "Write an object");
    }
  }

  private void linked(JsonValue link, JsonObject template, Map<String, Given> given) {
    String subject = "the file of parameters of " + resource.identity().describe();
    JsonValue found = new LinkReader(resource.deployment().world()).read(value(link), subject);
    switch (found) {
      case JsonObject file when file.get("parameters") instanceof JsonObject parameters ->
          parameters.members().forEach(member -> add(member, false, given));
      case JsonUnknown unknown -> unknown(unknown, template, given);
      default -> error("the file has no parameters", found, "Write { \"parameters\": { ... } }");
    }
  }

  /** What is passed cannot be told, so that no parameter can. */
  private static void unknown(JsonUnknown value, JsonObject template, Map<String, Given> given) {
    if (!(template.get("parameters") instanceof JsonObject declared)) return;
    for (JsonMember member : declared.members()) {
      var one = new Given(member.name(), value.position(), (_, _) -> value);
      given.put(ResourceName.key(member.name()), one);
    }
  }

  /**
   * @param expressions whether the value may have expressions
   */
  private void add(JsonMember member, boolean expressions, Map<String, Given> given) {
    var passed = new Passed(this, member, expressions);
    var one = new Given(member.name(), member.position(), passed);
    given.put(ResourceName.key(member.name()), one);
  }

  /** One of them, worked out when it is asked for. */
  private record Passed(PassedParameters all, JsonMember member, boolean expressions)
      implements Given.Source {
    @Override
    public JsonValue value(String type, Report report) {
      JsonValue passed = expressions ? all.value(member.value()) : member.value();
      if (passed instanceof JsonUnknown) return passed;
      if (passed instanceof JsonObject object) {
        JsonValue value = object.open("value");
        if (value != null) return value;
        JsonValue reference = object.get("reference");
        if (reference != null) return KeyVaults.unknown(member.name(), reference, MEND);
        if (object.rest() != null) return new JsonUnknown(object.rest(), position());
      }
      String what = "the parameter " + member.name() + " has neither value nor reference";
      report.error(what, member.place(), "Write { \"value\": ... }");
      return new JsonUnknown(Reasons.REPORTED, position());
    }

    private Position position() {
      return member.position();
    }

    @Override
    public @Nullable Origin origin() {
      if (!expressions) return null;
      JsonValue value = member.value() instanceof JsonObject object ? object.get("value") : null;
      return new Origin(value == null ? member.value() : value, all.resource.frame());
    }
  }

  private JsonValue value(JsonValue written) {
    return resource.deployment().world().evaluator().value(written, resource.frame());
  }

  private void error(String what, JsonValue where, String mend) {
    resource.deployment().world().report().error(what, where.place(), mend);
  }
}
