package dev.poort.arm;

import dev.poort.config.CustomError;
import dev.poort.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code customErrorConfigurations} of a gateway or a listener. */
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

  private CustomErrors() {}

  /**
   * The pages of an object.
   *
   * @param otherwise those that hold where it has none
   */
  static List<CustomError> read(ArmObject holder, List<CustomError> otherwise) {
    List<CustomError> errors = new ArrayList<>();
    Set<Integer> named = new HashSet<>();
    for (JsonValue element : holder.elements("customErrorConfigurations")) {
      ArmObject error = ArmObject.of(ArmType.CUSTOM_ERROR, element, holder.findings());
      if (error == null) continue;
      error.require("statusCode");
      error.require("customErrorPageUrl");
      String code = error.choice("statusCode", CODES);
      String url = error.text("customErrorPageUrl");
      if (code == null || url == null) continue;
      int status = Integer.parseInt(code.substring(PREFIX.length()));
      if (named.add(status)) {
        errors.add(new CustomError(status, url));
      } else {
        error.findings().error(error.json(), code + " has two pages", "Take one of them out");
      }
    }
    for (CustomError other : otherwise) {
      if (named.add(other.status())) errors.add(other);
    }
    return errors;
  }
}
