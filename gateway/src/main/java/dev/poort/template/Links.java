package dev.poort.template;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where linked templates are on this machine. Nothing is fetched from the network, and nothing is
 * read outside of the linking template's folder and the given one.
 *
 * @param folder holds what links by a URI mean, under the URI's path or the end of it; null for
 *     none
 */
public record Links(@Nullable Path folder) {
  /** Only files beside the templates. */
  public static final Links BESIDE = new Links((Path) null);

  /** The file that a path relative to a template leads to; null when there is none. */
  @Nullable Path relative(Path template, String path) {
    List<Path> candidates = new ArrayList<>();
    Path beside = within(template.toAbsolutePath().normalize().getParent(), path);
    if (beside != null) candidates.add(beside);
    addEnds(path, candidates);
    return existing(candidates);
  }

  /** The file that a URI means; null when there is none. */
  @Nullable Path uri(Path template, String uri) {
    URI parsed;
    try {
      parsed = URI.create(uri);
    } catch (IllegalArgumentException _) {
      return null;
    }
    String path = parsed.getPath();
    if (path == null) return null;
    List<Path> candidates = new ArrayList<>();
    Path base = template.toAbsolutePath().normalize().getParent();
    if ("file".equals(parsed.getScheme()) && base != null) {
      Path named = within(base, path);
      if (named != null) candidates.add(named);
    }
    addEnds(path, candidates);
    return existing(candidates);
  }

  /** The URI of a template's own file. */
  static String uri(Path template) {
    return template.toAbsolutePath().normalize().toUri().toString();
  }

  /** The longest end of the path comes first. */
  private void addEnds(String path, List<Path> candidates) {
    if (folder == null) return;
    String end = path;
    while (true) {
      while (end.startsWith("/")) end = end.substring(1);
      if (end.isEmpty()) return;
      Path candidate = within(folder.toAbsolutePath().normalize(), end);
      if (candidate != null) candidates.add(candidate);
      int slash = end.indexOf('/');
      if (slash < 0) return;
      end = end.substring(slash);
    }
  }

  private static @Nullable Path within(@Nullable Path base, String path) {
    if (base == null) return null;
    try {
      Path resolved = base.resolve(path).normalize();
      return resolved.startsWith(base) ? resolved : null;
    } catch (InvalidPathException _) {
      return null;
    }
  }

  private static @Nullable Path existing(List<Path> candidates) {
    return candidates.stream().filter(Files::isRegularFile).findFirst().orElse(null);
  }
}
