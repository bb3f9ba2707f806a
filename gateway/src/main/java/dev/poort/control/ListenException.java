package dev.poort.control;

import java.io.IOException;
import java.net.InetSocketAddress;

/** An address cannot be listened on: the port is taken, or this user may not bind it. */
public final class ListenException extends IOException {
  private static final long serialVersionUID = 1;

  private final InetSocketAddress address;

  ListenException(InetSocketAddress address, String why, Throwable cause) {
    super(why, cause);
    this.address = address;
  }

  /** Another of the gateways listens there. */
  ListenException(InetSocketAddress address, String why) {
    super(why);
    this.address = address;
  }

  /** The address that was wanted. */
  public InetSocketAddress address() {
    return address;
  }
}
