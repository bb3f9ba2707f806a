package dev.poort.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9112 section 4 and the message lengths of section 6.3. */
class ResponseReaderTest {
  private static ResponseHead read(String text, boolean toHead) throws MessageException {
    ResponseReader reader = new ResponseReader(1024);
    return Input.whole(text, in -> reader.read(in, toHead));
  }

  private static ResponseHead read(String text) throws MessageException {
    return read(text, false);
  }

  @Test
  void readsTheStatusLineAndTheFields() throws Exception {
    ResponseHead head = read("HTTP/1.1 404 Not Found\r\nServer: x\r\nContent-Length: 3\r\n\r\n");
    assertThat(head.status()).isEqualTo(404);
    assertThat(head.reason()).isEqualTo("Not Found");
    assertThat(head.fields().get(FieldName.SERVER)).isEqualTo("x");
    assertThat(head.framing()).isEqualTo(Framing.length(3));
  }

  @Test
  void readsTheSameWhereverTheInputIsSplit() throws Exception {
    String text = "HTTP/1.1 200 OK\r\nA: b\r\nContent-Length: 3\r\n\r\n";
    for (int place = 0; place <= text.length(); place++) {
      ResponseReader reader = new ResponseReader(1024);
      ResponseHead head = Input.split(text, place, in -> reader.read(in, false));
      assertThat(head.framing()).as("split before octet %d", place).isEqualTo(Framing.length(3));
      assertThat(head.fields().get("A")).isEqualTo("b");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 200 ", "HTTP/1.1 200", "HTTP/1.1 200 Alles in Ordnung \u00fc"})
  void takesAnyReasonPhraseOrNone(String line) throws Exception {
    assertThat(read(line + "\r\n\r\n").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 20 OK",
        "HTTP/1.1 2000 OK",
        "HTTP/1.1 099 OK",
        "HTTP/1.1 abc OK",
        "HTTP/1.1  200 OK",
        "HTTP/1.1",
        "HTTP/2.0 200 OK",
        "HTTP/1.1\t200 OK",
        "ICY 200 OK",
        "200 OK",
        "HTTP/1.1 200 O\u0001K",
        "HTTP/1.1 200 OK\nX: y",
        "<html>",
      })
  void refusesAMalformedStatusLine(String line) {
    assertThat(
            catchThrowableOfType(MessageException.class, () -> read(line + "\r\nA: b\r\n\r\n"))
                .status())
        .isEqualTo(502);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 3\r\nContent-Length: 4\r\n",
        "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: gzip\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        "X : y\r\n",
        "X: y\r\n z\r\n",
        "X: y\nZ: a\r\n",
      })
  void refusesFieldsThatTwoParsersCouldReadInTwoWays(String lines) {
    assertThat(
            catchThrowableOfType(
                    MessageException.class, () -> read("HTTP/1.1 200 OK\r\n" + lines + "\r\n"))
                .status())
        .isEqualTo(502);
  }

  @ParameterizedTest
  @CsvSource({
    "200, '',                                false, UNTIL_CLOSE",
    "200, 'Content-Length: 0\r\n',            false, NONE",
    "200, 'Content-Length: 9\r\n',            false, LENGTH",
    "200, 'Transfer-Encoding: chunked\r\n',   false, CHUNKED",
    "200, 'Content-Length: 9\r\n',            true,  NONE",
    "200, 'Transfer-Encoding: chunked\r\n',   true,  NONE",
    "200, '',                                true,  NONE",
    "204, '',                                false, NONE",
    "304, 'Content-Length: 9\r\n',            false, NONE",
    "100, '',                                false, NONE",
    "101, '',                                false, NONE",
  })
  void knowsHowLongTheBodyIs(int status, String lines, boolean toHead, Framing.Kind kind)
      throws Exception {
    assertThat(read("HTTP/1.1 " + status + " X\r\n" + lines + "\r\n", toHead).framing().kind())
        .isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1, 'Content-Length: 0\r\n',                                true",
    "HTTP/1.1, 'Content-Length: 0\r\nConnection: close\r\n',            false",
    "HTTP/1.1, '',                                                    false",
    "HTTP/1.0, 'Content-Length: 0\r\n',                                false",
    "HTTP/1.0, 'Content-Length: 0\r\nConnection: keep-alive\r\n',       true",
  })
  void knowsWhetherTheMemberKeepsTheConnection(String version, String lines, boolean keeps)
      throws Exception {
    assertThat(read(version + " 200 OK\r\n" + lines + "\r\n").keepAlive()).isEqualTo(keeps);
  }

  @Test
  void refusesAHeadBeyondTheLimit() {
    assertThat(
            catchThrowableOfType(
                MessageException.class,
                () -> read("HTTP/1.1 200 OK\r\nX: " + "a".repeat(1024) + "\r\n\r\n")))
        .hasMessageContaining("1024");
  }
}
