package dev.poort.websocket;

import dev.poort.telemetry.SessionEnd;

/**
 * Why the gateway ends a session: the codes and the text of the Close frames that both sides get. A
 * test holds docs/closes.md against it.
 */
public enum CloseCause {
  /** No octet went in either direction for the request time-out of the HTTP settings. */
  IDLE(1001, 1001, "idle for the request time-out", SessionEnd.IDLE),
  /** A new configuration has no listener of that name. */
  LISTENER_REMOVED(1001, 1001, "the listener was removed", SessionEnd.LISTENER_REMOVED),
  /** A new configuration does not have the member in the session's pool; others may serve. */
  MEMBER_REMOVED(1012, 1001, "the member was removed", SessionEnd.MEMBER_REMOVED),
  /** A new configuration has no rule that leads from the listener to the session's pool. */
  RULE_REMOVED(1012, 1001, "no rule leads here any more", SessionEnd.RULE_REMOVED),
  /** Who runs the gateway has drained the member; others may serve. */
  MEMBER_DRAINED(1012, 1001, "the member was drained", SessionEnd.MEMBER_DRAINED),
  /** A member has joined or returned, and this one has more than its share. */
  REBALANCED(1012, 1001, "rebalanced", SessionEnd.REBALANCED),
  /** A new process serves in place of this one. */
  HANDED_OVER(1012, 1001, "the gateway was handed over", SessionEnd.HANDED_OVER),
  /** The gateway is shutting down. */
  SHUTDOWN(1001, 1001, "the gateway is shutting down", SessionEnd.SHUTDOWN),
  /** Who runs the gateway has asked for it; another code and text may be given. */
  OPERATOR(1001, 1001, "closed by the operator", SessionEnd.OPERATOR),
  /** The member's connection ended or broke without a Close frame; told to the client. */
  MEMBER_LOST(1014, 1001, "the member was lost", SessionEnd.CONNECTION_CLOSED),
  /** The client's connection ended or broke without a Close frame; told to the member. */
  CLIENT_LOST(1001, 1001, "the client was lost", SessionEnd.CONNECTION_CLOSED),
  /** The client did not answer a Ping of the gateway's in time. */
  CLIENT_UNRESPONSIVE(
      1001, 1001, "the client did not answer a ping", SessionEnd.CLIENT_UNRESPONSIVE),
  /** The member did not answer a Ping of the gateway's in time. */
  MEMBER_UNRESPONSIVE(
      1014, 1001, "the member did not answer a ping", SessionEnd.MEMBER_UNRESPONSIVE),
  /** The client sent a longer message than poort.json's {@code sessionLimits} allow. */
  MESSAGE_TOO_BIG(1009, 1009, "the client's message is too big", SessionEnd.MESSAGE_TOO_BIG),
  /** The client sent more messages a second than poort.json's {@code sessionLimits} allow. */
  MESSAGE_RATE(1008, 1008, "the client sends too many messages", SessionEnd.MESSAGE_RATE),
  /** The client sent a frame that RFC 6455 does not allow; what is wrong follows the text. */
  CLIENT_PROTOCOL_ERROR(
      1002, 1002, "protocol error of the client: ", SessionEnd.CLIENT_PROTOCOL_ERROR),
  /** The member did. */
  MEMBER_PROTOCOL_ERROR(
      1002, 1002, "protocol error of the member: ", SessionEnd.MEMBER_PROTOCOL_ERROR),
  /** A defect of the gateway itself. */
  INTERNAL(1011, 1011, "a defect of the gateway", SessionEnd.INTERNAL);

  /** IANA's registry of close codes; RFC 6455 does not have it yet. */
  private static final int SERVICE_RESTART = 1012;

  private final int toClient;
  private final int toMember;
  private final String reason;
  private final SessionEnd end;

  CloseCause(int toClient, int toMember, String reason, SessionEnd end) {
    this.toClient = toClient;
    this.toMember = toMember;
    this.reason = reason;
    this.end = end;
  }

  /** The close code that the client gets (RFC 6455 7.4.1). */
  public int toClient() {
    return toClient;
  }

  /** The close code that the member gets. */
  public int toMember() {
    return toMember;
  }

  /** The close reason. */
  public String reason() {
    return reason;
  }

  /** Whether the client does well to come back: the gateway, or another member, will serve it. */
  boolean comesBack() {
    return toClient == SERVICE_RESTART || this == SHUTDOWN;
  }

  /** What the access log says. */
  SessionEnd end() {
    return end;
  }
}
