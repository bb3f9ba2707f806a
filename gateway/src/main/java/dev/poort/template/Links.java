package dev.poort.template;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where linked templates are on this machine. Nothing is fetched from the network, and nothing is
 * read outside of the template's folder and the given one.
 *
 * @param folder holds what links by a URI mean, under the URI's path or the end of it; null for
 *     none
 * @param beside whether files in the template's own folder are read
 */
public record Links(@Nullable Path folder, boolean beside) {
  /** No file is read: the template came from elsewhere. */
  public static final Links NONE = new Links(null, false);

  /** Only files beside the template and below. */
  public static final Links BESIDE = new Links(null, true);

  /** Files beside the template, and those of a folder. */
  public Links(@Nullable Path folder) {
    this(folder, true);
  }
}
