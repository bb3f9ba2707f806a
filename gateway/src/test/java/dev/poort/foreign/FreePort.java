package dev.poort.foreign;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port for programs that cannot be told to let the kernel choose. */
final class FreePort {
  private FreePort() {}

  /** One that the kernel has just chosen and given up again. */
  static int find() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
