package dev.poort.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CloseFrameTest {
  @Test
  void goesToAClientUnmasked() {
    byte[] frame = frame(1001, "bye", false);

    assertThat(frame).containsExactly(0x88, 5, 0x03, 0xe9, 'b', 'y', 'e');
  }

  @Test
  void goesToAServerMasked() {
    byte[] frame = frame(1001, "bye", true);

    assertThat(frame).hasSize(11).startsWith(0x88, 0x85);
    assertThat(payload(frame)).containsExactly(0x03, 0xe9, 'b', 'y', 'e');
  }

  @Test
  void masksWithAnotherKeyEachTime() {
    assertThat(frame(1001, "bye", true)).isNotEqualTo(frame(1001, "bye", true));
  }

  @Test
  void mayHaveNoReason() {
    assertThat(frame(1000, "", false)).containsExactly(0x88, 2, 0x03, 0xe8);
  }

  @ParameterizedTest
  @EnumSource(CloseCause.class)
  void everyReasonOfTheGatewayFitsIntoAControlFrame(CloseCause cause) {
    byte[] frame = frame(cause.toClient(), cause.reason(), false);

    assertThat(frame.length).isLessThanOrEqualTo(2 + 125);
    assertThat(new String(Arrays.copyOfRange(frame, 4, frame.length), StandardCharsets.UTF_8))
        .isEqualTo(cause.reason());
  }

  private static byte[] payload(byte[] masked) {
    byte[] payload = Arrays.copyOfRange(masked, 6, masked.length);
    for (int i = 0; i < payload.length; i++) payload[i] ^= masked[2 + i % 4];
    return payload;
  }

  private static byte[] frame(int code, String reason, boolean masked) {
    ByteBuf frame = CloseFrame.of(UnpooledByteBufAllocator.DEFAULT, code, reason, masked);
    try {
      return ByteBufUtil.getBytes(frame);
    } finally {
      frame.release();
    }
  }
}
