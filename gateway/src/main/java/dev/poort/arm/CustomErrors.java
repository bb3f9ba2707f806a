package dev.poort.arm;

import dev.poort.config.Bindings;
import dev.poort.config.CustomError;
import dev.poort.config.ErrorPage;
import dev.poort.config.PageBinding;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import dev.poort.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code customErrorConfigurations} of a gateway and its listeners. A page that cannot be
 * had is a warning: what it stands for is answered all the same.
 */
final class CustomErrors {
  private static final String PREFIX = "HttpStatus";

  private static final List<String> CODES =
      List.of(
          "HttpStatus400",
          "HttpStatus403",
          "HttpStatus404",
          "HttpStatus405",
          "HttpStatus408",
          "HttpStatus500",
          "HttpStatus502",
          "HttpStatus503",
          "HttpStatus504");

  private final Bindings bindings;
  private final Map<String, @Nullable ErrorPage> pages = new HashMap<>();
  private List<CustomError> ofGateway = List.of();

  /**
   * @param bindings where pages are on this machine
   */
  CustomErrors(Bindings bindings) {
    this.bindings = bindings;
  }

  /** The pages of the gateway, which hold for whatever a listener has none for. */
  List<CustomError> readGateway(ArmObject gateway) {
    ofGateway = read(gateway);
    return ofGateway;
  }

  /** The pages of a listener, and after them those of the gateway that it leaves in place. */
  List<CustomError> readListener(ArmObject listener) {
    List<CustomError> errors = read(listener);
    for (CustomError other : ofGateway) {
      if (errors.stream().noneMatch(own -> own.status() == other.status())) errors.add(other);
    }
    return errors;
  }

  private List<CustomError> read(ArmObject holder) {
    List<CustomError> errors = new ArrayList<>();
    Set<Integer> named = new HashSet<>();
    for (JsonValue element : holder.elements("customErrorConfigurations")) {
      ArmObject error = ArmObject.of(ArmType.CUSTOM_ERROR, element, holder.findings());
      if (error == null) continue;
      error.require("statusCode");
      error.require("customErrorPageUrl");
      String code = error.choice("statusCode", CODES);
      JsonValue where = error.value("customErrorPageUrl");
      String url = where == null ? null : error.findings().values().text(where);
      if (code == null || where == null || url == null) continue;
      int status = Integer.parseInt(code.substring(PREFIX.length()));
      if (named.add(status)) {
        errors.add(new CustomError(status, url, page(url, where, error.findings())));
      } else {
        error.findings().error(error.json(), code + " has two pages", "Take one of them out");
      }
    }
    return errors;
  }

  private @Nullable ErrorPage page(String url, JsonValue where, Findings findings) {
    if (pages.containsKey(url)) return pages.get(url);
    PageBinding bound = bindings.page(url);
    ErrorPage page = null;
    if (bound == null) {
      String lines =
          "\"bindings\": { \"pages\": { %s: \"page.html\" } }".formatted(JsonString.quoted(url));
      String what = "the page has no file, the gateway's own is served in its place";
      findings.warning(where, what, "Bind it in poort.json: " + lines);
    } else {
      try {
        page = BoundPage.read(bound);
      } catch (UnreadableFileException e) {
        String what = e.what() + ", the gateway's own page is served in its place";
        findings.add(Problem.warning(what, bound.where().place(), e.mend()));
      }
    }
    pages.put(url, page);
    return page;
  }
}
