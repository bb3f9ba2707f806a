package dev.poort.http;

import dev.poort.backend.MemberKey;
import dev.poort.message.FieldName;
import dev.poort.message.Fields;
import dev.poort.message.Framing;
import dev.poort.message.RequestHead;
import dev.poort.message.Version;
import dev.poort.rewrite.Rewriting;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The request as a member sees it: the client's without what concerns one hop only, and with what
 * Azure's gateway adds. Made once an exchange.
 */
public final class RequestToMember {
  private final RequestHead head;
  private final String target;
  private final boolean upgrade;
  private final Set<FieldName> rewritten;
  private final @Nullable String rewrittenHost;

  /**
   * @param head its fields become the member's
   * @param target what the member is asked for, in the place of the head's
   * @param client who asks
   * @param traceId X-AppGW-Trace-Id
   * @param upgrade whether it is a WebSocket handshake
   * @param rewriting what has changed the head's fields: it has the last word; null for nothing
   */
  public RequestToMember(
      RequestHead head,
      String target,
      Forwarded client,
      String traceId,
      boolean upgrade,
      @Nullable Rewriting rewriting) {
    this.head = head;
    this.rewritten = rewriting == null ? Set.of() : rewriting.written();
    this.rewrittenHost = rewriting == null ? null : rewriting.host();
    this.target = target;
    this.upgrade = upgrade;
    Fields fields = head.fields();
    boolean takesTrailers = fields.hasToken(FieldName.TE, "trailers");
    fields.removeHopByHop();
    // RFC 9110 10.1.1: a client of HTTP/1.0 does not wait for a 100.
    if (head.version() == Version.HTTP_1_0) fields.remove(FieldName.EXPECT);
    String before = forwardedBefore(fields);
    String own = client.by();
    boolean first = before == null || before.isEmpty();
    say(FieldName.X_FORWARDED_FOR, first ? own : before + ", " + own);
    say(FieldName.X_FORWARDED_PROTO, client.proto());
    say(FieldName.X_FORWARDED_PORT, client.port());
    say(FieldName.X_ORIGINAL_HOST, head.host());
    say(FieldName.X_ORIGINAL_URL, head.target());
    // Also where there is none: what the client says of itself is not to be believed.
    String fingerprint = client.fingerprint();
    say(FieldName.X_AZURE_JA4_FINGERPRINT, fingerprint == null ? "" : fingerprint);
    say(FieldName.X_APPGW_TRACE_ID, traceId);
    fields.remove(FieldName.HOST);
    if (head.framing().kind() == Framing.Kind.CHUNKED) {
      fields.add(FieldName.TRANSFER_ENCODING, "chunked");
    }
    if (upgrade) {
      fields.add(FieldName.CONNECTION, "Upgrade");
      fields.add(FieldName.UPGRADE, "websocket");
    } else if (takesTrailers) {
      // RFC 9110 10.1.4: said anew for this hop, since trailers are passed on.
      fields.add(FieldName.CONNECTION, "TE");
      fields.add(FieldName.TE, "trailers");
    }
  }

  /** What Azure's gateway adds, unless a rewrite has written or deleted it. */
  private void say(FieldName name, String value) {
    if (rewritten.contains(name)) return;
    head.fields().remove(name);
    if (!value.isEmpty()) head.fields().add(name, value);
  }

  private static @Nullable String forwardedBefore(Fields fields) {
    if (!fields.repeats(FieldName.X_FORWARDED_FOR)) return fields.get(FieldName.X_FORWARDED_FOR);
    StringBuilder all = new StringBuilder();
    fields.forEach(
        (name, value) -> {
          if (!name.equalsIgnoreCase(FieldName.X_FORWARDED_FOR.text())) return;
          if (!all.isEmpty()) all.append(", ");
          all.append(value);
        });
    return all.toString();
  }

  /** Whether it asks for a WebSocket. */
  boolean upgrade() {
    return upgrade;
  }

  /** What stands in Host for a member: a rewrite's, else its settings' name, else the client's. */
  String host(MemberKey member) {
    if (rewrittenHost != null) return rewrittenHost;
    String hostName = member.hostName();
    if (hostName != null) return hostName;
    return head.host().isEmpty() ? member.address().toString() : head.host();
  }

  /** What a member gets. */
  public RequestHead head(MemberKey member) {
    return new RequestHead(
        head.method(),
        target,
        Version.HTTP_1_1,
        host(member),
        head.fields(),
        head.framing(),
        head.size());
  }
}
