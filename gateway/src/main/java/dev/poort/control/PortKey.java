package dev.poort.control;

import dev.poort.config.FrontendIpConfiguration;
import dev.poort.config.HttpListener;
import dev.poort.config.Settings;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * A port of a frontend and where the bindings put it. While this is equal, a listening socket stays
 * bound through a change.
 *
 * @param frontend the frontend's name
 * @param port the port in the file
 * @param address the local address; port 0 lets the kernel choose
 */
record PortKey(String frontend, int port, InetSocketAddress address) {
  static PortKey of(HttpListener listener, Settings settings) throws ListenException {
    FrontendIpConfiguration frontend = listener.frontendIpConfiguration();
    int port = listener.frontendPort().port();
    int localPort = settings.bindings().ports().getOrDefault(port, port);
    String local = settings.bindings().frontend(frontend.name());
    return new PortKey(
        frontend.name(), port, address(local == null ? "0.0.0.0" : local, localPort));
  }

  private static InetSocketAddress address(String host, int port) throws ListenException {
    try {
      byte[] octets = NetUtil.createByteArrayFromIpAddressString(host);
      InetAddress address =
          octets == null ? InetAddress.getByName(host) : InetAddress.getByAddress(octets);
      return new InetSocketAddress(address, port);
    } catch (UnknownHostException e) {
      InetSocketAddress wanted = InetSocketAddress.createUnresolved(host, port);
      throw new ListenException(wanted, host + " is not an address of this machine", e);
    }
  }
}
