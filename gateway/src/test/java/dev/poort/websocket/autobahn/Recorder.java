package dev.poort.websocket.autobahn;

import dev.poort.testkit.Await;
import dev.poort.testkit.Frame;
import dev.poort.testkit.Frames;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/** Writes down what an end hears; another thread may wait for it. */
final class Recorder {
  private static final int RSV1 = 0x40;
  private static final int NO_CODE = 1005;
  private static final int NO_CLOSE = -1;

  private final Deflate.@Nullable In inflater;
  private final List<String> frames = new ArrayList<>();
  private final List<String> messages = new ArrayList<>();
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private int messageFirst;
  private String lastFrame = "";
  private int lastCount;
  private int answers;
  private int closeCode = NO_CLOSE;
  private @Nullable String ending;

  Recorder(@Nullable Deflate deflate) {
    inflater = deflate == null ? null : new Deflate.In();
  }

  synchronized void heard(Frame frame) throws DataFormatException {
    note(
        "%02x%s %d %s"
            .formatted(
                frame.first(),
                frame.masked() ? " masked" : "",
                frame.payload().length,
                checksum(frame.payload())));
    boolean last = (frame.first() & Frames.FIN) != 0;
    if (frame.opcode() == Frames.CLOSE) {
      if (closeCode == NO_CLOSE) {
        closeCode = frame.payload().length < 2 ? NO_CODE : frame.closeCode();
      }
    } else if (last) {
      answers++;
    }
    if (frame.opcode() <= Frames.BINARY) addToMessage(frame, last);
    notifyAll();
  }

  private void note(String frame) {
    if (frame.equals(lastFrame)) {
      lastCount++;
      return;
    }
    flush();
    lastFrame = frame;
    lastCount = 1;
  }

  private void flush() {
    if (lastCount > 0) frames.add(lastCount + " x " + lastFrame);
    lastCount = 0;
  }

  private void addToMessage(Frame frame, boolean last) throws DataFormatException {
    if (frame.opcode() != Frames.CONTINUATION) {
      message.reset();
      messageFirst = frame.first();
    }
    message.writeBytes(frame.payload());
    if (!last) return;
    byte[] whole = message.toByteArray();
    if (inflater != null && (messageFirst & RSV1) != 0) whole = inflater.expand(whole);
    messages.add(told(messageFirst & 0xf, whole));
    message.reset();
  }

  /** A message as a transcript has it. */
  static String told(int opcode, byte[] payload) {
    return opcode + " " + payload.length + " " + checksum(payload);
  }

  private static String checksum(byte[] octets) {
    CRC32 crc = new CRC32();
    crc.update(octets);
    return "%08x".formatted(crc.getValue());
  }

  synchronized void ended(String how) {
    ending = how;
    flush();
    if (inflater != null) inflater.end();
    notifyAll();
  }

  /** Waits until that many answers have come, or nothing comes any more. */
  synchronized void awaitAnswers(int count) throws InterruptedException {
    long end = System.nanoTime() + Await.BOUND.toNanos();
    while (answers < count && closeCode == NO_CLOSE && ending == null) pause(end);
  }

  /** Waits for a Close frame or the end. */
  synchronized void awaitClose() throws InterruptedException {
    long end = System.nanoTime() + Await.BOUND.toNanos();
    while (closeCode == NO_CLOSE && ending == null) pause(end);
  }

  /** Waits that long for the next thing to come. */
  @SuppressWarnings("WaitNotInLoop") // Woken for nothing, a pause is shorter.
  synchronized void awaitAnything(long millis) throws InterruptedException {
    if (ending == null) wait(millis);
  }

  @SuppressWarnings("WaitNotInLoop") // The loop is around its call.
  private void pause(long end) throws InterruptedException {
    long left = (end - System.nanoTime()) / 1_000_000;
    if (left <= 0) throw new AssertionError("no answer; heard " + frames + " and " + lastFrame);
    wait(left);
  }

  /** All of it; the end must have come. */
  synchronized Transcript transcript() {
    String how = ending;
    if (how == null) throw new AssertionError("no end; heard " + frames + " and " + lastFrame);
    return new Transcript(List.copyOf(frames), List.copyOf(messages), answers, closeCode, how);
  }
}
