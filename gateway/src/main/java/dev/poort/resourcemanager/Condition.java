package dev.poort.resourcemanager;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Under which condition a resource may be changed (RFC 9110, section 13).
 *
 * @param ifMatch the field If-Match; null when the request has none
 * @param ifNoneMatch the field If-None-Match; null when the request has none
 */
public record Condition(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
  /** None. */
  public static final Condition NONE = new Condition(null, null);

  /**
   * Judges what is there.
   *
   * @throws Refusal (412) when the condition does not hold
   */
  void check(@Nullable Held now) throws Refusal {
    if (ifMatch != null && !names(ifMatch, now)) {
      String what =
          now == null
              ? "there is no such resource"
              : "the resource has changed: its etag is " + now.etag();
      throw new Refusal(412, "PreconditionFailed", what);
    }
    if (ifNoneMatch != null && names(ifNoneMatch, now)) {
      throw new Refusal(412, "PreconditionFailed", "the resource is there already");
    }
  }

  /** Weak tags are compared too: Azure gives no others. */
  private static boolean names(String field, @Nullable Held now) {
    if (now == null) return false;
    return Arrays.stream(field.split(","))
        .map(String::strip)
        .anyMatch(tag -> tag.equals("*") || bare(tag).equals(bare(now.etag())));
  }

  private static String bare(String tag) {
    String strong = tag.startsWith("W/") ? tag.substring(2) : tag;
    return strong.replace("\"", "");
  }
}
