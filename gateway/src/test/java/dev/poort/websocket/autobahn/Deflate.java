package dev.poort.websocket.autobahn;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * What is agreed upon of permessage-deflate (RFC 7692 7.1), the same for both directions.
 *
 * @param offers what a client offers, the value of its Sec-WebSocket-Extensions
 * @param noContextTakeover whether every message begins with an empty window
 * @param windowBits the size of the window, 9 to 15; 0 when nothing is said of it
 */
public record Deflate(String offers, boolean noContextTakeover, int windowBits) {
  private static final String NAME = "permessage-deflate";

  /** The field line of a client's handshake. */
  public String offerLine() {
    return "Sec-WebSocket-Extensions: " + offers + "\r\n";
  }

  /** The field line of a server's agreement to the first of the offers. */
  public String answerLine() {
    return "Sec-WebSocket-Extensions: "
        + NAME
        + parameters("server")
        + parameters("client")
        + "\r\n";
  }

  private String parameters(String side) {
    return (noContextTakeover ? "; " + side + "_no_context_takeover" : "")
        + (windowBits == 0 ? "" : "; " + side + "_max_window_bits=" + windowBits);
  }

  /** An offer that asks the server for this and says that the client can do the same. */
  static String offer(boolean noContextTakeover, int windowBits) {
    return NAME
        + (noContextTakeover ? "; server_no_context_takeover" : "")
        + (windowBits == 0 ? "" : "; server_max_window_bits=" + windowBits)
        + (noContextTakeover ? "; client_no_context_takeover" : "")
        + "; client_max_window_bits";
  }

  /** What a server agrees to that takes the first of the offers; null when there is none. */
  static @Nullable Deflate agreeTo(@Nullable String offers) {
    if (offers == null) return null;
    String first = offers.split(",", -1)[0];
    int bits = first.indexOf("server_max_window_bits=");
    int windowBits = 0;
    if (bits >= 0) {
      String value = first.substring(bits + "server_max_window_bits=".length());
      windowBits = Integer.parseInt(value.split(";", -1)[0].strip());
    }
    return new Deflate(offers, first.contains("server_no_context_takeover"), windowBits);
  }

  /** Compresses the messages of one direction, one after another. */
  static final class Out {
    private static final int TAIL = 4;
    private final Deflate agreed;
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);

    Out(Deflate agreed) {
      this.agreed = agreed;
    }

    /** The payload of a message's frames. */
    byte[] compress(byte[] message) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      // The JDK's window has 15 bits; what is flushed in between is never referred to.
      int block = agreed.windowBits() == 0 ? message.length : 1 << agreed.windowBits();
      for (int from = 0; from == 0 || from < message.length; from += Math.max(block, 1)) {
        deflater.setInput(message, from, Math.min(block, message.length - from));
        drain(out, agreed.windowBits() == 0 ? Deflater.SYNC_FLUSH : Deflater.FULL_FLUSH);
      }
      if (agreed.noContextTakeover()) deflater.reset();
      byte[] all = out.toByteArray();
      // A flush ends with an empty block whose last four octets stay away (RFC 7692 7.2.1).
      return java.util.Arrays.copyOf(all, Math.max(all.length - TAIL, 1));
    }

    private void drain(ByteArrayOutputStream out, int flush) {
      byte[] some = new byte[8192];
      int count;
      do {
        count = deflater.deflate(some, 0, some.length, flush);
        out.write(some, 0, count);
      } while (count == some.length);
    }

    void end() {
      deflater.end();
    }
  }

  /** Takes apart what {@link Out} has made. */
  static final class In {
    private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};
    private final Inflater inflater = new Inflater(true);

    /** The message whose frames had this payload. */
    byte[] expand(byte[] payload) throws DataFormatException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] some = new byte[8192];
      for (byte[] part : List.of(payload, TAIL)) {
        inflater.setInput(part);
        int count;
        while ((count = inflater.inflate(some)) > 0) out.write(some, 0, count);
      }
      return out.toByteArray();
    }

    void end() {
      inflater.end();
    }
  }
}
