package dev.poort.config;

/** How sockets are driven (poort.json: {@code transport}). */
public enum TransportKind {
  /** The best that this machine has: io_uring, then epoll, then NIO. */
  AUTO("auto"),
  /** Linux io_uring. */
  IO_URING("io_uring"),
  /** Linux epoll. */
  EPOLL("epoll"),
  /** Java's own, everywhere. */
  NIO("nio");

  private final String settingsName;

  TransportKind(String settingsName) {
    this.settingsName = settingsName;
  }

  /** The value in poort.json. */
  public String settingsName() {
    return settingsName;
  }
}
