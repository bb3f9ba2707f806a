package dev.poort.tls;

import dev.poort.config.CipherSuite;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a ClientHello (RFC 8446 4.1.2) decides who answers it, and which software sent it. */
final class ClientHello {
  private static final int RANDOM = 32;
  private static final int SUPPORTED_VERSIONS = 43;
  private static final int TLS_1_3 = 0x0304;

  private final int[] suites;
  private final boolean tls13;
  private final String ja4;

  private ClientHello(int[] suites, boolean tls13, String ja4) {
    this.suites = suites;
    this.tls13 = tls13;
    this.ja4 = ja4;
  }

  /**
   * Reads one; leaves the buffer as it is.
   *
   * @param in begins with the version
   * @return null when it is malformed, which the handshake itself will say
   */
  static @Nullable ClientHello read(ByteBuf in) {
    try {
      ByteBuf body = in.slice();
      int version = body.readUnsignedShort();
      body.skipBytes(RANDOM);
      body.skipBytes(body.readUnsignedByte()); // the session's id
      ByteBuf list = body.readSlice(body.readUnsignedShort());
      int[] suites = new int[list.readableBytes() / 2];
      for (int i = 0; i < suites.length; i++) suites[i] = list.readUnsignedShort();
      body.skipBytes(body.readUnsignedByte()); // compression methods
      ByteBuf extensions =
          body.isReadable() ? body.readSlice(body.readUnsignedShort()) : Unpooled.EMPTY_BUFFER;
      boolean tls13 = offersTls13(extensions.duplicate());
      return new ClientHello(suites, tls13, Ja4.of(version, suites, extensions));
    } catch (IndexOutOfBoundsException _) {
      return null; // a length that leads over its end
    }
  }

  private static boolean offersTls13(ByteBuf extensions) {
    while (extensions.isReadable()) {
      int type = extensions.readUnsignedShort();
      ByteBuf extension = extensions.readSlice(extensions.readUnsignedShort());
      if (type != SUPPORTED_VERSIONS) continue;
      ByteBuf versions = extension.readSlice(extension.readUnsignedByte());
      while (versions.isReadable()) {
        if (versions.readUnsignedShort() == TLS_1_3) return true;
      }
    }
    return false;
  }

  /** Whether the client speaks TLS 1.3. */
  boolean tls13() {
    return tls13;
  }

  /** The fingerprint of the software that sent it. */
  String ja4() {
    return ja4;
  }

  boolean offers(CipherSuite suite) {
    for (int code : suites) {
      if (code == suite.code()) return true;
    }
    return false;
  }

  /** The suites by their names, those without one by their codes, in the client's order. */
  List<String> suiteNames() {
    List<String> names = new ArrayList<>(suites.length);
    for (int code : suites) {
      CipherSuite known = CipherSuite.of(code);
      names.add(known == null ? "0x%04x".formatted(code) : known.name());
    }
    return names;
  }
}
