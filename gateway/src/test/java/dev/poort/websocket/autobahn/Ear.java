package dev.poort.websocket.autobahn;

import dev.poort.testkit.Frame;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/** Hears one end of a session to the end of its connection. */
final class Ear {
  /** What else happens with each frame. */
  interface Listener {
    void heard(Frame frame) throws IOException;
  }

  private Ear() {}

  /** Reads until nothing comes any more. */
  static void listen(FrameStream stream, Recorder recorder, Listener listener) {
    String how;
    try {
      @Nullable Frame frame;
      while ((frame = stream.read()) != null) {
        recorder.heard(frame);
        listener.heard(frame);
      }
      how = "closed";
    } catch (EOFException e) {
      how = "closed inside a frame";
    } catch (SocketException e) {
      how = "reset";
    } catch (IOException | DataFormatException e) {
      how = e.toString();
    }
    recorder.ended(how);
  }
}
