package dev.poort.config;

import java.util.List;

/**
 * Some paths of a {@link UrlPathMap} (ARM: {@code pathRules}).
 *
 * @param name unique in its map
 * @param paths patterns, asked in this order: each begins with a slash and may end in {@code *},
 *     which stands for anything or nothing; letter case does not count
 * @param action what becomes of a request with such a path
 */
public record PathRule(String name, List<String> paths, RouteAction action) {
  public PathRule {
    paths = List.copyOf(paths);
  }
}
