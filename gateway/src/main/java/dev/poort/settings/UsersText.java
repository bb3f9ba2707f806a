package dev.poort.settings;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonReader;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import dev.poort.problem.Place;
import java.util.ArrayList;
import java.util.List;

/** Writes users into the text of a poort.json, whose other text stays as it is. */
public final class UsersText {
  private static final String BOM = "\uFEFF";

  private UsersText() {}

  /** A user as it stands among others, four spaces in. */
  public static String of(NewUser user) {
    List<String> members = new ArrayList<>();
    members.add(member("name", JsonString.quoted(user.name())));
    members.add(member("id", JsonString.quoted(user.id())));
    if (user.secret() != null) {
      members.add(member("secrets", "[" + JsonString.quoted(user.secret().written()) + "]"));
    }
    if (user.certificate() != null) {
      members.add(member("certificates", "[" + JsonString.quoted(user.certificate()) + "]"));
    }
    String role =
        "{ \"role\": %s, \"scope\": %s }"
            .formatted(JsonString.quoted(user.role()), JsonString.quoted(user.scope()));
    members.add(member("roles", "[" + role + "]"));
    return "    {\n" + String.join(",\n", members) + "\n    }";
  }

  private static String member(String name, String value) {
    return "      \"" + name + "\": " + value;
  }

  /**
   * A text with one user more, the first of them.
   *
   * @param fileName what it is called
   * @param text that of a poort.json which can be read
   */
  public static String with(NewUser user, String fileName, String text) {
    String head = text.startsWith(BOM) ? BOM : "";
    String body = text.substring(head.length());
    if (!(JsonReader.read(fileName, body).value() instanceof JsonObject root)) {
      throw new IllegalArgumentException(fileName + " is no object");
    }
    String ends = body.contains("\r\n") ? "\r\n" : "\n";
    String added;
    JsonValue after;
    if (root.get("users") instanceof JsonArray users) {
      added = "\n" + of(user) + (users.elements().isEmpty() ? "\n  " : ",");
      after = users;
    } else {
      String list = "\n  \"users\": [\n" + of(user) + "\n  ]";
      added = list + (root.members().isEmpty() ? "\n" : ",");
      after = root;
    }
    // Right behind the bracket, where neither a comma nor a comment can be in the way.
    int at = offset(body, after.place()) + 1;
    return head + body.substring(0, at) + added.replace("\n", ends) + body.substring(at);
  }

  private static int offset(String text, Place place) {
    int start = 0;
    for (int line = 1; line < place.line(); line++) start = text.indexOf('\n', start) + 1;
    return text.offsetByCodePoints(start, place.column() - 1);
  }
}
