package dev.poort.http;

import dev.poort.backend.Member;
import dev.poort.telemetry.Failure;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

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
   * Whether no further member is to be tried. One that refuses the connection has not seen the
   * request and does not count; the pool's size and the request time-out bound the search.
   */
  boolean exhausted(Duration requestTimeout) {
    long now = ticker.nanoTime();
    if (!any) begun = now;
    boolean late = now - begun >= requestTimeout.toNanos() && lastConnect();
    return late || sent >= MOST_SENT;
  }

  /** A member is being tried. */
  void tries() {
    any = true;
  }

  /** The members that are not to be tried again. */
  Collection<Member> passedOver() {
    return passedOver;
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
