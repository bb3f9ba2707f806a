package dev.poort.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;

/** What the system has measured of a client's connection (Linux: TCP_INFO). */
final class TcpRoundTrip {
  private TcpRoundTrip() {}

  /** The smoothed round trip in microseconds; -1 when the transport does not tell. */
  static long of(Channel channel) {
    if (!channel.isActive()) return -1;
    try {
      return switch (channel) {
        case EpollSocketChannel epoll -> epoll.tcpInfo().rtt();
        case IoUringSocketChannel uring -> uring.tcpInfo().rtt();
        default -> -1;
      };
    } catch (ChannelException e) {
      return -1; // it has just been closed
    }
  }
}
