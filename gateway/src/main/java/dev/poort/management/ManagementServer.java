package dev.poort.management;

import dev.poort.config.Credential;
import dev.poort.control.Gateways;
import dev.poort.control.HandOver;
import dev.poort.identity.Identity;
import dev.poort.resourcemanager.ResourceManager;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code /health}, {@code /ready}, {@code /config}, {@code /backendhealth}, {@code
 * /explain} and {@code /sessions} of the running gateways as JSON, does what is asked, and is Azure
 * Resource Manager for whoever calls it so; on threads of its own that no traffic runs on. It
 * speaks TLS to clients that begin it and plain HTTP to others on this machine. It takes at most
 * {@value #MAX_CONNECTIONS} connections.
 */
public final class ManagementServer implements AutoCloseable {
  private static final int MAX_CONNECTIONS = 2_048;
  private static final int CLOSE_SECONDS = 2;

  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("poort-management", true), NioIoHandler.newFactory());
  private final ChannelGroup clients = new DefaultChannelGroup(loop.next());
  private final Workers workers = new Workers();
  private final BodyBounds.Budget budget = new BodyBounds.Budget();
  private final Authorization authorization;
  private final Endpoints endpoints;
  private final @Nullable SslContext tls;

  private ManagementServer(
      Endpoints endpoints, Authorization authorization, @Nullable SslContext tls) {
    this.endpoints = endpoints;
    this.authorization = authorization;
    this.tls = tls;
  }

  /**
   * Starts a server; it serves when this returns.
   *
   * @param address where it listens; port 0 lets the kernel choose. A host name in it is a name by
   *     which requests may call it
   * @param gateways whom it tells about
   * @throws IOException if the address cannot be had, or the file of the keys that sign tokens
   *     cannot be used; the message says why
   */
  public static ManagementServer start(InetSocketAddress address, Gateways gateways)
      throws IOException {
    return start(address, gateways, null, null, null);
  }

  /**
   * The same with more.
   *
   * @param handOver gives the sockets of this process to another; null where there is none
   * @param resources what clients of Azure Resource Manager see and change; null for nothing
   * @param credential what TLS shows of this server; null for plain HTTP alone
   * @throws IOException if the address cannot be had or the certificate cannot be used
   */
  public static ManagementServer start(
      InetSocketAddress address,
      Gateways gateways,
      @Nullable HandOver handOver,
      @Nullable ResourceManager resources,
      @Nullable Credential credential)
      throws IOException {
    HostCheck hosts = new HostCheck(address.getHostString());
    Identity identity = Identity.open(() -> gateways.settings().signIn(), InstantSource.system());
    Authorization authorization = new Authorization(identity);
    SignInEndpoint signIn = new SignInEndpoint(identity);
    ArmEndpoint arm = resources == null ? null : new ArmEndpoint(resources, authorization);
    SslContext tls = credential == null ? null : ManagementTls.context(credential);
    HistoryEndpoint history = new HistoryEndpoint(resources, authorization);
    Endpoints endpoints =
        new Endpoints(gateways, hosts, authorization, signIn, arm, history, handOver);
    ManagementServer server = new ManagementServer(endpoints, authorization, tls);
    try {
      server.bind(address);
      return server;
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) bound().localAddress();
  }

  /**
   * Gives up its address; connections that are open stay.
   *
   * @return where it listened
   */
  public InetSocketAddress pause() {
    InetSocketAddress address = address();
    bound().close().awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    return address;
  }

  /**
   * Listens again.
   *
   * @param address what {@link #pause} gave
   * @throws IOException if the address cannot be had any more
   */
  public void resume(InetSocketAddress address) throws IOException {
    bind(address);
  }

  /** Stops it within {@value #CLOSE_SECONDS} s. */
  @Override
  public void close() {
    workers.close();
    // First nobody new, lest one that is just being taken be overlooked.
    clients
        .close(ServerChannel.class::isInstance)
        .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    clients.close().awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    loop.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
        .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
  }

  private Channel bound() {
    return clients.stream()
        .filter(NioServerSocketChannel.class::isInstance)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("closed"));
  }

  private void bind(InetSocketAddress address) throws IOException {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel client) {
                    admit(client);
                  }
                })
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) throw new IOException(bound.cause().getMessage(), bound.cause());
    clients.add(bound.channel());
  }

  private void admit(Channel client) {
    // The listening socket is one of them.
    if (clients.size() > MAX_CONNECTIONS) {
      client.close();
      return;
    }
    clients.add(client);
    Patience patience = new Patience();
    BodyBounds bodies = new BodyBounds(budget, authorization);
    client.pipeline().addLast(patience);
    if (tls != null) client.pipeline().addLast(new ManagementTls(tls, workers::read));
    client
        .pipeline()
        .addLast(
            new HttpServerCodec(),
            bodies,
            new HttpObjectAggregator(BodyBounds.RESOURCE),
            new ManagementRequests(endpoints, workers, patience, bodies));
  }
}
