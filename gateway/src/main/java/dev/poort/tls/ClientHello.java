package dev.poort.tls;

import dev.poort.config.CipherSuite;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a ClientHello (RFC 8446 4.1.2) decides who answers it. */
final class ClientHello {
  private static final int VERSION_AND_RANDOM = 2 + 32;
  private static final int SUPPORTED_VERSIONS = 43;
  private static final int TLS_1_3 = 0x0304;

  private final int[] suites;
  private final boolean tls13;

  private ClientHello(int[] suites, boolean tls13) {
    this.suites = suites;
    this.tls13 = tls13;
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
      body.skipBytes(VERSION_AND_RANDOM);
      body.skipBytes(body.readUnsignedByte()); // the session's id
      ByteBuf list = body.readSlice(body.readUnsignedShort());
      int[] suites = new int[list.readableBytes() / 2];
      for (int i = 0; i < suites.length; i++) suites[i] = list.readUnsignedShort();
      body.skipBytes(body.readUnsignedByte()); // compression methods
      return new ClientHello(suites, body.isReadable() && offersTls13(body));
    } catch (IndexOutOfBoundsException _) {
      return null; // a length that leads over its end
    }
  }

  private static boolean offersTls13(ByteBuf body) {
    ByteBuf extensions = body.readSlice(body.readUnsignedShort());
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
