package dev.poort.arm;

import dev.poort.config.ErrorPage;
import dev.poort.config.PageBinding;
import java.net.URLConnection;
import java.util.Locale;

/** Opens the page that a binding names. */
final class BoundPage {
  private static final String DEFAULT_TYPE = "text/html; charset=utf-8";

  private BoundPage() {}

  static ErrorPage read(PageBinding binding) throws UnreadableFileException {
    if (!binding.isUrl()) {
      return new ErrorPage(type(binding.where().text()), BoundFile.read(binding.where()));
    }
    ErrorPage fetched = binding.fetched();
    if (fetched != null) return fetched;
    throw new UnreadableFileException(binding.defect(), "");
  }

  private static String type(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    if (name.endsWith(".htm") || name.endsWith(".html")) return DEFAULT_TYPE;
    if (name.endsWith(".json")) return "application/json";
    String guessed = URLConnection.guessContentTypeFromName(name);
    return guessed == null ? DEFAULT_TYPE : guessed;
  }
}
