package dev.poort.config;

import org.jspecify.annotations.Nullable;

/** What a condition of a rewrite rule looks at and what a value can be made of. */
public sealed interface RewriteVariable {
  /** Before the name of a server variable. */
  String SERVER = "var_";

  /** Before the name of a cookie. */
  String COOKIE = "var_cookie_";

  /** Before the name of a request header. */
  String REQUEST_HEADER = "http_req_";

  /** Before the name of a response header. */
  String RESPONSE_HEADER = "http_resp_";

  /**
   * A server variable: {@code var_NAME}.
   *
   * @param name which one
   */
  record Server(ServerVariable name) implements RewriteVariable {}

  /**
   * A cookie of the request: {@code var_cookie_NAME}.
   *
   * @param name the cookie's name
   */
  record Cookie(String name) implements RewriteVariable {}

  /**
   * A header of the request: {@code http_req_NAME}. An underscore in the name stands for a hyphen
   * too.
   *
   * @param name the header's name
   */
  record RequestHeader(String name) implements RewriteVariable {}

  /**
   * A header of the answer: {@code http_resp_NAME}. An underscore in the name stands for a hyphen
   * too.
   *
   * @param name the header's name
   */
  record ResponseHeader(String name) implements RewriteVariable {}

  /** Whether it is known only once the member has answered. */
  default boolean ofResponse() {
    return switch (this) {
      case Server(ServerVariable name) -> name.ofResponse();
      case ResponseHeader _ -> true;
      case Cookie _, RequestHeader _ -> false;
    };
  }

  /** The variable that a text names, without braces; null when it names none. */
  static @Nullable RewriteVariable of(String text) {
    if (text.startsWith(REQUEST_HEADER)) {
      String name = text.substring(REQUEST_HEADER.length());
      return HeaderNames.isToken(name) ? new RequestHeader(name) : null;
    }
    if (text.startsWith(RESPONSE_HEADER)) {
      String name = text.substring(RESPONSE_HEADER.length());
      return HeaderNames.isToken(name) ? new ResponseHeader(name) : null;
    }
    if (text.startsWith(COOKIE)) {
      String name = text.substring(COOKIE.length());
      return HeaderNames.isToken(name) ? new Cookie(name) : null;
    }
    if (!text.startsWith(SERVER)) return null;
    ServerVariable server = ServerVariable.named(text.substring(SERVER.length()));
    return server == null ? null : new Server(server);
  }
}
