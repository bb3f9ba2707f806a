package dev.poort.backend;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The same server for all requests from one address, while it serves (rendezvous hashing, Thaler
 * and Ravishankar 1998, with weights): each pair of a client and a server has a score, and the
 * highest has all turns. When a server goes, only its own clients go elsewhere; when it comes back,
 * so do they. Gateways with the same pools choose alike.
 */
final class IpHash implements Balancing {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private final Server[] servers;
  private final long[] hashes;

  IpHash(List<Server> servers) {
    this.servers = servers.toArray(Server[]::new);
    this.hashes = servers.stream().mapToLong(each -> hash(each.address().toString())).toArray();
  }

  @Override
  public @Nullable Server next(Collection<Member> tried, int loop, InetSocketAddress client) {
    InetAddress address = client.getAddress();
    // Of IPv4 it is the address itself, of IPv6 a hash of it; neither allocates.
    long asker = mixed(address == null ? 0 : address.hashCode());
    Server best = null;
    double highest = 0;
    for (int i = 0; i < servers.length; i++) {
      if (!servers[i].serves(tried)) continue;
      double score = score(mixed(asker ^ hashes[i]), servers[i].share());
      if (best == null || score > highest) {
        best = servers[i];
        highest = score;
      }
    }
    return best;
  }

  /** With this every server wins as many clients as its weight is of all. */
  private static double score(long hash, int weight) {
    double between0And1 = ((hash >>> 11) + 0.5) * 0x1p-53;
    return -weight / Math.log(between0And1);
  }

  /** FNV-1a. */
  private static long hash(String text) {
    long hash = OFFSET;
    for (int i = 0; i < text.length(); i++) hash = (hash ^ text.charAt(i)) * PRIME;
    return hash;
  }

  /** The last step of SplitMix64: every bit of the input moves every bit of the result. */
  private static long mixed(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
