package dev.poort.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
  private static Fields of(String lines) throws MessageException {
    RequestHead head =
        Input.whole(
            "GET / HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n", new RequestReader(4096, 99)::read);
    head.fields().remove(FieldName.HOST);
    return head.fields();
  }

  private static String written(Fields fields) {
    ByteBuf out = Unpooled.buffer();
    try {
      fields.writeTo(out);
      assertThat(out.readableBytes()).isLessThanOrEqualTo(fields.writtenSize());
      return out.toString(ISO_8859_1);
    } finally {
      out.release();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
  void knowsEveryNameInAnyLetterCase(FieldName name) throws Exception {
    String text = name == FieldName.CONTENT_LENGTH ? "1" : "chunked";
    if (name == FieldName.HOST) return;
    for (String written :
        new String[] {
          name.text(),
          name.text().toLowerCase(java.util.Locale.ROOT),
          name.text().toUpperCase(java.util.Locale.ROOT)
        }) {
      assertThat(of(written + ": " + text + "\r\n").get(name)).isEqualTo(text);
    }
  }

  @Test
  void doesNotMistakeANameForOneThatDiffersInALetter() throws Exception {
    assertThat(of("Connectiom: close\r\n").has(FieldName.CONNECTION)).isFalse();
    assertThat(of("Content_Length: 1\r\n").has(FieldName.CONTENT_LENGTH)).isFalse();
  }

  @Test
  void writesLinesInTheirOrderAndLetterCase() throws Exception {
    assertThat(written(of("x-One:1\r\nX-TWO:   2  \r\nx-One: 3\r\n")))
        .isEqualTo("x-One: 1\r\nX-TWO: 2\r\nx-One: 3\r\n");
  }

  @Test
  void putsOneLineInThePlaceOfAll() throws Exception {
    Fields fields = of("Server: a\r\nX: b\r\nserver: c\r\n");
    fields.set(FieldName.SERVER, "d");
    assertThat(written(fields)).isEqualTo("X: b\r\nServer: d\r\n");
  }

  @Test
  void growsWithManyLines() throws Exception {
    Fields fields = Fields.empty();
    for (int i = 0; i < 100; i++) fields.add(FieldName.SERVER, "value number " + i);
    assertThat(written(fields).split("\r\n")).hasSize(100).endsWith("Server: value number 99");
  }

  @Test
  void removesWhatConcernsOneHop() throws Exception {
    Fields fields =
        of(
            "Connection: close, X-Hop ,x-other\r\nX-Hop: 1\r\nX-OTHER: 2\r\nKeep-Alive: 5\r\n"
                + "TE: trailers\r\nUpgrade: h2c\r\nProxy-Connection: a\r\n"
                + "Proxy-Authorization: b\r\nProxy-Authenticate: c\r\n"
                + "Connection: x-Third\r\nX-Third: 3\r\nX-Kept: 4\r\n");
    fields.removeHopByHop();
    assertThat(written(fields)).isEqualTo("X-Kept: 4\r\n");
  }

  @Test
  void removesNamedFieldsThatStandBeforeConnection() throws Exception {
    Fields fields = of("X-Hop: 1\r\nX-Kept: 2\r\nConnection: x-hop\r\n");
    fields.removeHopByHop();
    assertThat(written(fields)).isEqualTo("X-Kept: 2\r\n");
  }

  @Test
  void neverRemovesTheLengthBecauseConnectionNamesIt() throws Exception {
    Fields fields = of("Connection: Content-Length\r\nContent-Length: 5\r\n");
    fields.removeHopByHop();
    assertThat(written(fields)).isEqualTo("Content-Length: 5\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cookie: id=abcd",
        "Cookie: id=abcd; b=2",
        "Cookie: b=2;id=abcd",
        "Cookie: b=2;\t id=abcd",
        "Cookie: a=1\r\nCookie: id=abcd",
        "Cookie: id=wxyz; id=abcd",
        "Cookie: ;; =; id; id=abcd;"
      })
  void findsACookieThatIsAccepted(String lines) throws Exception {
    assertThat(of(lines + "\r\n").cookie("id", 4, "abcd"::equals)).isEqualTo("abcd");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Cookie: ID=abcd",
        "Cookie: xid=abcd",
        "Cookie: id=abcde",
        "Cookie: id=abc",
        "Cookie: id =abcd",
        "Cookie: id= abcd",
        "Cookie: id=abcd b=2",
        "Cookie: id",
        "Cookie: ",
        "X-Cookie: id=abcd"
      })
  void takesNothingElseForACookie(String lines) throws Exception {
    assertThat(of(lines + "\r\n").cookie("id", 4, "abcd"::equals)).isNull();
  }
}
