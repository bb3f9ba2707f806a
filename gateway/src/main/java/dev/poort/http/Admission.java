package dev.poort.http;

import dev.poort.config.AllowedOrigin;
import dev.poort.config.Limits;
import dev.poort.message.FieldName;
import dev.poort.message.RequestHead;
import dev.poort.message.Version;
import dev.poort.telemetry.Failure;
import dev.poort.websocket.Handshake;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What keeps a well-formed request from going to any member. */
public final class Admission {
  private Admission() {}

  /**
   * The reason to refuse the request; null when it may go on.
   *
   * @param origins from which pages WebSocket sessions may come; empty for any
   */
  public static @Nullable Failure defect(
      RequestHead head, Limits limits, List<AllowedOrigin> origins) {
    if (head.framing().length() > limits.body()) return Failure.BODY_TOO_LARGE;
    if (expectsTheUnknown(head)) return Failure.EXPECTATION_FAILED;
    if (!Handshake.isAsked(head)) return null;
    Failure defect = Handshake.defect(head);
    if (defect != null) return defect;
    return Handshake.comesFrom(head, origins) ? null : Failure.ORIGIN_REFUSED;
  }

  /** RFC 9110 10.1.1: there is one expectation only, and HTTP/1.0 has none. */
  private static boolean expectsTheUnknown(RequestHead head) {
    return head.version() != Version.HTTP_1_0
        && head.fields().has(FieldName.EXPECT)
        && !head.expectsContinue();
  }
}
