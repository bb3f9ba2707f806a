package dev.poort.websocket;

import static dev.poort.testkit.Frames.BINARY;
import static dev.poort.testkit.Frames.CLOSE;
import static dev.poort.testkit.Frames.CONTINUATION;
import static dev.poort.testkit.Frames.PING;
import static dev.poort.testkit.Frames.PONG;
import static dev.poort.testkit.Frames.TEXT;
import static dev.poort.testkit.Frames.closePayload;
import static dev.poort.testkit.Frames.frame;
import static dev.poort.testkit.Frames.join;
import static dev.poort.testkit.Frames.masked;
import static dev.poort.testkit.Frames.random;
import static dev.poort.testkit.Frames.unmasked;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameFollowerTest {
  private static final int[] LENGTHS = {0, 1, 2, 11, 125, 126, 127, 1000, 65_535, 65_536, 70_000};

  private final Random random = new Random(6455);
  private final FrameFollower follower = new FrameFollower();

  @Test
  void beginsAtABoundary() {
    assertThat(follower.atBoundary()).isTrue();
    assertThat(follower.closed()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 11, 125, 126, 127, 1000, 65_535, 65_536, 70_000})
  void aFrameOfEveryKindOfLengthEndsAtItsLastOctet(int length) {
    for (byte[] frame :
        List.of(unmasked(BINARY, new byte[length]), masked(TEXT, new byte[length]))) {
      assertThat(boundaries(frame, frame.length)).containsExactly(frame.length);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFrameMayComeInTwoPiecesSplitAnywhere(boolean masked) {
    for (int length : new int[] {0, 1, 125, 126, 300, 65_536}) {
      byte[] frame = frame(0x80 | BINARY, random(random, length), random.nextInt(), masked);
      // Inside a long payload one place is like any other.
      for (int split = 1; split < Math.min(frame.length, 200); split++) {
        FrameFollower fresh = new FrameFollower();
        fresh.follow(Unpooled.wrappedBuffer(frame, 0, split));
        assertThat(fresh.atBoundary()).as("%d of %d", split, frame.length).isFalse();
        fresh.follow(Unpooled.wrappedBuffer(frame, split, frame.length - split));
        assertThat(fresh.atBoundary()).as("split at %d", split).isTrue();
      }
    }
  }

  @Test
  void aFrameMayComeOctetByOctet() {
    byte[] frames =
        join(
            masked(TEXT, random(random, 5)),
            masked(BINARY, random(random, 126)),
            masked(BINARY, random(random, 65_536)),
            masked(CLOSE, closePayload(4321, "bye")));

    for (byte octet : frames) follower.follow(Unpooled.wrappedBuffer(new byte[] {octet}));

    assertThat(follower.atBoundary()).isTrue();
    assertThat(follower.closeCode()).isEqualTo(4321);
  }

  @Test
  void controlFramesBetweenTheFragmentsOfAMessageAreFramesLikeAnyOther() {
    byte[] first = frame(TEXT, random(random, 40), 7, true);
    byte[] ping = masked(PING, random(random, 125));
    byte[] middle = frame(CONTINUATION, random(random, 300), 8, true);
    byte[] pong = masked(PONG, new byte[0]);
    byte[] last = masked(CONTINUATION, random(random, 1));
    byte[] message = join(first, ping, middle, pong, last);

    assertThat(boundaries(message, 1))
        .containsExactly(
            first.length,
            first.length + ping.length,
            first.length + ping.length + middle.length,
            first.length + ping.length + middle.length + pong.length,
            message.length);
    assertThat(follower.closed()).isFalse();
  }

  @Test
  void aMessageCountsOnceItsLastFrameHasPassedAndControlFramesDoNot() {
    byte[] part = frame(TEXT, new byte[3], 0, false);
    follower.follow(Unpooled.wrappedBuffer(join(part, unmasked(PING, new byte[4]))));
    assertThat(follower.messages()).isZero();

    byte[] end = unmasked(CONTINUATION, new byte[0]);
    follower.follow(Unpooled.wrappedBuffer(join(end, masked(TEXT, new byte[20]))));
    assertThat(follower.messages()).isEqualTo(2);

    follower.follow(Unpooled.wrappedBuffer(unmasked(CLOSE, closePayload(1000, ""))));
    assertThat(follower.messages()).isEqualTo(2);
  }

  @Test
  void reservedBitsAndUnknownOpcodesAreSteppedOver() {
    byte[] compressed = frame(0x80 | 0x40 | TEXT, random(random, 20), 1, true);
    byte[] unknown = frame(0x80 | 0x3, random(random, 20), 1, true);

    assertThat(boundaries(join(compressed, unknown), 3))
        .containsExactly(compressed.length, compressed.length + unknown.length);
  }

  @Test
  void aLengthMayTakeMoreOctetsThanItNeeds() {
    byte[] frame = {(byte) 0x82, 127, 0, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3};

    assertThat(boundaries(frame, 1)).containsExactly(frame.length);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20})
  void aFrameWhoseLengthIsAbsurdNeverEnds(int pieces) {
    byte[] frame = new byte[20];
    frame[0] = (byte) 0x82;
    frame[1] = 127;
    frame[2] = (byte) 0xff;

    assertThat(boundaries(frame, pieces)).isEmpty();
    assertThat(follower.atBoundary()).isFalse();
  }

  @Test
  void theLongestLengthThatIsAllowedIsNotReachedBySomeOctets() {
    byte[] header = {(byte) 0x82, 127, 0x7f, -1, -1, -1, -1, -1, -1, -1};

    assertThat(boundaries(join(header, new byte[100_000]), 4096)).isEmpty();
  }

  @Test
  void theCodeOfACloseFrameIsRead() {
    follower.follow(Unpooled.wrappedBuffer(unmasked(CLOSE, closePayload(1001, "going away"))));

    assertThat(follower.closed()).isTrue();
    assertThat(follower.closeCode()).isEqualTo(1001);
  }

  @Test
  void theCodeOfAMaskedCloseFrameIsRead() {
    follower.follow(Unpooled.wrappedBuffer(masked(CLOSE, closePayload(4999, ""))));

    assertThat(follower.closeCode()).isEqualTo(4999);
  }

  @Test
  void aCloseFrameCountsOnlyWhenItIsWhole() {
    byte[] close = masked(CLOSE, closePayload(1000, "done"));

    follower.follow(Unpooled.wrappedBuffer(close, 0, close.length - 1));
    assertThat(follower.closed()).isFalse();
    follower.follow(Unpooled.wrappedBuffer(close, close.length - 1, 1));
    assertThat(follower.closed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aCloseFrameWithoutAWholeCodeHasNone(int length) {
    follower.follow(Unpooled.wrappedBuffer(masked(CLOSE, new byte[length])));

    assertThat(follower.closed()).isTrue();
    assertThat(follower.closeCode()).isEqualTo(FrameFollower.NO_CODE);
  }

  @Test
  void onlyTheFirstCloseFrameCounts() {
    follower.follow(
        Unpooled.wrappedBuffer(
            unmasked(CLOSE, closePayload(4001, "first")),
            unmasked(CLOSE, closePayload(4002, "second"))));

    assertThat(follower.closeCode()).isEqualTo(4001);
  }

  @Test
  void aPingIsNotTakenForAClose() {
    follower.follow(Unpooled.wrappedBuffer(unmasked(PING, closePayload(1000, ""))));

    assertThat(follower.closed()).isFalse();
  }

  @Test
  void theBufferIsLeftAsItIs() {
    ByteBuf in = Unpooled.wrappedBuffer(new byte[] {9, 9}, masked(TEXT, new byte[20]));
    in.skipBytes(2);

    follower.follow(in);

    assertThat(in.readerIndex()).isEqualTo(2);
    assertThat(in.refCnt()).isEqualTo(1);
  }

  @Test
  void theEndOfTheFrameUnderWayIsFound() {
    byte[] first = masked(BINARY, random(random, 30));
    byte[] second = masked(BINARY, random(random, 30));
    byte[] both = join(first, second);
    follower.follow(Unpooled.wrappedBuffer(both, 0, 10));

    int end = follower.followToBoundary(Unpooled.wrappedBuffer(both).skipBytes(10));

    assertThat(end).isEqualTo(first.length);
    assertThat(follower.atBoundary()).isTrue();
  }

  @Test
  void theEndOfAFrameThatIsStillUnderWayIsNotFound() {
    byte[] frame = masked(BINARY, random(random, 30));
    follower.follow(Unpooled.wrappedBuffer(frame, 0, 10));

    assertThat(follower.followToBoundary(Unpooled.wrappedBuffer(frame, 10, 5))).isEqualTo(-1);
    assertThat(follower.followToBoundary(Unpooled.wrappedBuffer(frame, 15, frame.length - 15)))
        .isEqualTo(frame.length - 15);
  }

  @Test
  void followsRandomFramesInRandomPiecesLikeAParserThatHasThemWhole() {
    for (int round = 0; round < 300; round++) {
      TreeSet<Integer> expected = new TreeSet<>();
      byte[] frames = randomFrames(expected);
      FrameFollower fresh = new FrameFollower();
      int at = 0;
      while (at < frames.length) {
        int piece =
            Math.min(frames.length - at, 1 + random.nextInt(random.nextBoolean() ? 20 : 9000));
        fresh.follow(Unpooled.wrappedBuffer(frames, at, piece));
        at += piece;
        assertThat(fresh.atBoundary())
            .as("round %d, octet %d", round, at)
            .isEqualTo(expected.contains(at));
      }
    }
  }

  private byte[] randomFrames(Set<Integer> ends) {
    byte[] all = {};
    int count = 1 + random.nextInt(12);
    for (int i = 0; i < count; i++) {
      int length = LENGTHS[random.nextInt(LENGTHS.length)];
      boolean masked = random.nextBoolean();
      all = join(all, frame(random.nextInt(256), random(random, length), random.nextInt(), masked));
      ends.add(all.length);
    }
    return all;
  }

  /** After which octets the follower says that a frame has ended, fed with pieces of that size. */
  private List<Integer> boundaries(byte[] frames, int pieceSize) {
    List<Integer> ends = new ArrayList<>();
    for (int from = 0; from < frames.length; from += pieceSize) {
      int to = Math.min(frames.length, from + pieceSize);
      ByteBuf piece = Unpooled.wrappedBuffer(frames, from, to - from);
      while (piece.isReadable()) {
        int before = piece.readerIndex();
        if (follower.atBoundary()) {
          follower.follow(piece.readSlice(1));
        }
        int end = follower.followToBoundary(piece);
        if (end < 0) break;
        piece.readerIndex(end);
        ends.add(from + end);
        assertThat(end).isGreaterThan(before);
      }
    }
    return ends;
  }
}
