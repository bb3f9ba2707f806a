package dev.poort.tls;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The JA4 fingerprint of a ClientHello: which software began the handshake, whatever the order in
 * which it says things. Source: FoxIO's "JA4: TLS Client Fingerprinting". Values that clients make
 * up to keep servers tolerant (GREASE, RFC 8701) do not count.
 */
final class Ja4 {
  private static final int SERVER_NAME = 0;
  private static final int SIGNATURE_ALGORITHMS = 13;
  private static final int ALPN = 16;
  private static final int SUPPORTED_VERSIONS = 43;
  private static final int DIGITS = 12;
  private static final String NOTHING = "0".repeat(DIGITS);

  private int version;
  private boolean named;
  private String alpn = "00";
  private final IntStream.Builder extensions = IntStream.builder();
  private int count;
  private int[] signatures = {};

  private Ja4(int version) {
    this.version = version;
  }

  /**
   * The fingerprint of what a client has sent over TCP.
   *
   * @param version the version outside the extensions
   * @param suites in the client's order
   * @param extensions all of them; consumed
   * @throws IndexOutOfBoundsException when one of them is malformed
   */
  static String of(int version, int[] suites, ByteBuf extensions) {
    Ja4 read = new Ja4(version);
    while (extensions.isReadable()) {
      int type = extensions.readUnsignedShort();
      read.extension(type, extensions.readSlice(extensions.readUnsignedShort()));
    }
    int[] counted = withoutGrease(Arrays.stream(suites)).sorted().toArray();
    return "t%s%s%02d%02d%s_%s_%s"
        .formatted(
            text(read.version),
            read.named ? "d" : "i",
            Math.min(counted.length, 99),
            Math.min(read.count, 99),
            read.alpn,
            counted.length == 0 ? NOTHING : hash(hex(counted)),
            read.extensionsHash());
  }

  private void extension(int type, ByteBuf content) {
    if (isGrease(type)) return;
    count++;
    switch (type) {
      case SERVER_NAME -> named = true;
      case ALPN -> alpn = ends(content);
      default -> extensions.add(type);
    }
    if (type == SIGNATURE_ALGORITHMS) {
      signatures = numbers(content.readSlice(content.readUnsignedShort()));
    } else if (type == SUPPORTED_VERSIONS) {
      int[] versions = numbers(content.readSlice(content.readUnsignedByte()));
      version = withoutGrease(Arrays.stream(versions)).max().orElse(version);
    }
  }

  /** The first and the last character of the first protocol that is asked for. */
  private static String ends(ByteBuf content) {
    ByteBuf protocols = content.readSlice(content.readUnsignedShort());
    if (!protocols.isReadable()) return "00";
    ByteBuf first = protocols.readSlice(protocols.readUnsignedByte());
    if (!first.isReadable()) return "00";
    byte begin = first.getByte(first.readerIndex());
    byte end = first.getByte(first.writerIndex() - 1);
    if (isAlphanumeric(begin) && isAlphanumeric(end)) return "" + (char) begin + (char) end;
    HexFormat format = HexFormat.of();
    return "" + format.toHighHexDigit(begin) + format.toLowHexDigit(end);
  }

  private static boolean isAlphanumeric(byte octet) {
    int lower = octet | 0x20;
    return (octet >= '0' && octet <= '9') || (lower >= 'a' && lower <= 'z');
  }

  private String extensionsHash() {
    int[] sorted = extensions.build().sorted().toArray();
    if (sorted.length == 0) return NOTHING;
    String text = hex(sorted);
    int[] algorithms = withoutGrease(Arrays.stream(signatures)).toArray();
    return hash(algorithms.length == 0 ? text : text + "_" + hex(algorithms));
  }

  private static int[] numbers(ByteBuf list) {
    int[] numbers = new int[list.readableBytes() / 2];
    for (int i = 0; i < numbers.length; i++) numbers[i] = list.readUnsignedShort();
    return numbers;
  }

  private static IntStream withoutGrease(IntStream numbers) {
    return numbers.filter(each -> !isGrease(each));
  }

  private static boolean isGrease(int number) {
    return (number & 0x0f0f) == 0x0a0a && number >>> 8 == (number & 0xff);
  }

  private static String text(int version) {
    return switch (version) {
      case 0x0304 -> "13";
      case 0x0303 -> "12";
      case 0x0302 -> "11";
      case 0x0301 -> "10";
      case 0x0300 -> "s3";
      default -> "00";
    };
  }

  private static String hex(int[] numbers) {
    HexFormat format = HexFormat.of();
    return Arrays.stream(numbers)
        .mapToObj(each -> format.toHexDigits(each, 4))
        .collect(Collectors.joining(","));
  }

  private static String hash(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha256.digest(text.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest, 0, DIGITS / 2);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
