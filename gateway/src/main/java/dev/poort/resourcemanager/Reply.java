package dev.poort.resourcemanager;

import dev.poort.json.JsonValue;
import dev.poort.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * What came of an operation.
 *
 * @param status the status code of HTTP
 * @param json the body; null for none
 * @param etag of the resource in it; null for none
 */
public record Reply(int status, @Nullable String json, @Nullable String etag) {
  /** A document. */
  public static Reply of(int status, JsonValue document) {
    return new Reply(status, JsonWriter.compact(document), null);
  }

  /** Nothing to say. */
  public static Reply empty(int status) {
    return new Reply(status, null, null);
  }
}
