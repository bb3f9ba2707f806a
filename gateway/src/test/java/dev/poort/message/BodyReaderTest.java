package dev.poort.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9112 sections 6 and 7. */
class BodyReaderTest {
  private final BodyReader body = new BodyReader(400);

  /** Takes all content that the input has, joined. */
  private String take(ByteBuf in) throws MessageException {
    StringBuilder taken = new StringBuilder();
    for (ByteBuf piece = body.next(in); piece != null; piece = body.next(in)) {
      taken.append(piece.toString(ISO_8859_1));
      piece.release();
    }
    return taken.toString();
  }

  private String take(String text) throws MessageException {
    ByteBuf in = Input.of(text);
    try {
      return take(in);
    } finally {
      in.release();
    }
  }

  private String trailers() {
    Fields trailers = body.trailers();
    if (trailers == null) throw new AssertionError("no trailers");
    StringBuilder all = new StringBuilder();
    trailers.forEach((name, value) -> all.append(name).append('=').append(value).append(';'));
    return all.toString();
  }

  private int statusOf(String text) {
    body.start(Framing.CHUNKED);
    MessageException defect = catchThrowableOfType(MessageException.class, () -> take(text));
    assertThat(defect).as(text).isNotNull();
    return defect.status();
  }

  @Test
  void takesAsMuchAsTheLengthSays() throws Exception {
    body.start(Framing.length(5));
    ByteBuf in = Input.of("helloGET /");
    try {
      assertThat(take(in)).isEqualTo("hello");
      assertThat(body.done()).isTrue();
      assertThat(in.readableBytes()).isEqualTo(5);
    } finally {
      in.release();
    }
  }

  @Test
  void isDoneAtOnceWhenThereIsNoBody() {
    body.start(Framing.NONE);
    assertThat(body.done()).isTrue();
  }

  @Test
  void takesAllUntilTheConnectionEnds() throws Exception {
    body.start(Framing.UNTIL_CLOSE);
    assertThat(take("anything at all")).isEqualTo("anything at all");
    assertThat(body.done()).isFalse();
    assertThat(body.endsWithConnection()).isTrue();
  }

  @Test
  void joinsChunksAndKeepsTrailers() throws Exception {
    body.start(Framing.CHUNKED);
    assertThat(take("5\r\nhello\r\n6\r\n world\r\n0\r\nX-Sum: 7\r\n\r\n")).isEqualTo("hello world");
    assertThat(body.done()).isTrue();
    assertThat(trailers()).isEqualTo("X-Sum=7;");
  }

  @Test
  void readsChunksTheSameWhereverTheInputIsSplit() throws Exception {
    String text = "5;name=\"v\"\r\nhello\r\n00A\r\n0123456789\r\n0\r\nX-A: b\r\nX-C: d\r\n\r\nrest";
    for (int place = 0; place <= text.length(); place++) {
      body.start(Framing.CHUNKED);
      ByteBuf in = Unpooled.buffer();
      try {
        in.writeCharSequence(text.substring(0, place), ISO_8859_1);
        String first = take(in);
        in.writeCharSequence(text.substring(place), ISO_8859_1);
        String second = take(in);
        assertThat(first + second).as("split before octet %d", place).isEqualTo("hello0123456789");
        assertThat(body.done()).as("split before octet %d", place).isTrue();
        assertThat(trailers()).isEqualTo("X-A=b;X-C=d;");
        assertThat(in.toString(ISO_8859_1)).isEqualTo("rest");
      } finally {
        in.release();
      }
    }
  }

  @Test
  void beginsTheNextBodyAfresh() throws Exception {
    body.start(Framing.CHUNKED);
    take("0\r\nX-A: b\r\n\r\n");
    body.start(Framing.CHUNKED);
    assertThat(take("1\r\na\r\n0\r\n\r\n")).isEqualTo("a");
    assertThat(body.trailers()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5;a\r\nhello\r\n0\r\n\r\n",
        "5 ; a = b\r\nhello\r\n0;z\r\n\r\n",
        "5;a=\"x;y\"\r\nhello\r\n0\r\n\r\n",
        "0005\r\nhello\r\n000\r\n\r\n",
      })
  void ignoresChunkExtensions(String text) throws Exception {
    body.start(Framing.CHUNKED);
    assertThat(take(text)).isEqualTo("hello");
    assertThat(body.done()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5\nhello\r\n0\r\n\r\n",
        "5\r\nhello\n0\r\n\r\n",
        "5\r\nhello0\r\n\r\n",
        "5\r\nhelloX\r\n0\r\n\r\n",
        "\r\n5\r\nhello\r\n0\r\n\r\n",
        "+5\r\nhello\r\n",
        "-5\r\nhello\r\n",
        "0x5\r\nhello\r\n",
        " 5\r\nhello\r\n",
        "5 \r\nhello\r\n",
        "5\t\r\nhello\r\n",
        "5 a\r\nhello\r\n",
        "g\r\nhello\r\n",
        ";a\r\nhello\r\n",
        "5;a\rb\r\nhello\r\n",
        "5;a\u0000b\r\nhello\r\n",
        "5;a\nhello\r\n0\r\n\r\n",
        "1000000000000000\r\nhello\r\n",
        "ffffffffffffffff\r\nhello\r\n",
        "10000000000000005\r\nhello\r\n",
        "0\r\nX : a\r\n\r\n",
        "0\r\nX: a\nY: b\r\n\r\n",
        "0\r\nX: a\r\n b\r\n\r\n",
        "0\r\n: a\r\n\r\n",
      })
  void refusesMalformedChunks(String text) {
    assertThat(statusOf(text)).isEqualTo(400);
  }

  @Test
  void refusesAChunkLineThatIsTooLong() {
    assertThat(statusOf("5;" + "a".repeat(5000) + "\r\nhello\r\n")).isEqualTo(400);
    assertThat(statusOf("5;" + "a".repeat(5000))).isEqualTo(400);
  }

  @Test
  void answers431ToTrailersThatAreTooLong() {
    assertThat(statusOf("0\r\nX: " + "a".repeat(9000) + "\r\n\r\n")).isEqualTo(431);
    assertThat(statusOf("0\r\n" + "X: a\r\n".repeat(2000))).isEqualTo(431);
  }

  @Test
  void dropsTrailersThatFrameOrRoute() throws Exception {
    body.start(Framing.CHUNKED);
    take(
        "0\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nHost: b\r\nConnection: X-Hop\r\n"
            + "X-Hop: 1\r\nTrailer: x\r\nX-Kept: 2\r\n\r\n");
    assertThat(trailers()).isEqualTo("X-Kept=2;");
  }

  @Test
  void dropsTrailersThatForgeWhatAGatewayVouchesFor() throws Exception {
    body.start(Framing.CHUNKED);
    take(
        "0\r\nX-Forwarded-For: 1.1.1.1\r\nX-Forwarded-Proto: https\r\nX-Original-Host: b\r\n"
            + "X-AppGW-Trace-Id: 0\r\nAuthorization: x\r\nCookie: a=b\r\nX-Kept: 2\r\n\r\n");
    assertThat(trailers()).isEqualTo("X-Kept=2;");
  }
}
