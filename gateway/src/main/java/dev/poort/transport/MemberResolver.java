package dev.poort.transport;

import io.netty.channel.ChannelFactory;
import io.netty.channel.ReflectiveChannelFactory;
import io.netty.channel.socket.DatagramChannel;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.NoopAddressResolverGroup;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds addresses of members that are given by name, without blocking a loop; the answers are kept
 * as long as their TTL says. Made at the first name. Thread-safe.
 */
public final class MemberResolver implements AutoCloseable {
  private final ChannelFactory<? extends DatagramChannel> factory;

  /** One a loop at the most. */
  private final Queue<DatagramChannel> channels = new ConcurrentLinkedQueue<>();

  private @Nullable DnsAddressResolverGroup names;

  /**
   * @param sockets the kind of sockets that the loops drive
   */
  public MemberResolver(SocketKind sockets) {
    this.factory = new ReflectiveChannelFactory<>(sockets.datagram());
  }

  /** An address that needs no resolving when the host is an IP address, else one that does. */
  public static InetSocketAddress address(String host, int port) {
    byte[] octets = NetUtil.createByteArrayFromIpAddressString(host);
    if (octets == null) return InetSocketAddress.createUnresolved(host, port);
    try {
      return new InetSocketAddress(InetAddress.getByAddress(octets), port);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("octets of an IP address were refused", e);
    }
  }

  /** What resolves the host; nothing for an IP address. */
  public AddressResolverGroup<?> groupFor(String host) {
    boolean name = NetUtil.createByteArrayFromIpAddressString(host) == null;
    return name ? names() : NoopAddressResolverGroup.INSTANCE;
  }

  private synchronized DnsAddressResolverGroup names() {
    if (names == null) {
      names =
          new DnsAddressResolverGroup(
              new DnsNameResolverBuilder()
                  .datagramChannelFactory(this::newChannel)
                  .queryTimeoutMillis(3_000)
                  .maxQueriesPerResolve(8));
    }
    return names;
  }

  private DatagramChannel newChannel() {
    DatagramChannel channel = factory.newChannel();
    channels.add(channel);
    return channel;
  }

  /** Closes its sockets and waits for them, at most 1 s, while their loops still run. */
  @Override
  public synchronized void close() {
    if (names != null) names.close();
    names = null;
    for (DatagramChannel channel : channels) {
      channel.closeFuture().awaitUninterruptibly(1, TimeUnit.SECONDS);
    }
  }
}
