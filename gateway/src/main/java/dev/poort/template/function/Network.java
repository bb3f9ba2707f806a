package dev.poort.template.function;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A range of addresses in CIDR notation (RFC 4632, RFC 4291).
 *
 * @param first its first address
 * @param prefix how many leading bits its addresses share
 * @param bits those of an address: 32 or 128
 */
record Network(BigInteger first, int prefix, int bits) {
  private static final Pattern CIDR =
      Pattern.compile("([0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)/([0-9]{1,3})");
  private static final Pattern IPV4 = Pattern.compile("(?:[0-9]{1,3}\\.){3}[0-9]{1,3}");

  /** The IPv6 address {@code ::ffff:0.0.0.0}. */
  private static final BigInteger MAPPED = BigInteger.valueOf(0xffff).shiftLeft(32);

  /** No address range has more characters, and the pattern is not tried on a long text. */
  private static final int MAX_LENGTH = 49;

  /** The network that an address and a prefix length name; null when the text is none. */
  static @Nullable Network parse(String text) {
    Matcher matcher = CIDR.matcher(text);
    if (text.length() > MAX_LENGTH || !matcher.matches()) return null;
    String address = matcher.group(1);
    boolean old = address.indexOf(':') < 0;
    if (old && !IPV4.matcher(address).matches()) return null;
    int bits = old ? 32 : 128;
    int prefix = Integer.parseInt(matcher.group(2));
    if (prefix > bits) return null;
    try {
      byte[] bytes = InetAddress.ofLiteral(address).getAddress();
      BigInteger value = new BigInteger(1, bytes);
      // The JDK gives an address that IPv6 maps (RFC 4291 section 2.5.5.2) as one of IPv4.
      return of(bytes.length * 8 == bits ? value : value.add(MAPPED), prefix, bits);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /** The network of an address. */
  private static Network of(BigInteger address, int prefix, int bits) {
    int hostBits = bits - prefix;
    return new Network(address.shiftRight(hostBits).shiftLeft(hostBits), prefix, bits);
  }

  boolean isV4() {
    return bits == 32;
  }

  /** How many addresses it has. */
  BigInteger size() {
    return BigInteger.ONE.shiftLeft(bits - prefix);
  }

  BigInteger last() {
    return first.add(size()).subtract(BigInteger.ONE);
  }

  BigInteger mask() {
    return BigInteger.ONE.shiftLeft(bits).subtract(size());
  }

  /** One of the networks of a longer prefix into which it can be split. */
  Network part(int prefix, BigInteger index) {
    return new Network(first.add(index.shiftLeft(bits - prefix)), prefix, bits);
  }

  /** An address of its kind as text; one of IPv6 as RFC 5952 recommends. */
  String text(BigInteger address) {
    return isV4() ? join(address, 8, 4, 10, ".") : compressed(join(address, 16, 8, 16, ":"));
  }

  private static String join(
      BigInteger address, int width, int count, int radix, String separator) {
    var text = new StringBuilder();
    BigInteger mask = BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE);
    for (int i = count - 1; i >= 0; i--) {
      text.append(address.shiftRight(i * width).and(mask).toString(radix));
      if (i > 0) text.append(separator);
    }
    return text.toString();
  }

  /** Writes :: for the first of the longest runs of at least two zeros. */
  private static String compressed(String groups) {
    for (int zeros = 8; zeros >= 2; zeros--) {
      String run = ":" + "0:".repeat(zeros);
      String padded = ":" + groups + ":";
      int at = padded.indexOf(run);
      if (at < 0) continue;
      String head = padded.substring(0, at);
      String tail = padded.substring(at + run.length());
      return (head.isEmpty() ? "" : head.substring(1))
          + "::"
          + (tail.isEmpty() ? "" : tail.substring(0, tail.length() - 1));
    }
    return groups;
  }

  @Override
  public String toString() {
    return text(first) + "/" + prefix;
  }
}
