package dev.poort.http;

import dev.poort.backend.Member;
import dev.poort.backend.MemberConnection;
import dev.poort.backend.MemberStream;
import dev.poort.backend.Server;
import dev.poort.message.FieldName;
import dev.poort.message.RequestHead;
import dev.poort.message.ResponseHead;
import dev.poort.message.Version;
import dev.poort.websocket.Carrier;
import dev.poort.websocket.Handshake;
import dev.poort.websocket.SessionPlace;
import dev.poort.websocket.TcpCarrier;
import dev.poort.websocket.Tunnel;
import dev.poort.websocket.TunnelPlan;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Ticker;
import org.jspecify.annotations.Nullable;

/** The passage from an exchange to a WebSocket session, when a member has answered with 101. */
final class Upgrade {
  private final ClientStream client;
  private final MemberConnection agreed;
  private final ResponseToClient response;

  private Upgrade(ClientStream client, MemberConnection agreed, ResponseToClient response) {
    this.client = client;
    this.agreed = agreed;
    this.response = response;
  }

  /** The passage to a member over HTTP/1; null when it is over HTTP/2, which has no 101. */
  static @Nullable Upgrade of(ClientStream client, MemberStream agreed, ResponseToClient response) {
    return agreed instanceof MemberConnection member ? new Upgrade(client, member, response) : null;
  }

  /** Whether a client over HTTP/2 would take a refusal for a yes (RFC 8441 5). */
  static boolean isMistakable(RequestHead request, ResponseHead refusal) {
    return request.version() == Version.HTTP_2 && refusal.status() / 100 == 2;
  }

  /** What is wrong with the member's 101; null when it agrees to what the client asked. */
  static @Nullable String defect(RequestHead request, ResponseHead answer) {
    String key = request.fields().get(FieldName.SEC_WEBSOCKET_KEY);
    return key == null ? "no handshake was asked for" : Handshake.defect(answer, key);
  }

  private static @Nullable String extensions(ResponseHead answer) {
    if (!answer.fields().has(FieldName.SEC_WEBSOCKET_EXTENSIONS)) return null;
    return String.join(",", answer.fields().all(FieldName.SEC_WEBSOCKET_EXTENSIONS.text()));
  }

  /**
   * HTTP leaves the picture: passes the 101 on and joins the two sides.
   *
   * @param server the member in its place
   * @param counted whose load the session is part of already; null where requests do not count
   * @param place what it takes up of the limits on sessions; null where there are none
   */
  void join(
      Exchange exchange,
      Served.ByMembers served,
      Server server,
      @Nullable Member counted,
      @Nullable SessionPlace place,
      ResponseHead answer) {
    response.switching(answer);
    Channel memberChannel = agreed.channel();
    Carrier toMember = new TcpCarrier(memberChannel, agreed.detach());
    memberChannel.pipeline().remove(agreed);
    Carrier toClient = client.detach();
    // Neither this nor the exchange: a session does not need what HTTP was made of.
    ResponseToClient answered = response;
    ExchangeLog log = exchange.log().ofSession();
    Ticker ticker = client.loop().ticker();
    long begun = ticker.nanoTime();
    // Sessions last: they count everywhere, lest a change to least connections began from nothing.
    Member load = counted != null ? counted : server.member();
    if (counted == null) load.began();
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
              if (log != null) log.write(answered, end, ticker.nanoTime() - begun);
              load.over();
              if (place != null) place.release();
            });
    Tunnel.join(plan, client.front().sessions(), toClient, toMember);
    toClient.flush();
  }
}
