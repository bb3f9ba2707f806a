package dev.poort.http;

import dev.poort.backend.Cluster;
import dev.poort.backend.Member;
import dev.poort.telemetry.Failure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which members a request has been tried on, and what came of the last try. */
final class Attempts {
  /** How often a request is tried at the most, whatever the size of the pool. */
  private static final int MOST = 4;

  private List<Member> passedOver = List.of();
  private int count;
  private Failure lastFailure = Failure.NO_HEALTHY_MEMBER;
  private String lastDetail = "";

  /** Whose turn it is; null when no member is left or the request was tried often enough. */
  @Nullable Member next(Cluster cluster) {
    Member next = count < MOST ? cluster.next(passedOver) : null;
    if (next != null) count++;
    return next;
  }

  /** Whether the request was tried at all. */
  boolean any() {
    return count > 0;
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
