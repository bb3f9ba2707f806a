package dev.poort.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9112 sections 2, 3, 5 and 6, as strict as a gateway has to be. */
class RequestReaderTest {
  private static final String RICH =
      "\r\nPOST /a/b?c=d HTTP/1.1\r\nHost: site.test:8080\r\nAccept:  */* \r\n"
          + "Content-Length: 7\r\nX-Empty:\r\nX-Twice: a\r\nX-Twice: b\r\n\r\n";

  private static RequestReader reader() {
    return new RequestReader(1024, 512);
  }

  private static RequestHead read(String text) throws MessageException {
    return Input.whole(text, reader()::read);
  }

  private static int statusOf(String text) {
    MessageException defect =
        catchThrowableOfType(MessageException.class, () -> Input.whole(text, reader()::read));
    assertThat(defect).as(text).isNotNull();
    return defect.status();
  }

  private static @Nullable String number(RequestHead head) {
    return head.fields().get("X-Number");
  }

  /** A GET of / from site.test with more field lines. */
  private static String withLines(String lines) {
    return "GET / HTTP/1.1\r\nHost: site.test\r\n" + lines + "\r\n";
  }

  @Test
  void readsTheStartLineAndTheFields() throws Exception {
    RequestHead head = read(RICH);

    assertThat(head.method()).isEqualTo("POST");
    assertThat(head.target()).isEqualTo("/a/b?c=d");
    assertThat(head.path()).isEqualTo("/a/b");
    assertThat(head.query()).isEqualTo("c=d");
    assertThat(head.version()).isEqualTo(Version.HTTP_1_1);
    assertThat(head.host()).isEqualTo("site.test:8080");
    assertThat(head.framing()).isEqualTo(Framing.length(7));
    assertThat(head.fields().get("accept")).isEqualTo("*/*");
    assertThat(head.fields().get("x-empty")).isEmpty();
  }

  @Test
  void readsTheSameWhereverTheInputIsSplit() throws Exception {
    String whole = describe(read(RICH));
    for (int place = 0; place <= RICH.length(); place++) {
      RequestHead head = Input.split(RICH, place, reader()::read);
      assertThat(describe(head)).as("split before octet %d", place).isEqualTo(whole);
    }
    RequestHead dribbled = Input.dribbled(RICH, reader()::read);
    assertThat(describe(dribbled)).isEqualTo(whole);
  }

  private static String describe(RequestHead head) {
    StringBuilder fields = new StringBuilder();
    head.fields()
        .forEach((name, value) -> fields.append(name).append('=').append(value).append(';'));
    return head.method() + ' ' + head.target() + ' ' + head.host() + ' ' + head.framing() + fields;
  }

  @Test
  void leavesWhatFollowsTheHead() throws Exception {
    ByteBuf in = Input.of(withLines("") + "GET /next");
    try {
      assertThat(reader().read(in)).isNotNull();
      assertThat(in.readableBytes()).isEqualTo("GET /next".length());
    } finally {
      in.release();
    }
  }

  @Test
  void readsPipelinedHeadsOneAfterAnother() throws Exception {
    RequestReader reader = reader();
    ByteBuf in = Input.of(withLines("X-Number: 1\r\n") + withLines("X-Number: 2\r\n"));
    try {
      assertThat(reader.read(in)).extracting(RequestReaderTest::number).isEqualTo("1");
      assertThat(reader.read(in)).extracting(RequestReaderTest::number).isEqualTo("2");
      assertThat(reader.read(in)).isNull();
    } finally {
      in.release();
    }
  }

  @Test
  void ignoresEmptyLinesBeforeARequest() throws Exception {
    assertThat(read("\r\n\r\n" + withLines("")).method()).isEqualTo("GET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\nHost: a\n\n",
        "GET / HTTP/1.1\r\nHost: a\n\r\n",
        "GET / HTTP/1.1\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: b\n\n",
        "GET / HTTP/1.1\r\nHost: a\r\n\n",
        "\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: b\nTransfer-Encoding: chunked\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: b\rTransfer-Encoding: chunked\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\rY: c\r\n\r\n",
        "GET / HTTP/1.1\r\r\nHost: a\r\n\r\n",
      })
  void refusesLinesThatDoNotEndInCrLf(String request) {
    assertThat(statusOf(request)).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET  / HTTP/1.1",
        "GET /  HTTP/1.1",
        " GET / HTTP/1.1",
        "GET / HTTP/1.1 ",
        "GET\t/ HTTP/1.1",
        "GET / HTTP/1.1\t",
        "GET /a b HTTP/1.1",
        "GET /a\u0001 HTTP/1.1",
        "GET /\u00e9 HTTP/1.1",
        "GET /a#b HTTP/1.1",
        "GET / ",
        "GET /",
        "GET",
        "G(T / HTTP/1.1",
        "GET a HTTP/1.1",
        "GET * HTTP/1.1",
        "GET site.test:80 HTTP/1.1",
        "GET ftp://site.test/ HTTP/1.1",
        "GET http:///a HTTP/1.1",
        "GET http://user@site.test/ HTTP/1.1",
        "GET / http/1.1",
        "GET / HTTQ/1.1",
        "/ HTTP/1.1",
      })
  void refusesAMalformedRequestLine(String line) {
    assertThat(statusOf(line + "\r\nHost: site.test\r\n\r\n")).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/2.0", "HTTP/0.9", "HTTP/1.", "HTTP/1.x", "HTTP/11", "HTTP/3"})
  void answers505ToAnotherVersion(String version) {
    assertThat(statusOf("GET / " + version + "\r\nHost: a\r\n\r\n")).isEqualTo(505);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-A : b\r\n",
        "X-A\t: b\r\n",
        " X-A: b\r\n",
        "X-A: b\r\n folded\r\n",
        "X-A: b\r\n\tfolded\r\n",
        ": b\r\n",
        "X-A\r\n",
        "X A: b\r\n",
        "X(A): b\r\n",
        "X\u00c4: b\r\n",
        "X-A: a\u0000b\r\n",
        "X-A: a\u0007b\r\n",
        "X-A: a\u007fb\r\n",
      })
  void refusesAMalformedFieldLine(String line) {
    assertThat(statusOf(withLines(line))).isEqualTo(400);
  }

  @Test
  void takesOctetsAbove127InValuesAsTheyAre() throws Exception {
    assertThat(read(withLines("X-Name: Jos\u00e9\r\n")).fields().get("X-Name"))
        .isEqualTo("Jos\u00e9");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\nContent-Length: 5\r\n",
        "Content-Length: 5\r\nContent-Length: 6\r\n",
        "Content-Length: 5, 5\r\n",
        "Content-Length: +5\r\n",
        "Content-Length: -5\r\n",
        "Content-Length: 0x5\r\n",
        "Content-Length: 5 5\r\n",
        "Content-Length: 5.0\r\n",
        "Content-Length:\r\n",
        "Content-Length: 9223372036854775808\r\n",
        "Content-Length: 99999999999999999999999\r\n",
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 0\r\n",
        "Content-Length\u00a0: 5\r\n",
      })
  void refusesALengthThatTwoParsersCouldReadInTwoWays(String lines) {
    assertThat(statusOf(withLines(lines))).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: gzip, chunked\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
        "Transfer-Encoding: chunked, chunked\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: xchunked\r\n",
        "Transfer-Encoding: \"chunked\"\r\n",
        "Transfer-Encoding: chunked;q=1\r\n",
        "Transfer-Encoding: identity\r\n",
        "Transfer-Encoding:\r\n",
        "Transfer-Encoding: ,chunked\r\n",
      })
  void answers501ToATransferCodingOtherThanChunked(String lines) {
    assertThat(statusOf(withLines(lines))).isEqualTo(501);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked\r\n",
        "transfer-encoding:chunked\r\n",
        "TRANSFER-ENCODING:\t Chunked \t\r\n",
      })
  void readsChunkedInAnyLetterCase(String line) throws Exception {
    assertThat(read(withLines(line)).framing()).isEqualTo(Framing.CHUNKED);
  }

  @Test
  void refusesATransferCodingInHttp10() {
    assertThat(statusOf("POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"))
        .isEqualTo(400);
  }

  @Test
  void readsALengthOfNoughtAsNoBody() throws Exception {
    assertThat(read(withLines("Content-Length: 0\r\n")).framing()).isEqualTo(Framing.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Host: a\r\nHost: a\r\n",
        "Host: a\r\nhost: b\r\n",
        "Host: a b\r\n",
        "Host: a/b\r\n",
        "Host: a@b\r\n",
        "Host: a?b\r\n",
        "Host: \u00e9.test\r\n",
        "Host: a\"b\r\n",
        "Host: a,b\r\n",
        "Host: a:80:b\r\n",
        "Host: a:xx\r\n",
        "Host: [a\r\n",
        "Host: [::1\r\n",
        "Host: []\r\n",
        "Host: [::1]x\r\n",
        "Host: a[::1]\r\n",
      })
  void wantsExactlyOneRightHostInHttp11(String lines) {
    assertThat(statusOf("GET / HTTP/1.1\r\n" + lines + "\r\n")).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "a.test:8080", "a:", "127.0.0.1:80", "[::1]", "[::ffff:1.2.3.4]:80"})
  void readsEveryRightHost(String host) throws Exception {
    assertThat(read("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").host()).isEqualTo(host);
  }

  @Test
  void refusesABackslashThatSomeServersReadAsASlash() {
    assertThat(statusOf("GET /a\\b HTTP/1.1\r\nHost: a\r\n\r\n")).isEqualTo(400);
  }

  @Test
  void needsNoHostInHttp10() throws Exception {
    RequestHead head = read("GET / HTTP/1.0\r\n\r\n");
    assertThat(head.host()).isEmpty();
    assertThat(head.version()).isEqualTo(Version.HTTP_1_0);
  }

  @ParameterizedTest
  @CsvSource({
    "http://site.test/a?b,      site.test,      /a?b",
    "HTTPS://site.test:444/,    site.test:444,  /",
    "http://site.test,          site.test,      /",
    "http://site.test?b=c,      site.test,      /?b=c",
    "http://[::1]:80/a,         [::1]:80,       /a",
  })
  void takesAnAbsoluteFormApart(String target, String host, String path) throws Exception {
    RequestHead head = read("GET " + target + " HTTP/1.1\r\nHost: other.test\r\n\r\n");
    assertThat(head.host()).isEqualTo(host);
    assertThat(head.target()).isEqualTo(path);
  }

  @Test
  void readsOptionsOfTheWholeServer() throws Exception {
    assertThat(read("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").target()).isEqualTo("*");
  }

  @Test
  void turnsAnAbsoluteFormWithoutAPathIntoTheWholeServerForOptions() throws Exception {
    assertThat(read("OPTIONS http://a HTTP/1.1\r\nHost: a\r\n\r\n").target()).isEqualTo("*");
  }

  @Test
  void answers405ToConnect() {
    assertThat(statusOf("CONNECT site.test:443 HTTP/1.1\r\nHost: site.test\r\n\r\n"))
        .isEqualTo(405);
    assertThat(statusOf("CONNECT /path HTTP/1.1\r\nHost: site.test\r\n\r\n")).isEqualTo(405);
  }

  @Test
  void answers414ToATargetBeyondTheLimit() throws Exception {
    assertThat(read("GET /" + "a".repeat(511) + " HTTP/1.1\r\nHost: a\r\n\r\n").target())
        .hasSize(512);
    assertThat(statusOf("GET /" + "a".repeat(512) + " HTTP/1.1\r\nHost: a\r\n\r\n")).isEqualTo(414);
  }

  @Test
  void answers414ToAStartLineThatNeverEnds() {
    assertThat(statusOf("GET /" + "a".repeat(1024))).isEqualTo(414);
  }

  @Test
  void answers431ToAHeadBeyondTheLimit() throws Exception {
    int rest = 1024 - withLines("X: \r\n").length();
    assertThat(read(withLines("X: " + "a".repeat(rest) + "\r\n")).size()).isEqualTo(1024);
    assertThat(statusOf(withLines("X: " + "a".repeat(rest + 1) + "\r\n"))).isEqualTo(431);
  }

  @Test
  void answers431ToAHeadThatNeverEnds() {
    assertThat(statusOf("GET / HTTP/1.1\r\nX: " + "a".repeat(1024))).isEqualTo(431);
    assertThat(statusOf("GET / HTTP/1.1\r\n" + "X: a\r\n".repeat(200))).isEqualTo(431);
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1, '',                                   true",
    "HTTP/1.1, 'Connection: close\r\n',               false",
    "HTTP/1.1, 'Connection: Keep-Alive, Close\r\n',   false",
    "HTTP/1.1, 'Connection: a\r\nConnection: close\r\n', false",
    "HTTP/1.0, '',                                   false",
    "HTTP/1.0, 'Connection: keep-alive\r\n',          true",
  })
  void knowsWhetherTheClientWantsToSendMore(String version, String lines, boolean more)
      throws Exception {
    assertThat(read("GET / " + version + "\r\nHost: a\r\n" + lines + "\r\n").keepAlive())
        .isEqualTo(more);
  }
}
