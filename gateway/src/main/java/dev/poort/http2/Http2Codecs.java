package dev.poort.http2;

import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.DefaultHttp2ConnectionDecoder;
import io.netty.handler.codec.http2.DefaultHttp2ConnectionEncoder;
import io.netty.handler.codec.http2.DefaultHttp2FrameWriter;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2LocalFlowController;
import io.netty.handler.codec.http2.DefaultHttp2RemoteFlowController;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.UniformStreamByteDistributor;
import io.netty.util.AsciiString;
import io.netty.util.concurrent.Ticker;

/** Puts a connection of HTTP/2 together from Netty's parts, with this house's limits. */
public final class Http2Codecs {
  /** Streams that a client may have open at a time. */
  public static final int MAX_STREAMS = 128;

  /** Octets of a stream that may wait in the gateway; RFC 9113 6.9.2's initial value. */
  private static final int CLIENT_WINDOW = 65_535;

  /** The same for what members answer: they are trusted, and fast. */
  private static final int MEMBER_WINDOW = 256 << 10;

  private static final int MEMBER_HEADS = 128 << 10;

  /** A window is renewed when half of it is used. */
  private static final float RENEWAL = 0.5f;

  /** How long a GOAWAY may take to go out before its connection is closed. */
  private static final long GO_AWAY_MILLIS = 2_000;

  private Http2Codecs() {}

  /**
   * The gateway's side of a client's connection; extended CONNECT is allowed (RFC 8441 3).
   *
   * @param headLimit octets of a request's head; one of more than twice as many is not even kept
   */
  public static Http2Codec server(int headLimit, ConnectionEvents events, Ticker ticker) {
    Http2Settings settings =
        new Http2Settings()
            .maxConcurrentStreams(MAX_STREAMS)
            .initialWindowSize(CLIENT_WINDOW)
            .maxHeaderListSize(headLimit * 2L)
            .connectProtocolEnabled(true);
    return codec(true, MAX_STREAMS, settings, events, ticker);
  }

  /** The gateway's side of a member's connection; the member may begin no streams. */
  public static Http2Codec client(ConnectionEvents events, Ticker ticker) {
    Http2Settings settings =
        new Http2Settings()
            .pushEnabled(false)
            .initialWindowSize(MEMBER_WINDOW)
            .maxHeaderListSize(MEMBER_HEADS);
    return codec(false, 0, settings, events, ticker);
  }

  private static Http2Codec codec(
      boolean server, int streams, Http2Settings settings, ConnectionEvents events, Ticker ticker) {
    var connection = new DefaultHttp2Connection(server, 0);
    connection.remote().maxActiveStreams(streams);
    // The windows of the streams bound what waits; that of the connection must not let one stream
    // that is slow hold up all others.
    connection
        .local()
        .flowController(new DefaultHttp2LocalFlowController(connection, RENEWAL, true));
    // Priorities are deprecated (RFC 9113 5.3.2): all streams have the same share.
    connection
        .remote()
        .flowController(
            new DefaultHttp2RemoteFlowController(
                connection, new UniformStreamByteDistributor(connection)));
    var reader = new HeadOrder(new Lines(settings.maxHeaderListSize()), connection);
    var writer = new DefaultHttp2FrameWriter(Http2Codecs::isSensitive);
    var encoder = new AckLimit(new DefaultHttp2ConnectionEncoder(connection, writer));
    var decoder = new DefaultHttp2ConnectionDecoder(connection, encoder, reader);
    var codec = new Http2Codec(decoder, encoder, settings, events, new FrameBudget(ticker));
    codec.gracefulShutdownTimeoutMillis(GO_AWAY_MILLIS);
    return codec;
  }

  /** Fields are judged once, where they become a message's. */
  private static final class Lines extends DefaultHttp2HeadersDecoder {
    Lines(long headLimit) {
      super(false, headLimit);
    }

    @Override
    protected Http2Headers newHeaders() {
      return new HeaderLines();
    }
  }

  /** RFC 7541 7.1.3: secrets, which an attacker could guess by size, and what never repeats. */
  private static boolean isSensitive(CharSequence name, CharSequence value) {
    return switch (name.length()) {
      case 6 -> AsciiString.contentEquals(name, "cookie");
      case 10 -> AsciiString.contentEquals(name, "set-cookie");
      case 13 -> AsciiString.contentEquals(name, "authorization");
      case 16 -> AsciiString.contentEquals(name, "x-appgw-trace-id");
      default -> false;
    };
  }
}
