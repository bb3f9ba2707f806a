package dev.poort.http;

import dev.poort.backend.Member;
import dev.poort.backend.MemberConnection;
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
  private final Served.ByMembers served;
  private final Member member;
  private final String traceId;
  private final RequestHead request;

  Upgrade(
      ClientConnection client,
      Served.ByMembers served,
      Member member,
      String traceId,
      RequestHead request) {
    this.client = client;
    this.served = served;
    this.member = member;
    this.traceId = traceId;
    this.request = request;
  }

  /** What is wrong with the member's 101; null when it agrees to what the client asked. */
  @Nullable String defect(ResponseHead answer) {
    String key = request.fields().get(FieldName.SEC_WEBSOCKET_KEY);
    return key == null ? "no handshake was asked for" : Handshake.defect(answer, key);
  }

  /** HTTP leaves the picture: passes the 101 on and joins the two channels. */
  void join(
      ResponseHead answer, MemberConnection agreed, ResponseToClient response, ExchangeLog log) {
    response.switching(answer);
    Channel memberChannel = agreed.channel();
    ByteBuf fromMember = agreed.detach();
    memberChannel.pipeline().remove(agreed);
    ByteBuf fromClient = client.detach();
    Ticker ticker = client.loop().ticker();
    long begun = ticker.nanoTime();
    var settings = served.cluster().settings();
    TunnelPlan plan =
        new TunnelPlan(
            traceId,
            client.facts().address(),
            served.route().listener().name(),
            client.facts().secure(),
            served.route().rule().name(),
            served.cluster().target().name(),
            member,
            request.target(),
            answer.fields().get(FieldName.SEC_WEBSOCKET_PROTOCOL),
            settings.requestTimeout(),
            settings.drainTimeout(),
            end -> log.write(response, end, ticker.nanoTime() - begun));
    Tunnel.join(
        plan, client.front().sessions(), client.channel(), memberChannel, fromClient, fromMember);
    client.channel().flush();
  }
}
