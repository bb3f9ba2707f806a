package dev.poort.template;

import dev.poort.json.JsonNumber;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Holds what a resource says of itself to the rules for all resources. */
record ResourceChecks(Resource resource, Report report) {
  void run() {
    JsonObject raw = resource.raw();
    ResourceName identity = resource.identity();
    if (raw.get("type") == null) error(raw, "a resource has no type", "Give it one");
    if (!resource.isExtension()) {
      if (raw.get("name") == null) error(raw, identity.describe() + " has no name", "Give it one");
      if (raw.get("type") != null && !identity.fits()) segments(identity);
    }
    if (raw.get("copy") instanceof JsonObject loop) loop(loop);
  }

  private void segments(ResourceName identity) {
    String name = identity.name() == null ? "" : identity.name();
    int wanted = ResourceIds.names(identity.type());
    error(
        resource.raw(),
        "the name " + Texts.shorten(name) + " does not fit the type " + identity.type(),
        wanted == 0
            ? "Write a type such as Microsoft.Network/publicIPAddresses"
            : "Write " + wanted + (wanted == 1 ? " name" : " names with slashes between"));
  }

  private void loop(JsonObject loop) {
    String mode = loop.get("mode") instanceof JsonString text ? text.text() : "parallel";
    switch (mode.toLowerCase(Locale.ROOT)) {
      case "parallel", "serial" -> {}
      default -> error(loop, "the mode of a copy is " + Texts.shorten(mode), "Write serial");
    }
    Integer size = whole(loop.get("batchSize"));
    if (size != null && size < 1) {
      error(loop, "the batchSize of a copy is " + size, "Write a number of 1 or more");
    }
  }

  private static @Nullable Integer whole(@Nullable JsonValue value) {
    return value instanceof JsonNumber number && number.text().matches("-?[0-9]{1,9}")
        ? Integer.valueOf(number.text())
        : null;
  }

  private void error(JsonValue where, String what, String mend) {
    var chain = resource.deployment().target().chain();
    report.error(what, where.position().by(chain).place(), mend);
  }
}
