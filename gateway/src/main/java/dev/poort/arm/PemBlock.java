package dev.poort.arm;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A block of a PEM file (RFC 7468).
 *
 * @param label what it says it is, such as {@code CERTIFICATE}
 * @param body what stands between its two lines
 */
record PemBlock(String label, String body) {
  private static final String BEGIN = "-----BEGIN ";
  private static final String DASHES = "-----";

  /** The blocks of a file; what stands between them is a comment. */
  static List<PemBlock> in(byte[] file) {
    String text = new String(file, StandardCharsets.ISO_8859_1);
    var blocks = new ArrayList<PemBlock>();
    for (int begin = text.indexOf(BEGIN); begin >= 0; begin = text.indexOf(BEGIN, begin + 1)) {
      int label = begin + BEGIN.length();
      int body = text.indexOf(DASHES, label);
      if (body < 0) break;
      String name = text.substring(label, body);
      int end = text.indexOf(DASHES + "END " + name + DASHES, body);
      if (end < 0) break;
      blocks.add(new PemBlock(name, text.substring(body + DASHES.length(), end)));
      begin = end;
    }
    return blocks;
  }

  boolean isCertificate() {
    return label.equals("CERTIFICATE");
  }

  /** Whether it is a private key, in whatever form. */
  boolean isKey() {
    return label.endsWith("PRIVATE KEY");
  }

  /** Whether it has headers, which only keys have that OpenSSL encrypted in its own way. */
  boolean hasHeaders() {
    return body.contains(":");
  }

  /**
   * Its content.
   *
   * @throws IllegalArgumentException if it is not base64
   */
  byte[] der() {
    return Base64.getMimeDecoder().decode(body);
  }
}
