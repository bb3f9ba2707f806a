package dev.poort.template.function;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;

/** The hashes by which ARM makes names. They give what Azure gives. */
final class NameHash {
  /** ARM's own namespace. Source: "String functions for Bicep", guid. */
  private static final UUID NAMESPACE = UUID.fromString("11fb06fb-712d-4ddd-98c7-e71bbd588830");

  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

  private NameHash() {}

  /** A UUID of version 5 (RFC 4122 section 4.3). */
  static UUID uuid(String name) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-1");
      sha.update(bytes(NAMESPACE));
      ByteBuffer hash = ByteBuffer.wrap(sha.digest(name.getBytes(StandardCharsets.UTF_8)));
      long high = (hash.getLong() & ~0xF000L) | 0x5000L;
      long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
      return new UUID(high, low);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  private static byte[] bytes(UUID uuid) {
    return ByteBuffer.allocate(16)
        .putLong(uuid.getMostSignificantBits())
        .putLong(uuid.getLeastSignificantBits())
        .array();
  }

  /** A hash of 64 bits in the letters of base32 (RFC 4648 section 6). */
  static String thirteenLetters(String name) {
    long rest = murmur(name.getBytes(StandardCharsets.UTF_8));
    var letters = new StringBuilder();
    for (int i = 0; i < 13; i++, rest <<= 5) letters.append(LETTERS.charAt((int) (rest >>> 59)));
    return letters.toString();
  }

  /**
   * Two lanes of MurmurHash3 for 32 bits that are mixed with each other: the variant of 64 bits
   * which programs of Azure share. Source: HashHelper of github.com/projectkudu/kudu, and the
   * values that Azure.Deployments.Expression gives.
   */
  private static long murmur(byte[] name) {
    int left = 0;
    int right = 0;
    int blocks = name.length / 8 * 8;
    ByteBuffer padded =
        ByteBuffer.wrap(Arrays.copyOf(name, blocks + 8)).order(ByteOrder.LITTLE_ENDIAN);
    while (padded.position() < blocks) {
      left = (Integer.rotateLeft(left ^ leftWord(padded.getInt()), 19) + right) * 5 + 0x561ccd1b;
      right = (Integer.rotateLeft(right ^ rightWord(padded.getInt()), 13) + left) * 5 + 0x0bcaa747;
    }
    left = left ^ leftWord(padded.getInt()) ^ name.length;
    right = right ^ rightWord(padded.getInt()) ^ name.length;
    left += right;
    right += left;
    left = avalanche(left);
    right = avalanche(right);
    left += right;
    right += left;
    return (long) right << 32 | Integer.toUnsignedLong(left);
  }

  private static int leftWord(int word) {
    return Integer.rotateLeft(word * 0x239b961b, 15) * 0xab0e9789;
  }

  private static int rightWord(int word) {
    return Integer.rotateLeft(word * 0xab0e9789, 17) * 0x239b961b;
  }

  private static int avalanche(int hash) {
    int mixed = (hash ^ hash >>> 16) * 0x85ebca6b;
    mixed = (mixed ^ mixed >>> 13) * 0xc2b2ae35;
    return mixed ^ mixed >>> 16;
  }
}
