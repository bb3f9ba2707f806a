package dev.poort.http;

import dev.poort.backend.Cluster;
import dev.poort.backend.Member;
import dev.poort.telemetry.Failure;
import io.netty.util.concurrent.Ticker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which members a request has been tried on, and what came of the last try. */
final class Attempts {
  /** How often a request is sent at the most, whatever the size of the pool. */
  private static final int MOST_SENT = 4;

  private final Ticker ticker;
  private List<Member> passedOver = List.of();
  private boolean any;
  private int sent;
  private long begun;
  private Failure lastFailure = Failure.NO_HEALTHY_MEMBER;
  private String lastDetail = "";

  Attempts(Ticker ticker) {
    this.ticker = ticker;
  }

  /**
   * Whose turn it is. A member that refuses the connection has not seen the request and does not
   * count; the pool's size and the request time-out bound the search.
   *
   * @return null when no member or no time is left, or the request was sent often enough
   */
  @Nullable Member next(Cluster cluster) {
    long now = ticker.nanoTime();
    if (!any) begun = now;
    boolean late = now - begun >= cluster.settings().requestTimeout().toNanos() && lastConnect();
    Member next = late || sent >= MOST_SENT ? null : cluster.next(passedOver);
    any |= next != null;
    return next;
  }

  private boolean lastConnect() {
    return lastFailure == Failure.CONNECT_FAILED || lastFailure == Failure.CONNECT_TIMEOUT;
  }

  /** The request goes out to a member. */
  void sent() {
    sent++;
  }

  /** Whether the request was tried at all. */
  boolean any() {
    return any;
  }

  /** A try failed. */
  void failed(Failure failure, String detail) {
    lastFailure = failure;
    lastDetail = detail;
  }

  /** The request is not to be tried on this member again. */
  void passOver(Member member) {
    if (passedOver.isEmpty()) passedOver = new ArrayList<>(2);
    passedOver.add(member);
  }

  Failure lastFailure() {
    return lastFailure;
  }

  String lastDetail() {
    return lastDetail;
  }
}
