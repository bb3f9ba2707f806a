package dev.poort.explain;

import dev.poort.message.RequestHead;
import dev.poort.telemetry.Failure;
import java.time.Duration;
import java.util.List;

/** What becomes of a request. */
public sealed interface Outcome {
  /**
   * A member gets it.
   *
   * @param pool the pool, or the policy over several
   * @param settings the HTTP settings
   * @param members those that could serve it
   * @param request what the first of them gets
   * @param http2 whether over HTTP/2, where the member agrees to that
   * @param timeout how long it may take to answer; of a WebSocket session, how long it may rest
   */
  record ToMember(
      String pool,
      String settings,
      List<MemberView> members,
      RequestHead request,
      boolean http2,
      Duration timeout)
      implements Outcome {
    public ToMember {
      members = List.copyOf(members);
    }

    /** The version in which the member gets it. */
    String version() {
      return http2 ? "HTTP/2" : "HTTP/1.1";
    }
  }

  /**
   * The client is sent elsewhere.
   *
   * @param status 301, 302, 303 or 307
   * @param location where to
   */
  record Redirected(int status, String location) implements Outcome {}

  /**
   * The gateway answers in its own name.
   *
   * @param failure with which status, and what the access log says
   * @param why one sentence without a full stop
   */
  record Refused(Failure failure, String why) implements Outcome {}

  /**
   * No request comes of it.
   *
   * @param why one sentence without a full stop
   */
  record NoRequest(String why) implements Outcome {}
}
