package dev.poort.control;

import dev.poort.config.FrontendIpConfiguration;
import dev.poort.config.HostAndPort;
import dev.poort.config.HttpListener;
import dev.poort.config.Settings;
import dev.poort.http.ListeningSocket;
import io.netty.util.NetUtil;
import java.net.BindException;
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
    HostAndPort local = settings.bindings().listener(listener);
    return new PortKey(
        frontend.name(), listener.frontendPort().port(), address(local.host(), local.port()));
  }

  /**
   * Binds a socket.
   *
   * @throws ListenException when the address cannot be had; the message says why
   */
  void bind(ListeningSocket socket) throws ListenException {
    Throwable refused = socket.bind(address);
    if (refused == null) return;
    String text = String.valueOf(refused.getMessage());
    String why =
        text.contains("Permission denied")
            ? "this user may not listen on it"
            : refused instanceof BindException || text.contains("in use")
                ? "the port is taken"
                : text;
    String host = address.getAddress().getHostAddress();
    HostAndPort place = new HostAndPort(host, address.getPort());
    throw new ListenException(address, "cannot listen on " + place + ": " + why, refused);
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
