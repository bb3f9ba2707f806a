package dev.poort.template;

import dev.poort.json.Position;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a deployment stands among all of them.
 *
 * @param name of the deployment
 * @param scope where in Azure it goes to
 * @param file the file of its template; null where that is written within another one
 * @param around the deployment that it is in; null for the outermost
 * @param chain those deployments, for a problem
 */
record Target(
    String name,
    Scope scope,
    @Nullable String file,
    @Nullable Target around,
    Position.Trail chain) {
  /** How many deployments it is in. */
  int nesting() {
    return around == null ? 0 : 1 + around.nesting();
  }

  /** The files by which one links to itself, from it to it; empty where none does. */
  List<String> circle() {
    var files = new ArrayList<String>();
    for (Target at = this; at != null; at = at.around) {
      if (at.file == null) continue;
      files.addFirst(at.file);
      if (files.size() > 1 && at.file.equals(files.getLast())) return files;
    }
    return List.of();
  }
}
