package dev.poort.template;

import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonUnknown.Kind;
import dev.poort.json.JsonUnknown.Reason;
import dev.poort.json.JsonValue;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a deployment links to: {@code templateLink} and {@code parametersLink}. What is not to
 * be had is a warning, and unknown.
 */
record LinkReader(World world) {
  private static final int LONGEST = 300;

  /**
   * The file of a link.
   *
   * @param link with its expressions evaluated
   * @param subject what a sentence calls the file
   * @return an object, or unknown
   */
  JsonValue read(JsonValue link, String subject) {
    return switch (link) {
      case JsonUnknown unknown -> untold(unknown, subject);
      case JsonObject object -> target(object, subject);
      default -> {
        world.report().error("a link is " + link.kind(), link.place(), "Write an object");
        yield new JsonUnknown(Reasons.REPORTED, link.position());
      }
    };
  }

  private JsonValue target(JsonObject link, String subject) {
    JsonValue relative = link.get("relativePath");
    JsonValue uri = link.get("uri");
    JsonValue id = link.get("id");
    JsonValue target = relative != null ? relative : uri != null ? uri : id;
    return switch (target) {
      case JsonString text when isSpec(text.text()) -> spec(text, subject);
      case JsonString text -> file(link, text, relative != null, subject);
      case JsonUnknown unknown -> untold(unknown, subject);
      case null, default -> {
        String what = subject + " is linked without relativePath and uri";
        world.report().error(what, link.place(), "Write { \"relativePath\": ... }");
        yield new JsonUnknown(Reasons.REPORTED, link.position());
      }
    };
  }

  /** Whether a link is the id of a resource of Azure, or Bicep's name for one. */
  private static boolean isSpec(String target) {
    String lower = target.toLowerCase(Locale.ROOT);
    return lower.startsWith("ts:")
        || lower.contains("/providers/microsoft.resources/templatespecs/");
  }

  private JsonValue file(JsonObject link, JsonString target, boolean relative, String subject) {
    Path base = Path.of(link.position().place().file());
    LinkedFiles files = world.files();
    Path file = relative ? files.relative(base, target.text()) : files.remote(target.text());
    if (file == null) {
      String what = subject + " is not here: " + shown(withoutQuery(target.text()));
      return warned(new Reason(Kind.ELSEWHERE, what, files.mend()), target);
    }
    JsonValue root = files.read(file, world.report());
    if (root instanceof JsonUnknown) return root;
    if (!(root instanceof JsonObject object)) {
      world.report().error(subject + " is " + root.kind(), root.place(), "Write an object");
      return new JsonUnknown(Reasons.REPORTED, target.position());
    }
    checkVersion(link.get("contentVersion"), object);
    return object;
  }

  /** Azure refuses a file of another version than the link names. */
  private void checkVersion(@Nullable JsonValue wanted, JsonObject file) {
    if (!(wanted instanceof JsonString version)
        || !(file.get("contentVersion") instanceof JsonString actual)
        || actual.text().equals(version.text())) return;
    world
        .report()
        .error(
            "the link wants the contentVersion " + Texts.shorten(version.text()),
            version.place(),
            "Write " + Texts.shorten(actual.text()) + " as the file does");
  }

  private JsonValue spec(JsonString id, String subject) {
    String what = subject + " is a template spec in Azure: " + shown(id.text());
    String mend = "Save it with az ts export, and link it by relativePath";
    return warned(new Reason(Kind.ELSEWHERE, what, mend), id);
  }

  private JsonValue warned(Reason reason, JsonValue where) {
    world.report().warning(reason.what(), where.place(), reason.mend());
    return new JsonUnknown(reason, where.position());
  }

  private JsonUnknown untold(JsonUnknown unknown, String subject) {
    Reason why = unknown.reason();
    if (why.kind() == Kind.WRONG) return unknown;
    String what = subject + " cannot be told: " + why.what();
    world.report().warning(what, unknown.place(), why.mend());
    return unknown;
  }

  /** A link is only of use as a whole; a longer one is no link. */
  private static String shown(String link) {
    return link.length() <= LONGEST ? link : link.substring(0, LONGEST) + "...";
  }

  /** What stands behind a question mark may be a secret token. */
  private static String withoutQuery(String uri) {
    int query = uri.indexOf('?');
    return query < 0 ? uri : uri.substring(0, query);
  }
}
