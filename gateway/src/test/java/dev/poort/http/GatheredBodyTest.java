package dev.poort.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;

/** How much of the clients' bodies a gateway keeps at a time. */
class GatheredBodyTest {
  private static final UnpooledByteBufAllocator ALLOCATOR = UnpooledByteBufAllocator.DEFAULT;

  private final GatheringSpace space = new GatheringSpace(5);

  private GatheredBody body(String octets) {
    GatheredBody body = new GatheredBody(ALLOCATOR, space);
    body.add(ByteBufUtil.writeAscii(ALLOCATOR, octets));
    return body;
  }

  @Test
  void aBodyThatFindsNoSpaceWaitsNoLonger() {
    GatheredBody first = body("abc");
    GatheredBody second = body("def");

    assertThat(first.full()).isFalse();
    assertThat(second.full()).isTrue();
    first.release();
    second.release();
  }

  @Test
  void theSpaceOfABodyIsGivenBackOnce() {
    GatheredBody first = body("abcde");
    first.release();
    first.release();

    GatheredBody second = body("fghij");
    assertThat(second.full()).isFalse();
    GatheredBody third = body("k");
    assertThat(third.full()).isTrue();
    second.release();
    third.release();
  }
}
