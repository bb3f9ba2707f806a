package dev.poort.template.function;

import dev.poort.json.JsonNull;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Functions for URIs (RFC 3986). Source: "String functions for ARM templates", {@code buildUri} and
 * {@code parseUri} of "String functions for Bicep".
 */
final class UriFunctions {
  static final List<TemplateFunction> ALL =
      List.of(
          new TemplateFunction("buildUri", 1, 1, UriFunctions::buildUri),
          new TemplateFunction("parseUri", 1, 1, UriFunctions::parseUri),
          new TemplateFunction("uri", 2, 2, UriFunctions::uri),
          new TemplateFunction("uriComponent", 1, 1, UriFunctions::uriComponent),
          new TemplateFunction("uriComponentToString", 1, 1, UriFunctions::uriComponentToString));

  private UriFunctions() {}

  private static JsonValue uri(Call call) throws NoValueException {
    UriReference base = absolute(call, call.text(0));
    UriReference reference = UriReference.parse(call.text(1));
    return call.of(base.resolve(reference).toString());
  }

  private static UriReference absolute(Call call, String text) throws FunctionException {
    UriReference uri = UriReference.parse(text);
    if (uri.scheme() != null && uri.authority() != null) return uri;
    throw call.wrong("its first argument is no absolute URI", "Begin it with https:// or the like");
  }

  private static JsonValue parseUri(Call call) throws NoValueException {
    UriReference given = absolute(call, call.text(0));
    UriReference uri = given.resolve(given);
    String authority = String.valueOf(uri.authority());
    authority = authority.substring(authority.lastIndexOf('@') + 1);
    int colon = authority.lastIndexOf(':');
    if (colon < authority.lastIndexOf(']')) colon = -1;
    var members = new JsonObject.Builder();
    members.put("scheme", call.of(String.valueOf(uri.scheme())));
    members.put("host", call.of(colon < 0 ? authority : authority.substring(0, colon)));
    members.put("port", colon < 0 ? call.none() : port(call, authority.substring(colon + 1)));
    members.put("path", call.of(uri.path()));
    members.put("query", call.of(uri.query() == null ? "" : "?" + uri.query()));
    return call.of(members);
  }

  private static JsonValue port(Call call, String digits) throws FunctionException {
    try {
      return call.of((long) Integer.parseUnsignedInt(digits));
    } catch (NumberFormatException _) {
      throw call.wrong("its URI has a port that is no number", "Write one, or none");
    }
  }

  private static JsonValue buildUri(Call call) throws NoValueException {
    JsonObject parts = call.whole(call.object(0));
    String scheme = part(call, parts, "scheme");
    String host = part(call, parts, "host");
    if (scheme.isEmpty() || host.isEmpty()) {
      throw call.wrong("its argument lacks a scheme or a host", "Give it both");
    }
    String port = part(call, parts, "port");
    String path = part(call, parts, "path");
    String query = part(call, parts, "query");
    return call.of(
        scheme
            + "://"
            + host
            + (port.isEmpty() ? "" : ":" + port)
            + (path.startsWith("/") ? path : "/" + path)
            + (query.isEmpty() || query.startsWith("?") ? query : "?" + query));
  }

  /** A member's text; empty when there is none. */
  private static String part(Call call, JsonObject parts, String name) throws NoValueException {
    @Nullable JsonValue value = parts.get(name);
    return switch (value == null ? call.none() : call.known(value)) {
      case JsonString string -> string.text();
      case JsonNumber number -> number.text();
      case JsonNull _ -> "";
      case JsonValue other -> throw call.wrong("its " + name + " is " + other.kind());
    };
  }

  private static JsonValue uriComponent(Call call) throws NoValueException {
    return call.of(PercentCode.encoded(call.text(0), call.budget()));
  }

  private static JsonValue uriComponentToString(Call call) throws NoValueException {
    return call.of(PercentCode.decoded(call.text(0)));
  }
}
