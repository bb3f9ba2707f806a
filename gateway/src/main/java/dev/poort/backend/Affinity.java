package dev.poort.backend;

import dev.poort.config.HostAndPort;
import dev.poort.message.FieldName;
import dev.poort.message.Fields;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The cookies that lead a client back to its member (ARM: {@code cookieBasedAffinity}): one of the
 * settings' name, and one with {@code CORS} after it that browsers send from other sites' pages
 * too. Their value names the member's address by a keyed hash: nobody without the key can tell or
 * make one, and gateways with one key understand each other's.
 */
public final class Affinity {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int OCTETS = 16;

  /** What stands after the name of the second cookie. */
  private static final String CORS = "CORS";

  /** Octets of a cookie's value. */
  private static final int LENGTH = OCTETS * 2;

  /**
   * What binds clients to a member.
   *
   * @param value the cookies' value
   * @param cookie the first cookie as it is set
   * @param corsCookie the second
   */
  record Bond(String value, String cookie, String corsCookie) {}

  private final String name;
  private final String corsName;
  private final SecretKeySpec key;

  /**
   * @param cookieName the first cookie's name
   * @param key what the hash is keyed with
   */
  public Affinity(String cookieName, byte[] key) {
    this.name = cookieName;
    this.corsName = cookieName + CORS;
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** The cookies' value for a member at an address. */
  public String value(HostAndPort address) {
    return HexFormat.of().formatHex(hash(address.toString()), 0, OCTETS);
  }

  /** The bond to a member at an address. */
  Bond bond(HostAndPort address) {
    String value = value(address);
    // Azure marks the first cookie with nothing but its path.
    return new Bond(
        value,
        name + "=" + value + "; Path=/",
        corsName + "=" + value + "; Path=/; SameSite=None; Secure");
  }

  private byte[] hash(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /**
   * The server that a request's cookies name.
   *
   * @param servers by the values of their cookies
   * @return null when they name none
   */
  public <T> @Nullable T named(Fields request, Map<String, T> servers) {
    if (!request.has(FieldName.COOKIE)) return null;
    String value = request.cookie(name, LENGTH, servers::containsKey);
    if (value == null) value = request.cookie(corsName, LENGTH, servers::containsKey);
    return value == null ? null : servers.get(value);
  }

  /** Whether a request has a cookie that may name a server, by its looks. */
  public static boolean isNaming(Fields request, String cookieName) {
    return request.cookie(cookieName, LENGTH, _ -> true) != null
        || request.cookie(cookieName + CORS, LENGTH, _ -> true) != null;
  }

  /** Adds the cookies that name a server to a response. */
  public static void bind(Fields response, Server server) {
    Bond bond = server.bond();
    if (bond == null) return;
    response.add(FieldName.SET_COOKIE, bond.cookie());
    response.add(FieldName.SET_COOKIE, bond.corsCookie());
  }
}
