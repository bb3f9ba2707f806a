package dev.poort.http;

import dev.poort.config.CustomError;
import dev.poort.config.ErrorPage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pages that stand in for the gateway's own, by status. Immutable. */
public final class ErrorPages {
  private final Map<Integer, ErrorPage> byStatus = new HashMap<>();

  /**
   * @param errors of a listener, or of the gateway for requests that no listener takes
   */
  public ErrorPages(List<CustomError> errors) {
    for (CustomError error : errors) {
      if (error.page() != null) byStatus.put(error.status(), error.page());
    }
  }

  /** The page for a status; null for the gateway's own. */
  public @Nullable ErrorPage of(int status) {
    return byStatus.get(status);
  }
}
