package dev.poort.websocket.autobahn;

import dev.poort.testkit.Frames;
import dev.poort.testkit.Wire;
import dev.poort.websocket.autobahn.Step.Await;
import dev.poort.websocket.autobahn.Step.Pause;
import dev.poort.websocket.autobahn.Step.Send;
import dev.poort.websocket.autobahn.Step.SendDeflated;
import dev.poort.websocket.autobahn.Step.SendHaltingly;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plays a case at one end of a session whose handshake is done. */
public final class Player {
  private static final int RSV1 = 0x40;
  private static final long PAUSE_MILLIS = 100;
  private static final long END_MILLIS = 20_000;

  private final FrameStream stream;
  private final Recorder recorder;
  private final Deflate.@Nullable Out deflater;

  private Player(FrameStream stream, @Nullable Deflate deflate) {
    this.stream = stream;
    this.recorder = new Recorder(deflate);
    this.deflater = deflate == null ? null : new Deflate.Out(deflate);
  }

  /**
   * Plays it to the end of the connection, which is closed then.
   *
   * @param client whether this end is the client, which masks and lets the server end TCP
   */
  public static Transcript play(Case it, Wire wire, boolean client) throws Exception {
    FrameStream stream = new FrameStream(wire, client);
    Player player = new Player(stream, it.deflate());
    Thread ear = Thread.startVirtualThread(() -> Ear.listen(stream, player.recorder, _ -> {}));
    try {
      try {
        for (Step step : it.steps()) player.play(step);
        stream.flush();
        if (!client) {
          player.recorder.awaitClose();
          wire.halfClose();
        }
      } catch (IOException e) {
        // The peer has ended the session; what it said before tells why.
      }
      ear.join(END_MILLIS);
      return player.recorder.transcript();
    } finally {
      wire.close();
      ear.join();
      if (player.deflater != null) player.deflater.end();
    }
  }

  private void play(Step step) throws Exception {
    switch (step) {
      case Send send -> send(send);
      case SendHaltingly send -> sendHaltingly(send);
      case SendDeflated send -> sendDeflated(send);
      case Await wait -> {
        stream.flush();
        recorder.awaitAnswers(wait.answers());
      }
      case Pause() -> {
        stream.flush();
        recorder.awaitAnything(PAUSE_MILLIS);
      }
    }
  }

  private void send(Send send) throws IOException {
    byte[] octets = stream.encode(send.first(), send.payload());
    if (send.chop() == Step.TOGETHER) stream.write(octets);
    else stream.writeChopped(octets, send.chop());
  }

  private void sendHaltingly(SendHaltingly send) throws Exception {
    byte[] octets = stream.encode(Frames.FIN | Frames.TEXT, send.payload());
    int header = octets.length - send.payload().length;
    int from = 0;
    for (int end : send.ends()) {
      stream.write(Arrays.copyOfRange(octets, from, header + end));
      from = header + end;
      play(new Pause());
    }
  }

  private void sendDeflated(SendDeflated send) throws IOException {
    if (deflater == null) throw new AssertionError("no compression was agreed upon");
    byte[] payload = deflater.compress(send.payload());
    int size = send.fragment() == 0 ? payload.length : send.fragment();
    List<Step> frames = Case.fragments(RSV1 | send.opcode(), payload, size);
    for (Step frame : frames) send((Send) frame);
  }
}
