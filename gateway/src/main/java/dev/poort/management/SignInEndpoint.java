package dev.poort.management;

import dev.poort.identity.Identity;
import dev.poort.identity.SignInReply;
import dev.poort.identity.SignInRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where clients sign in. Each answer may take a fifth of a second, as a secret is compared.
 *
 * @param identity who knows them
 */
record SignInEndpoint(Identity identity) {
  /** Whether a path is one where clients sign in. */
  static boolean serves(String target) {
    return Identity.serves(new QueryStringDecoder(target).rawPath());
  }

  Answer answer(Call call) {
    QueryStringDecoder target = new QueryStringDecoder(call.target());
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    try {
      add(parameters, target);
      if (isForm(call)) add(parameters, new QueryStringDecoder(call.body(), false));
    } catch (IllegalArgumentException e) {
      return Answer.error(400, "invalid_request", "it cannot be read: " + e.getMessage());
    }
    SignInReply reply =
        identity.answer(
            new SignInRequest(
                call.method().name(), target.rawPath(), parameters, call::field, call.origin()));
    return new Answer(reply.status(), reply.json(), reply.fields());
  }

  /** Of two with one name neither counts (RFC 6749, section 3.2), so both are kept. */
  private static void add(Map<String, List<String>> parameters, QueryStringDecoder source) {
    source
        .parameters()
        .forEach(
            (name, values) ->
                parameters.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(values));
  }

  private static boolean isForm(Call call) {
    String field = call.field(HttpHeaderNames.CONTENT_TYPE);
    CharSequence type = field == null ? null : HttpUtil.getMimeType(field);
    return type != null
        && HttpHeaderValues.APPLICATION_X_WWW_FORM_URLENCODED.contentEqualsIgnoreCase(type);
  }
}
