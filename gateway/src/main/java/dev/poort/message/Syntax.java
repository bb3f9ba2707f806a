package dev.poort.message;

/** Pairs of octets that HTTP/1 writes often. */
final class Syntax {
  static final int CRLF = '\r' << 8 | '\n';
  static final int COLON_SPACE = ':' << 8 | ' ';

  private Syntax() {}
}
