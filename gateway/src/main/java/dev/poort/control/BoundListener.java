package dev.poort.control;

import dev.poort.config.Protocol;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * A listener and where it is bound on this machine.
 *
 * @param name the listener's name
 * @param protocol HTTP or HTTPS
 * @param hostNames the hosts that it serves; empty for all
 * @param address the local address, with the port that the kernel chose where 0 was asked for
 */
public record BoundListener(
    String name, Protocol protocol, List<String> hostNames, InetSocketAddress address) {
  public BoundListener {
    hostNames = List.copyOf(hostNames);
  }
}
