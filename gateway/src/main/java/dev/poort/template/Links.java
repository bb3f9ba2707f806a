package dev.poort.template;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where linked templates are on this machine. Nothing is fetched from the network, and nothing is
 * read outside of the template's folder and the given one.
 *
 * @param folder holds what links by a URI mean, under the URI's path or the end of it; null for
 *     none
 */
public record Links(@Nullable Path folder) {
  /** Only files beside the template and below. */
  public static final Links BESIDE = new Links((Path) null);
}
