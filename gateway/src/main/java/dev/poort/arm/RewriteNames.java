package dev.poort.arm;

import dev.poort.config.RewriteVariable;
import dev.poort.config.ServerVariable;
import dev.poort.json.Nearest;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Names of variables that are none, and what was meant. */
final class RewriteNames {
  private static final List<String> SERVER =
      Stream.of(ServerVariable.values()).map(it -> RewriteVariable.SERVER + it.armName()).toList();

  private RewriteNames() {}

  /** What to write instead. */
  static String mend(String name) {
    String nearest = nearest(name);
    if (nearest != null) return "Did you mean " + nearest + "?";
    return name.startsWith("http_")
        ? "Write http_req_ or http_resp_ and the name of a header"
        : "Begin it with http_req_ or http_resp_ for a header, with var_ for a server variable";
  }

  /** The server variable that was most likely meant; null when none is near. */
  static @Nullable String nearest(String name) {
    if (name.startsWith("http_")) return null;
    String full = name.startsWith(RewriteVariable.SERVER) ? name : RewriteVariable.SERVER + name;
    return Nearest.of(full, SERVER);
  }
}
