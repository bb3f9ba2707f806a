package dev.poort.websocket.autobahn;

import dev.poort.testkit.Frames;
import dev.poort.testkit.Wire;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The end that judges nothing: it sends every frame back as it came, up to and with the first Close
 * frame, and goes on listening.
 */
final class Mirror {
  private Mirror() {}

  /** Serves a session whose handshake is done, to its end. */
  static Transcript serve(Wire wire, boolean client, @Nullable Deflate deflate) throws IOException {
    Recorder recorder = new Recorder(deflate);
    FrameStream stream = new FrameStream(wire, client);
    boolean[] closed = {false};
    Ear.listen(
        stream,
        recorder,
        frame -> {
          if (closed[0]) return;
          stream.write(stream.encode(frame.first(), frame.payload()));
          closed[0] = frame.opcode() == Frames.CLOSE;
          if (closed[0] || !stream.hasMore()) stream.flush();
          // A server ends TCP first (RFC 6455 7.1.1).
          if (closed[0] && !client) wire.halfClose();
        });
    wire.close();
    return recorder.transcript();
  }
}
