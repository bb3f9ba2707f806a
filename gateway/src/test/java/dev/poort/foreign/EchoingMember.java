package dev.poort.foreign;

import dev.poort.testkit.Frame;
import dev.poort.testkit.MemberRequest;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketEnd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A member that says its name before each path that it is asked for and each text that it hears.
 */
final class EchoingMember {
  private static final int CLOSE = 8;

  private EchoingMember() {}

  static TestMember start(String name) throws IOException {
    return TestMember.start(request -> answer(name, request));
  }

  private static void answer(String name, MemberRequest request) throws Exception {
    if (request.field("Upgrade") == null) {
      request.answer(name + " " + request.startLine().split(" ", -1)[1]);
      return;
    }
    WebSocketEnd session = WebSocketEnd.agree(request, "");
    Frame frame = session.read();
    while (frame.opcode() != CLOSE) {
      session.sendText(name + " " + new String(frame.payload(), StandardCharsets.UTF_8));
      frame = session.read();
    }
    session.sendClose(1000, "");
  }
}
