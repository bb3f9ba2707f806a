package dev.poort.http;

import dev.poort.backend.MemberConnection;
import dev.poort.backend.MemberStream;
import dev.poort.backend.Server;
import dev.poort.message.FieldName;
import dev.poort.message.RequestHead;
import dev.poort.message.ResponseHead;
import dev.poort.websocket.Handshake;
import dev.poort.websocket.Tunnel;
import dev.poort.websocket.TunnelPlan;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Ticker;
import org.jspecify.annotations.Nullable;

/** The passage from an exchange to a WebSocket session, when a member has answered with 101. */
final class Upgrade {
  private final ClientConnection client;
  private final MemberConnection agreed;
  private final Http1Response response;

  private Upgrade(ClientConnection client, MemberConnection agreed, Http1Response response) {
    this.client = client;
    this.agreed = agreed;
    this.response = response;
  }

  /** The passage between two connections of HTTP/1; null when one is of HTTP/2 (RFC 9113 8.6). */
  static @Nullable Upgrade of(ClientStream client, MemberStream agreed, ResponseToClient response) {
    return client instanceof ClientConnection connection
            && agreed instanceof MemberConnection member
            && response instanceof Http1Response writer
        ? new Upgrade(connection, member, writer)
        : null;
  }

  /** What is wrong with the member's 101; null when it agrees to what the client asked. */
  static @Nullable String defect(RequestHead request, ResponseHead answer) {
    String key = request.fields().get(FieldName.SEC_WEBSOCKET_KEY);
    return key == null ? "no handshake was asked for" : Handshake.defect(answer, key);
  }

  private static @Nullable String extensions(ResponseHead answer) {
    if (!answer.fields().has(FieldName.SEC_WEBSOCKET_EXTENSIONS)) return null;
    return String.join(
        ",", answer.fields().all(FieldName.SEC_WEBSOCKET_EXTENSIONS.text()));
  }

  /**
   * HTTP leaves the picture: passes the 101 on and joins the two channels.
   *
   * @param server the member in its place
   * @param over what to do when the session is over
   */
  void join(
      Exchange exchange,
      Served.ByMembers served,
      Server server,
      Runnable over,
      ResponseHead answer) {
    response.switching(answer);
    Channel memberChannel = agreed.channel();
    ByteBuf fromMember = agreed.detach();
    memberChannel.pipeline().remove(agreed);
    ByteBuf fromClient = client.detach();
    // Not the exchange, whose head a session does not need.
    ExchangeLog log = exchange.log();
    Ticker ticker = client.loop().ticker();
    long begun = ticker.nanoTime();
    var settings = served.cluster().settings();
    TunnelPlan plan =
        new TunnelPlan(
            exchange.traceId(),
            client.facts().address(),
            served.route().listener().name(),
            client.facts().secure(),
            served.route().rule().name(),
            server.pool(),
            server.member(),
            exchange.head().target(),
            answer.fields().get(FieldName.SEC_WEBSOCKET_PROTOCOL),
            extensions(answer),
            settings.requestTimeout(),
            settings.drainTimeout(),
            served.terms().rules(),
            end -> {
              log.write(response, end, ticker.nanoTime() - begun);
              over.run();
            });
    Tunnel.join(
        plan, client.front().sessions(), client.channel(), memberChannel, fromClient, fromMember);
    client.channel().flush();
  }
}
