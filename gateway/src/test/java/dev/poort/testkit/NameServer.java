package dev.poort.testkit;

import dev.poort.config.HostAndPort;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DefaultDnsResponse;
import io.netty.handler.codec.dns.DnsQuery;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import io.netty.handler.codec.dns.TcpDnsQueryDecoder;
import io.netty.handler.codec.dns.TcpDnsResponseEncoder;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A name server on one port of 127.0.0.1 over UDP and TCP that knows what a test tells it. */
public final class NameServer implements AutoCloseable {
  private record Known(int ttl, List<String> addresses, @Nullable String alias) {}

  private final MultiThreadIoEventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Map<String, Known> names = new ConcurrentHashMap<>();
  private final Map<DnsRecordType, DnsResponseCode> errors = new ConcurrentHashMap<>();
  private final List<String> questions = new CopyOnWriteArrayList<>();
  private final List<Long> times = new CopyOnWriteArrayList<>();
  private volatile boolean silent;
  private volatile boolean truncates;
  private volatile int overTcp;
  private final Channel udp;
  private final Channel tcp;

  private NameServer() {
    // TCP first: its ports are taken by others, those of UDP by hardly anybody.
    tcp =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new TcpDnsQueryDecoder(), new TcpDnsResponseEncoder(), new OverTcp());
                  }
                })
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel();
    udp =
        new Bootstrap()
            .group(loop)
            .channel(NioDatagramChannel.class)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new DatagramDnsQueryDecoder(),
                            new DatagramDnsResponseEncoder(),
                            new OverUdp());
                  }
                })
            .bind("127.0.0.1", ((InetSocketAddress) tcp.localAddress()).getPort())
            .syncUninterruptibly()
            .channel();
  }

  /** Starts one that knows no name. */
  public static NameServer start() {
    return new NameServer();
  }

  /** Where it is. */
  public HostAndPort address() {
    return new HostAndPort("127.0.0.1", ((InetSocketAddress) udp.localAddress()).getPort());
  }

  /** Gives a name these addresses, IPv4 and IPv6, for so many seconds. */
  public NameServer knows(String name, int ttl, String... addresses) {
    names.put(name + ".", new Known(ttl, Arrays.asList(addresses), null));
    return this;
  }

  /** Makes a name another one's alias. */
  public NameServer knowsAlias(String name, int ttl, String of) {
    names.put(name + ".", new Known(ttl, List.of(), of + "."));
    return this;
  }

  /** Knows the name no more: the answer is NXDOMAIN. */
  public void forget(String name) {
    names.remove(name + ".");
  }

  /** Answers questions of a type with an error; null for none. */
  public void fail(DnsRecordType type, @Nullable DnsResponseCode error) {
    if (error == null) errors.remove(type);
    else errors.put(type, error);
  }

  /** Answers nothing, or again. */
  public void silent(boolean silent) {
    this.silent = silent;
  }

  /** Cuts its answers over UDP off, so that they are asked for over TCP. */
  public void truncates() {
    truncates = true;
  }

  /** How many questions came over TCP. */
  public int overTcp() {
    return overTcp;
  }

  /** How many questions of a type have come for a name. */
  public int questions(String name, DnsRecordType type) {
    return (int) questions.stream().filter((name + ". " + type.name())::equals).count();
  }

  /** When each question came, in nanoseconds. */
  public List<Long> times() {
    return times;
  }

  private boolean answer(DnsQuery query, DnsResponse response, boolean cut) {
    DnsQuestion question = query.recordAt(DnsSection.QUESTION);
    questions.add(question.name() + " " + question.type().name());
    times.add(System.nanoTime());
    if (silent) return false;
    response.setRecursionDesired(query.isRecursionDesired());
    response.setRecursionAvailable(true);
    response.setAuthoritativeAnswer(true);
    response.addRecord(
        DnsSection.QUESTION, new DefaultDnsQuestion(question.name(), question.type()));
    DnsResponseCode error = errors.get(question.type());
    if (error != null) {
      response.setCode(error);
    } else if (cut) {
      response.setTruncated(true);
    } else {
      add(question.name(), question.type(), response);
    }
    return true;
  }

  private void add(String name, DnsRecordType type, DnsResponse response) {
    Known known = names.get(name.toLowerCase(Locale.ROOT));
    if (known == null) {
      response.setCode(DnsResponseCode.NXDOMAIN);
      return;
    }
    if (known.alias() != null) {
      response.addRecord(
          DnsSection.ANSWER, entry(name, DnsRecordType.CNAME, known.ttl(), wire(known.alias())));
      add(known.alias(), type, response);
      return;
    }
    int length = type.equals(DnsRecordType.A) ? 4 : 16;
    for (String address : known.addresses()) {
      byte[] octets = NetUtil.createByteArrayFromIpAddressString(address);
      if (octets == null || octets.length != length) continue;
      response.addRecord(
          DnsSection.ANSWER, entry(name, type, known.ttl(), Unpooled.wrappedBuffer(octets)));
    }
  }

  private static DnsRecord entry(String name, DnsRecordType type, int ttl, ByteBuf content) {
    return new DefaultDnsRawRecord(name, type, ttl, content);
  }

  /** RFC 1035 3.1. */
  private static ByteBuf wire(String name) {
    ByteBuf out = Unpooled.buffer();
    for (String label : name.substring(0, name.length() - 1).split("\\.", -1)) {
      out.writeByte(label.length()).writeCharSequence(label, StandardCharsets.US_ASCII);
    }
    return out.writeByte(0);
  }

  private final class OverUdp extends SimpleChannelInboundHandler<DatagramDnsQuery> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, DatagramDnsQuery query) {
      InetSocketAddress sender = query.recipient();
      InetSocketAddress recipient = query.sender();
      var response = new DatagramDnsResponse(sender, recipient, query.id());
      if (answer(query, response, truncates)) ctx.writeAndFlush(response);
      else response.release();
    }
  }

  private final class OverTcp extends SimpleChannelInboundHandler<DnsQuery> {
    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // there is one loop
    protected void channelRead0(ChannelHandlerContext ctx, DnsQuery query) {
      overTcp++;
      DnsResponse response = new DefaultDnsResponse(query.id());
      if (answer(query, response, false)) ctx.writeAndFlush(response);
      else response.release();
    }
  }

  @Override
  public void close() {
    udp.close().syncUninterruptibly();
    tcp.close().syncUninterruptibly();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
