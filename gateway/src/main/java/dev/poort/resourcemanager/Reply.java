package dev.poort.resourcemanager;

import dev.poort.json.JsonValue;
import dev.poort.json.RenderedJson;
import org.jspecify.annotations.Nullable;

/**
 * What came of an operation.
 *
 * @param status the status code of HTTP
 * @param json the body; null for none
 * @param etag of the resource in it; null for none
 * @param version the version of the store that came of it; 0 for none
 */
public record Reply(int status, @Nullable RenderedJson json, @Nullable String etag, long version) {
  Reply(int status, @Nullable RenderedJson json, @Nullable String etag) {
    this(status, json, etag, 0);
  }

  /** The same with the version that was made; 0 for none. */
  Reply madeBy(long version) {
    return new Reply(status, json, etag, version);
  }

  /** A document. */
  public static Reply of(int status, JsonValue document) {
    return new Reply(status, RenderedJson.of(document), null);
  }

  /** Nothing to say. */
  public static Reply empty(int status) {
    return new Reply(status, null, null);
  }
}
