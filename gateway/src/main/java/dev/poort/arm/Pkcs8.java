package dev.poort.arm;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;

/**
 * Puts a bare private key (RSA's of PKCS #1, EC's of SEC 1) into the envelope that Java reads, PKCS
 * #8 (RFC 5958): a version, the algorithm with its parameters, the key. The algorithm is copied
 * from the public key, where it stands first in the same form (RFC 5280, section 4.1).
 */
final class Pkcs8 {
  private static final int SEQUENCE = 0x30;
  private static final int OCTET_STRING = 0x04;
  private static final byte[] VERSION = {0x02, 0x01, 0x00};

  private Pkcs8() {}

  static PKCS8EncodedKeySpec of(byte[] bareKey, PublicKey publicKey) {
    var content = new ByteArrayOutputStream();
    content.writeBytes(VERSION);
    content.writeBytes(firstElement(publicKey.getEncoded()));
    content.writeBytes(element(OCTET_STRING, bareKey));
    return new PKCS8EncodedKeySpec(element(SEQUENCE, content.toByteArray()));
  }

  /** The first element within a sequence that the JDK has written. */
  private static byte[] firstElement(byte[] sequence) {
    int from = contentOffset(sequence, 0);
    int content = contentOffset(sequence, from);
    return Arrays.copyOfRange(sequence, from, content + length(sequence, from));
  }

  private static int contentOffset(byte[] der, int element) {
    int first = der[element + 1] & 0xFF;
    return element + 2 + (first < 0x80 ? 0 : first & 0x7F);
  }

  private static int length(byte[] der, int element) {
    int from = element + 1;
    int first = der[from] & 0xFF;
    if (first < 0x80) return first;
    return new BigInteger(1, der, from + 1, first & 0x7F).intValue();
  }

  /** A tag, a length and a content (X.690, section 8.1). */
  private static byte[] element(int tag, byte[] content) {
    var der = new ByteArrayOutputStream();
    der.write(tag);
    if (content.length < 0x80) {
      der.write(content.length);
    } else {
      int octets = (Integer.SIZE - Integer.numberOfLeadingZeros(content.length) + 7) / 8;
      der.write(0x80 | octets);
      for (int i = octets - 1; i >= 0; i--) der.write(content.length >> (8 * i));
    }
    der.writeBytes(content);
    return der.toByteArray();
  }
}
