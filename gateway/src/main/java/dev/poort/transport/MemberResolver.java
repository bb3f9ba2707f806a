package dev.poort.transport;

import dev.poort.config.HostAndPort;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.ReflectiveChannelFactory;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.resolver.HostsFileEntriesProvider;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.NoopAuthoritativeDnsServerCache;
import io.netty.resolver.dns.NoopDnsCache;
import io.netty.resolver.dns.NoopDnsCnameCache;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.PromiseCombiner;
import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds all addresses of members that are given by name: the hosts file first, then name servers
 * for A and AAAA, over UDP and, for what does not fit, TCP. Remembers nothing: who asks keeps the
 * answer as long as it holds. Its sockets are made at the first question. Thread-safe.
 */
public final class MemberResolver implements AutoCloseable {
  /** How long an answer of the hosts file holds, which says nothing about it. */
  private static final Duration HOSTS_FILE_TTL = Duration.ofSeconds(30);

  private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(2);
  private static final int MOST_QUERIES = 8;

  /** How often is asked when nobody answers, as a datagram may be lost. */
  private static final int ATTEMPTS = 2;

  /** How long an answer takes at most where one or two name servers are asked in vain. */
  public static final Duration BOUND = QUERY_TIMEOUT.multipliedBy(2 * ATTEMPTS);

  /** What a question came to. */
  public sealed interface Answer {
    /**
     * The name has addresses.
     *
     * @param addresses in no order; never empty
     * @param ttl how long they hold
     * @param whole false when the addresses of one family could not be found out
     */
    record Found(List<InetAddress> addresses, Duration ttl, boolean whole) implements Answer {
      public Found {
        addresses = List.copyOf(addresses);
      }
    }

    /**
     * No address was found.
     *
     * @param why for people
     */
    record NotFound(String why) implements Answer {}
  }

  private final Transport transport;
  private final List<HostAndPort> nameServers;
  private final @Nullable File hostsFile;
  private final ChannelFactory<? extends DatagramChannel> datagrams;

  /** Of the one resolver, which has one socket, or two where the system has IPv6 name servers. */
  private final Queue<DatagramChannel> channels = new ConcurrentLinkedQueue<>();

  private @Nullable DnsNameResolver names;
  private boolean closed;

  /**
   * @param nameServers whom to ask, IP addresses; none for those of the system
   */
  public MemberResolver(Transport transport, List<HostAndPort> nameServers) {
    this(transport, nameServers, null);
  }

  /** The same with a hosts file in the place of the system's. */
  MemberResolver(Transport transport, List<HostAndPort> nameServers, @Nullable File hostsFile) {
    this.transport = transport;
    this.nameServers = List.copyOf(nameServers);
    this.hostsFile = hostsFile;
    this.datagrams = new ReflectiveChannelFactory<>(transport.sockets().datagram());
  }

  /** Whether a host needs no resolving. */
  public static boolean isAddress(String host) {
    return NetUtil.createByteArrayFromIpAddressString(host) != null;
  }

  /**
   * A socket address of an IP address.
   *
   * @throws IllegalArgumentException for a name
   */
  public static InetSocketAddress address(String host, int port) {
    byte[] octets = NetUtil.createByteArrayFromIpAddressString(host);
    if (octets == null) throw new IllegalArgumentException(host + " is no IP address");
    try {
      return new InetSocketAddress(InetAddress.getByAddress(octets), port);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("octets of an IP address were refused", e);
    }
  }

  /**
   * Asks for all addresses of a name.
   *
   * @param told called once with the answer, on some thread that it must not block; not at all when
   *     this is closed before
   */
  public void resolve(String name, Consumer<Answer> told) {
    // The hosts file is read anew each time, which may block.
    Thread.startVirtualThread(
        () -> {
          List<InetAddress> local = inHostsFile(name);
          if (local.isEmpty()) ask(name, ATTEMPTS, told);
          else told.accept(new Answer.Found(local, HOSTS_FILE_TTL, true));
        });
  }

  private List<InetAddress> inHostsFile(String name) {
    HostsFileEntriesProvider.Parser parser = HostsFileEntriesProvider.parser();
    HostsFileEntriesProvider file =
        hostsFile == null
            ? parser.parseSilently()
            : parser.parseSilently(hostsFile, StandardCharsets.UTF_8);
    String key = name.toLowerCase(Locale.ROOT);
    List<InetAddress> found = new ArrayList<>();
    found.addAll(file.ipv4Entries().getOrDefault(key, List.of()));
    found.addAll(file.ipv6Entries().getOrDefault(key, List.of()));
    return found;
  }

  private void ask(String name, int attempts, Consumer<Answer> told) {
    DnsNameResolver resolver = names();
    if (resolver == null) return;
    EventLoop loop = transport.loops().getFirst();
    loop.execute(
        () -> {
          var v4 = resolver.resolveAll(new DefaultDnsQuestion(name, DnsRecordType.A));
          var v6 = resolver.resolveAll(new DefaultDnsQuestion(name, DnsRecordType.AAAA));
          PromiseCombiner both = new PromiseCombiner(loop);
          both.addAll(v4, v6);
          Promise<Void> done = loop.newPromise();
          both.finish(done);
          done.addListener(
              _ -> {
                boolean lost =
                    AddressRecords.isTimeout(v4.cause()) || AddressRecords.isTimeout(v6.cause());
                boolean found = v4.isSuccess() || v6.isSuccess();
                if (lost && !found && attempts > 1) ask(name, attempts - 1, told);
                else told.accept(answer(name, v4, v6));
              });
        });
  }

  private static Answer answer(
      String name, Future<List<DnsRecord>> v4, Future<List<DnsRecord>> v6) {
    AddressRecords records = new AddressRecords(name);
    if (v4.isSuccess()) records.take(v4.getNow());
    if (v6.isSuccess()) records.take(v6.getNow());
    if (records.addresses().isEmpty()) {
      // What says more: that a name does not exist, or that nobody answered.
      Throwable cause = AddressRecords.isSilence(v6.cause()) ? v6.cause() : v4.cause();
      return new Answer.NotFound(AddressRecords.why(cause));
    }
    boolean whole = !AddressRecords.isSilence(v4.cause()) && !AddressRecords.isSilence(v6.cause());
    return new Answer.Found(records.addresses(), records.ttl(), whole);
  }

  private synchronized @Nullable DnsNameResolver names() {
    if (names == null && !closed) names = newResolver();
    return names;
  }

  private DnsNameResolver newResolver() {
    DnsNameResolverBuilder builder =
        new DnsNameResolverBuilder(transport.loops().getFirst())
            .datagramChannelFactory(this::newChannel)
            .socketChannelType(transport.sockets().stream().asSubclass(SocketChannel.class))
            .resolveCache(NoopDnsCache.INSTANCE)
            .cnameCache(NoopDnsCnameCache.INSTANCE)
            .authoritativeDnsServerCache(NoopAuthoritativeDnsServerCache.INSTANCE)
            .hostsFileEntriesResolver((_, _) -> null)
            .queryTimeoutMillis(QUERY_TIMEOUT.toMillis())
            .maxQueriesPerResolve(MOST_QUERIES);
    if (!nameServers.isEmpty()) {
      List<InetSocketAddress> servers =
          nameServers.stream().map(each -> address(each.host(), each.port())).toList();
      builder.nameServerProvider(new SequentialDnsServerAddressStreamProvider(servers));
    }
    return builder.build();
  }

  private DatagramChannel newChannel() {
    DatagramChannel channel = datagrams.newChannel();
    channels.add(channel);
    return channel;
  }

  /** Closes its sockets and waits for them, at most 1 s, while their loops still run. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      if (names != null) names.close();
      names = null;
    }
    for (DatagramChannel channel : channels) {
      channel.closeFuture().awaitUninterruptibly(1, TimeUnit.SECONDS);
    }
  }
}
