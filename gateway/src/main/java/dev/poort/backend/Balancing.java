package dev.poort.backend;

import java.net.InetSocketAddress;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is among the servers of a cluster. Safe for use on every loop; allocates nothing.
 */
interface Balancing {
  /**
   * The server whose turn it is, among those that serve.
   *
   * @param tried members that have failed this request and are passed over
   * @param loop the loop that asks, by its place in the transport
   * @param client from where the request comes
   * @return null when there is none left
   */
  @Nullable Server next(Collection<Member> tried, int loop, InetSocketAddress client);
}
