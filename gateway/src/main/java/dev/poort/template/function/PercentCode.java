package dev.poort.template.function;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The percent-encoding of URIs in UTF-8 (RFC 3986 section 2.1). */
final class PercentCode {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private PercentCode() {}

  /** All but the unreserved characters encoded. */
  static String encoded(String text, Budget budget) throws FunctionException {
    var encoded = new BoundedText(budget);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if (isUnreserved(c)) encoded.append(c);
      else encoded.append('%').append(HEX.toHexDigits(b));
    }
    return encoded.toString();
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-._~".indexOf(c) >= 0;
  }

  /** What is no code, or the code of no character, stays as it is. */
  static String decoded(String text) {
    var decoded = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int end = at;
      while (isCode(text, end)) end += 3;
      if (end == at) decoded.append(text.charAt(at++));
      else decoded.append(characters(text.substring(at, end)));
      at = Math.max(at, end);
    }
    return decoded.toString();
  }

  private static boolean isCode(String text, int at) {
    return at + 2 < text.length()
        && text.charAt(at) == '%'
        && HexFormat.isHexDigit(text.charAt(at + 1))
        && HexFormat.isHexDigit(text.charAt(at + 2));
  }

  private static String characters(String codes) {
    ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(codes.replace("%", "")));
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException _) {
      return codes;
    }
  }
}
