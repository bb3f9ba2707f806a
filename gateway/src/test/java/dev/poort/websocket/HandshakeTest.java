package dev.poort.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.message.MessageException;
import dev.poort.message.RequestHead;
import dev.poort.message.RequestReader;
import dev.poort.message.ResponseHead;
import dev.poort.message.ResponseReader;
import dev.poort.telemetry.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example of RFC 6455 1.3 and what may be wrong with it. */
class HandshakeTest {
  private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
  private static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

  private static final String REQUEST =
      """
      GET /chat HTTP/1.1
      Host: server.example.com
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
      Origin: http://example.com
      Sec-WebSocket-Protocol: chat, superchat
      Sec-WebSocket-Version: 13

      """;

  private static final String RESPONSE =
      """
      HTTP/1.1 101 Switching Protocols
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=
      Sec-WebSocket-Protocol: chat

      """;

  @Test
  void theExampleOfTheRfcIsAsRightAsItGets() throws Exception {
    assertThat(Handshake.isAsked(request(REQUEST))).isTrue();
    assertThat(Handshake.defect(request(REQUEST))).isNull();
    assertThat(Handshake.accept(KEY)).isEqualTo(ACCEPT);
    assertThat(agreement(RESPONSE)).isNull();
  }

  @Test
  void aPlainRequestAsksForNone() throws Exception {
    assertThat(Handshake.isAsked(request("GET / HTTP/1.1\nHost: a\n\n"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Upgrade: h2c", "Upgrade: websocket2", "X-Upgrade: websocket"})
  void anotherUpgradeAsksForNone(String upgrade) throws Exception {
    String other = REQUEST.replace("Upgrade: websocket", upgrade);

    assertThat(Handshake.isAsked(request(other))).isFalse();
  }

  @Test
  void anUpgradeThatConnectionDoesNotNameAsksForNone() throws Exception {
    String unnamed = REQUEST.replace("Connection: Upgrade", "Connection: keep-alive");

    assertThat(Handshake.isAsked(request(unnamed))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "upgrade: WebSocket\nconnection: UPGRADE",
        "Upgrade: h2c, websocket\nConnection: keep-alive, Upgrade",
        "Connection: keep-alive\nConnection: upgrade\nUpgrade: websocket"
      })
  void letterCaseOrderAndOtherTokensDoNotMatter(String lines) throws Exception {
    String other = REQUEST.replace("Upgrade: websocket\nConnection: Upgrade", lines);

    assertThat(Handshake.isAsked(request(other))).isTrue();
    assertThat(Handshake.defect(request(other))).isNull();
  }

  @Test
  void theMethodIsGet() throws Exception {
    assertThat(Handshake.defect(request(REQUEST.replace("GET", "POST"))))
        .isEqualTo(Failure.BAD_HANDSHAKE);
  }

  @Test
  void theVersionOfHttpIsAtLeastOnePointOne() throws Exception {
    assertThat(Handshake.defect(request(REQUEST.replace("HTTP/1.1", "HTTP/1.0"))))
        .isEqualTo(Failure.BAD_HANDSHAKE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 2", "Transfer-Encoding: chunked"})
  void thereIsNoBody(String framing) throws Exception {
    String withBody = REQUEST.replace("Origin:", framing + "\nOrigin:");

    assertThat(Handshake.defect(request(withBody))).isEqualTo(Failure.BAD_HANDSHAKE);
  }

  @Test
  void anEmptyBodyIsNone() throws Exception {
    String empty = REQUEST.replace("Origin:", "Content-Length: 0\nOrigin:");

    assertThat(Handshake.defect(request(empty))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "8", "14", "013", "13, 8", "thirteen"})
  void theVersionOfTheProtocolIsThirteen(String version) throws Exception {
    String other = REQUEST.replace("Version: 13", "Version: " + version);

    assertThat(Handshake.defect(request(other))).isEqualTo(Failure.WEBSOCKET_VERSION);
  }

  @Test
  void theVersionIsNotLeftOut() throws Exception {
    String without = REQUEST.replace("Sec-WebSocket-Version: 13\n", "");

    assertThat(Handshake.defect(request(without))).isEqualTo(Failure.WEBSOCKET_VERSION);
  }

  @Test
  void theVersionComesOnce() throws Exception {
    String twice =
        REQUEST.replace(
            "Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: 13\nSec-WebSocket-Version: 13");

    assertThat(Handshake.defect(request(twice))).isEqualTo(Failure.BAD_HANDSHAKE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "dGhlIHNhbXBsZSBub25jZQ", // no padding
        "dGhlIHNhbXBsZSBub25j", // 15 octets
        "dGhlIHNhbXBsZSBub25jZXM=", // 17 octets
        "dGhlIHNhbXBsZSBub25jZ!==", // not base64
        "dGhlIHNhbXBsZSBub25jZQ==, x"
      })
  void theKeyIsSixteenOctetsInBase64(String key) throws Exception {
    assertThat(Handshake.defect(request(REQUEST.replace(KEY, key))))
        .isEqualTo(Failure.BAD_HANDSHAKE);
  }

  @Test
  void theKeyIsNotLeftOut() throws Exception {
    String without = REQUEST.replace("Sec-WebSocket-Key: " + KEY + "\n", "");

    assertThat(Handshake.defect(request(without))).isEqualTo(Failure.BAD_HANDSHAKE);
  }

  @Test
  void theKeyComesOnce() throws Exception {
    String line = "Sec-WebSocket-Key: " + KEY + "\n";

    assertThat(Handshake.defect(request(REQUEST.replace(line, line + line))))
        .isEqualTo(Failure.BAD_HANDSHAKE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "upgrade: WebSocket\nconnection: UPGRADE",
        "Connection: keep-alive, Upgrade\nUpgrade: websocket"
      })
  void aMemberMayAgreeInAnyLetterCaseAndOrder(String lines) throws Exception {
    String other = RESPONSE.replace("Upgrade: websocket\nConnection: Upgrade", lines);

    assertThat(agreement(other)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Upgrade: h2c\n", "Upgrade: websocket, h2c\n"})
  void aMemberUpgradesToWebSocketAndNothingElse(String upgrade) throws Exception {
    assertThat(agreement(RESPONSE.replace("Upgrade: websocket\n", upgrade)))
        .isEqualTo("its 101 does not upgrade to websocket");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Connection: keep-alive\n"})
  void aMemberNamesTheUpgradeInConnection(String connection) throws Exception {
    assertThat(agreement(RESPONSE.replace("Connection: Upgrade\n", connection)))
        .isEqualTo("its 101 has no Connection: Upgrade");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo", "S3PPLMBITXAQ9KYGZZHZRBK+XOO=", "nonsense"})
  void aMemberProvesThatItReadTheKey(String accept) throws Exception {
    assertThat(agreement(RESPONSE.replace(ACCEPT, accept)))
        .isEqualTo("its 101 has the wrong Sec-WebSocket-Accept");
  }

  @Test
  void aMemberProvesItOnce() throws Exception {
    String line = "Sec-WebSocket-Accept: " + ACCEPT + "\n";

    assertThat(agreement(RESPONSE.replace(line, "")))
        .isEqualTo("its 101 does not have one Sec-WebSocket-Accept");
    assertThat(agreement(RESPONSE.replace(line, line + line)))
        .isEqualTo("its 101 does not have one Sec-WebSocket-Accept");
  }

  private static @Nullable String agreement(String response) throws MessageException {
    ResponseHead head = new ResponseReader(8192).read(wire(response), false);
    if (head == null) throw new AssertionError("the head is not whole");
    return Handshake.defect(head, KEY);
  }

  private static RequestHead request(String request) throws MessageException {
    RequestHead head = new RequestReader(8192, 8192).read(wire(request));
    if (head == null) throw new AssertionError("the head is not whole");
    return head;
  }

  private static ByteBuf wire(String head) {
    return Unpooled.copiedBuffer(head.replace("\n", "\r\n"), StandardCharsets.ISO_8859_1);
  }
}
