package dev.poort.template.function;

import dev.poort.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** Functions for base64 and data URIs (RFC 2397). Source: "String functions for ARM templates". */
final class Base64Functions {
  static final List<TemplateFunction> ALL =
      List.of(
          new TemplateFunction("base64", 1, 1, Base64Functions::base64),
          new TemplateFunction("base64ToJson", 1, 1, Base64Functions::base64ToJson),
          new TemplateFunction("base64ToString", 1, 1, Base64Functions::base64ToString),
          new TemplateFunction("dataUri", 1, 1, Base64Functions::dataUri),
          new TemplateFunction("dataUriToString", 1, 1, Base64Functions::dataUriToString));

  private Base64Functions() {}

  private static JsonValue base64(Call call) throws NoValueException {
    return call.of(encoded(call.text(0)));
  }

  private static JsonValue base64ToJson(Call call) throws NoValueException {
    return JsonParts.read(call, decoded(call, call.text(0)));
  }

  private static JsonValue base64ToString(Call call) throws NoValueException {
    return call.of(decoded(call, call.text(0)));
  }

  /** The page says {@code charset=utf8}; what ARM really writes is {@code utf-8}. */
  private static JsonValue dataUri(Call call) throws NoValueException {
    return call.of("data:text/plain;charset=utf-8;base64," + encoded(call.text(0)));
  }

  private static JsonValue dataUriToString(Call call) throws NoValueException {
    String uri = call.text(0);
    int comma = uri.indexOf(',');
    if (comma < 0 || !uri.regionMatches(true, 0, "data:", 0, 5)) {
      throw call.wrong("its argument is no data URI", "Write data:,text or data:;base64,code");
    }
    String data = uri.substring(comma + 1);
    boolean base64 = uri.substring(0, comma).toLowerCase(Locale.ROOT).endsWith(";base64");
    return call.of(base64 ? decoded(call, data) : PercentCode.decoded(data));
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** White space is allowed, missing padding is not, as in .NET. */
  private static String decoded(Call call, String code) throws FunctionException {
    call.budget().characters(code.length());
    var letters = new StringBuilder(code.length());
    code.chars().filter(c -> " \t\r\n".indexOf(c) < 0).forEach(c -> letters.append((char) c));
    try {
      if (letters.length() % 4 != 0) throw new IllegalArgumentException("no padding");
      byte[] bytes = Base64.getDecoder().decode(letters.toString());
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw call.wrong("its argument is no base64");
    }
  }
}
