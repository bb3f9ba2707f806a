package dev.poort.config;

import org.jspecify.annotations.Nullable;

/**
 * Where a custom error page is on this machine (poort.json: {@code bindings.pages}).
 *
 * @param where a file, or an http or https URL
 * @param fetched what the URL gave; null for a file, and for what could not be fetched
 * @param defect why nothing was fetched; empty for a file
 */
public record PageBinding(Placed where, @Nullable ErrorPage fetched, String defect) {
  /** One that is not fetched yet. */
  public PageBinding(Placed where) {
    this(where, null, "");
  }

  /** Whether it must be fetched. */
  public boolean isUrl() {
    return where.text().startsWith("http://") || where.text().startsWith("https://");
  }
}
