package dev.poort.websocket;

import dev.poort.config.AllowedOrigin;
import dev.poort.message.FieldName;
import dev.poort.message.Fields;
import dev.poort.message.Framing;
import dev.poort.message.RequestHead;
import dev.poort.message.ResponseHead;
import dev.poort.message.Version;
import dev.poort.telemetry.Failure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The checks of both halves of an opening handshake (RFC 6455 4). */
public final class Handshake {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final String PROTOCOL = "websocket";
  private static final int KEY_LENGTH = 24;
  private static final int NONCE_LENGTH = 16;

  private Handshake() {}

  /** Whether a request asks for a WebSocket; whether it does so rightly is for {@link #defect}. */
  public static boolean isAsked(RequestHead request) {
    Fields fields = request.fields();
    return fields.has(FieldName.UPGRADE)
        && fields.hasToken(FieldName.UPGRADE, PROTOCOL)
        && fields.hasToken(FieldName.CONNECTION, "upgrade");
  }

  /** Whether that is the protocol that an extended CONNECT asks for (RFC 8441 5). */
  public static boolean isProtocol(String name) {
    return name.equalsIgnoreCase(PROTOCOL);
  }

  /**
   * The handshake that an extended CONNECT stands for (RFC 8441 5), with a key of the gateway's
   * own.
   *
   * @param connect its fields become the handshake's
   */
  public static RequestHead of(RequestHead connect) {
    byte[] nonce = new byte[NONCE_LENGTH];
    ThreadLocalRandom.current().nextBytes(nonce);
    Fields fields = connect.fields();
    fields.remove(FieldName.SEC_WEBSOCKET_KEY);
    fields.add(FieldName.SEC_WEBSOCKET_KEY, Base64.getEncoder().encodeToString(nonce));
    fields.add(FieldName.UPGRADE, PROTOCOL);
    fields.add(FieldName.CONNECTION, "Upgrade");
    return new RequestHead(
        "GET",
        connect.target(),
        connect.version(),
        connect.host(),
        fields,
        Framing.NONE,
        connect.size());
  }

  /** What RFC 6455 4.2.1 has against the request; null when it is a right one. */
  public static @Nullable Failure defect(RequestHead request) {
    Fields fields = request.fields();
    if (!request.method().equals("GET")
        || request.version() == Version.HTTP_1_0
        || !request.framing().equals(Framing.NONE)
        || fields.repeats(FieldName.SEC_WEBSOCKET_KEY)
        || fields.repeats(FieldName.SEC_WEBSOCKET_VERSION)) {
      return Failure.BAD_HANDSHAKE;
    }
    if (!fields.is(FieldName.SEC_WEBSOCKET_VERSION, "13")) return Failure.WEBSOCKET_VERSION;
    String key = fields.get(FieldName.SEC_WEBSOCKET_KEY);
    return key != null && isNonce(key) ? null : Failure.BAD_HANDSHAKE;
  }

  /**
   * Whether a request comes from a page that may ask for a WebSocket (RFC 6455 4.2.2, 10.2). One
   * without Origin does not come from a page at all.
   *
   * @param allowed from where it may come; empty for anywhere
   */
  public static boolean comesFrom(RequestHead request, List<AllowedOrigin> allowed) {
    if (allowed.isEmpty()) return true;
    String origin = request.fields().get(FieldName.ORIGIN);
    if (origin == null) return true;
    return !request.fields().repeats(FieldName.ORIGIN)
        && allowed.stream().anyMatch(each -> each.matches(origin));
  }

  private static boolean isNonce(String key) {
    if (key.length() != KEY_LENGTH) return false;
    try {
      return Base64.getDecoder().decode(key).length == NONCE_LENGTH;
    } catch (IllegalArgumentException e) {
      return false; // not base64
    }
  }

  /**
   * What RFC 6455 4.1 has against a member's 101.
   *
   * @param key the Sec-WebSocket-Key that it answers
   * @return null when the session may begin
   */
  public static @Nullable String defect(ResponseHead response, String key) {
    Fields fields = response.fields();
    if (!fields.is(FieldName.UPGRADE, PROTOCOL)) return "its 101 does not upgrade to websocket";
    if (!fields.hasToken(FieldName.CONNECTION, "upgrade")) {
      return "its 101 has no Connection: Upgrade";
    }
    String accept = fields.get(FieldName.SEC_WEBSOCKET_ACCEPT);
    if (accept == null || fields.repeats(FieldName.SEC_WEBSOCKET_ACCEPT)) {
      return "its 101 does not have one Sec-WebSocket-Accept";
    }
    return accept.equals(accept(key)) ? null : "its 101 has the wrong Sec-WebSocket-Accept";
  }

  /** The Sec-WebSocket-Accept that answers a key (RFC 6455 4.2.2, 5.4). */
  static String accept(String key) {
    try {
      byte[] octets = (key + GUID).getBytes(StandardCharsets.ISO_8859_1);
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(octets);
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
