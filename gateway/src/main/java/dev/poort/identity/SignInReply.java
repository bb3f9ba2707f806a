package dev.poort.identity;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.util.Map;

/**
 * What a client that signs in is told.
 *
 * @param status the status code
 * @param json the body
 * @param fields header fields, such as Retry-After
 */
public record SignInReply(int status, String json, Map<String, String> fields) {
  public SignInReply {
    fields = Map.copyOf(fields);
  }

  static SignInReply of(Map<String, ?> document) {
    return new SignInReply(200, JSONObjectUtils.toJSONString(document), Map.of());
  }
}
