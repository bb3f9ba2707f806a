package dev.poort.http;

import dev.poort.backend.Member;
import dev.poort.backend.MemberConnection;
import dev.poort.backend.MemberStream;
import dev.poort.backend.Server;
import dev.poort.message.FieldName;
import dev.poort.message.RequestHead;
import dev.poort.message.ResponseHead;
import dev.poort.websocket.Handshake;
import dev.poort.websocket.SessionRules;
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

  /**
   * HTTP leaves the picture: passes the 101 on and joins the two channels.
   *
   * @param server the member in its place
   * @param load whose load the session is part of; null where that is not counted
   */
  void join(
      Exchange exchange,
      Served.ByMembers served,
      Server server,
      @Nullable Member load,
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
            settings.requestTimeout(),
            settings.drainTimeout(),
            new SessionRules(served.cluster().options().keepAlive()),
            end -> {
              log.write(response, end, ticker.nanoTime() - begun);
              if (load != null) load.over();
            });
    Tunnel.join(
        plan, client.front().sessions(), client.channel(), memberChannel, fromClient, fromMember);
    client.channel().flush();
  }
}
