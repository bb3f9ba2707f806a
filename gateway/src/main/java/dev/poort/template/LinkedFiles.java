package dev.poort.template;

import dev.poort.json.JsonReader;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import dev.poort.problem.ReadResult;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files that one template links to. They are looked for in the template's folder and in that of
 * {@code --linked}; a path that leads out of them, be it through a symbolic link, leads nowhere.
 */
final class LinkedFiles {
  /** No file has a longer path. */
  private static final int LONGEST = 4096;

  private final @Nullable Path beside;
  private final @Nullable Path given;
  private final Map<Path, JsonValue> read = new LinkedHashMap<>();
  private final Set<String> endless = new HashSet<>();

  /**
   * @param template the file of the outermost template
   */
  LinkedFiles(Path template, Links links) {
    beside = links.beside() ? template.toAbsolutePath().normalize().getParent() : null;
    given = links.folder() == null ? null : links.folder().toAbsolutePath().normalize();
  }

  /** What helps when a link leads to no file. */
  String mend() {
    return given == null
        ? "Give the folder that holds it: --linked DIR"
        : "Put it into the folder of --linked, under its path or the end of it";
  }

  /** The URI of a template's own file. */
  static String uri(String file) {
    return Path.of(file).toAbsolutePath().normalize().toUri().toString();
  }

  /**
   * The file that a path leads to; null when there is none.
   *
   * @param template the file that links
   */
  @Nullable Path relative(Path template, String path) {
    Path folder = template.toAbsolutePath().normalize().getParent();
    Path file = folder == null ? null : file(folder, pathOf(path));
    return file == null ? endOf(pathOf(path)) : file;
  }

  /** The file that a URI means; null when there is none. */
  @Nullable Path remote(String uri) {
    String path = pathOf(uri);
    boolean local = uri.regionMatches(true, 0, "file:", 0, "file:".length());
    Path file = local && beside != null ? file(beside, path) : null;
    return file == null ? endOf(path) : file;
  }

  /** The path of a URI or of a relative one, decoded; a query such as a token is not part of it. */
  private static String pathOf(String uri) {
    if (uri.length() > LONGEST) return "";
    String path = uri.replaceFirst("[?#].*", "").replace('\\', '/');
    int host = path.indexOf("://");
    if (host >= 0) {
      int slash = path.indexOf('/', host + "://".length());
      path = slash < 0 ? "" : path.substring(slash);
    }
    try {
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return path; // a percent sign that encodes nothing
    }
  }

  /** What is in the given folder under the longest end of a path. */
  private @Nullable Path endOf(String path) {
    if (given == null) return null;
    String end = path;
    while (true) {
      while (end.startsWith("/")) end = end.substring(1);
      if (end.isEmpty()) return null;
      Path file = file(given, end);
      if (file != null) return file;
      int slash = end.indexOf('/');
      if (slash < 0) return null;
      end = end.substring(slash);
    }
  }

  private @Nullable Path file(Path folder, String path) {
    try {
      Path file = folder.resolve(path).normalize();
      return Files.isRegularFile(file) && isWithin(file) ? file : null;
    } catch (InvalidPathException | IOException _) {
      return null;
    }
  }

  private boolean isWithin(Path file) throws IOException {
    Path real = file.toRealPath();
    return (beside != null && real.startsWith(beside.toRealPath()))
        || (given != null && real.startsWith(given.toRealPath()));
  }

  /** What is in a file; what is wrong with it is reported, and unknown. */
  JsonValue read(Path file, Report report) {
    JsonValue known = read.get(file);
    if (known != null) return known;
    ReadResult<JsonValue> json = JsonReader.read(file);
    report.addAll(json.problems());
    JsonValue root = json.value();
    if (root != null) report.count(root.weight());
    if (root == null) root = new JsonUnknown(Reasons.REPORTED, Position.outside(file.toString()));
    read.put(file, root);
    return root;
  }

  /**
   * Remembers a file that links to itself without an end, so that it is not followed again.
   *
   * @return whether that was not known yet
   */
  boolean endless(String file) {
    return endless.add(file);
  }

  boolean isEndless(String file) {
    return endless.contains(file);
  }

  /** What a sentence calls a file: its path from one of the folders. */
  String shown(String file) {
    Path path = Path.of(file).toAbsolutePath().normalize();
    if (beside != null && path.startsWith(beside)) return beside.relativize(path).toString();
    if (given != null && path.startsWith(given)) return given.relativize(path).toString();
    return path.getFileName().toString();
  }

  /** The files that were read. */
  Set<Path> files() {
    return read.keySet();
  }
}
