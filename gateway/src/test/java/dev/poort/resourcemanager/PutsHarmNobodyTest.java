package dev.poort.resourcemanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.ArmBody;
import dev.poort.testkit.ArmServer;
import dev.poort.testkit.Await;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketEnd;
import dev.poort.testkit.WebSocketMember;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever is served notices nothing of changes that keep what serves him. */
class PutsHarmNobodyTest {
  private static final int PUTS = 1_000;

  @TempDir Path folder;
  @AutoClose private final WebSocketMember chat = WebSocketMember.start();
  @AutoClose private final TestMember pages = TestMember.answering("page");

  PutsHarmNobodyTest() throws Exception {}

  @Test
  void aThousandPutsUnderLoadLoseNothing() throws Exception {
    try (ArmServer server = ArmServer.start(folder);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      String talk = ArmBody.of("talk", chat.member().port()).port(443).toString();
      String site = ArmBody.of("site", pages.port()).toString();
      assertThat(server.put(ArmServer.gateway("talk"), talk).status()).isEqualTo(201);
      assertThat(server.put(ArmServer.gateway("site"), site).status()).isEqualTo(201);
      Await.until("talk knows its members", () -> server.running("talk").ready());
      try (WebSocketEnd client = WebSocketEnd.open(RawClient.connect(server.listener("talk")))) {
        WebSocketEnd behind = chat.next();
        AtomicBoolean over = new AtomicBoolean();
        Future<List<Integer>> load = threads.submit(() -> asked(server, over));
        List<Integer> answers = new ArrayList<>();
        try {
          for (int i = 0; i < PUTS; i++) {
            String what = i % 2 == 0 ? "site" : "talk";
            String changed =
                (i % 2 == 0 ? site : talk)
                    .replace("\"capacity\": 2", "\"capacity\": " + (3 + i % 90));
            answers.add(server.put(ArmServer.gateway(what), changed).status());
            client.sendText("after " + i);
            assertThat(behind.read().text()).isEqualTo("after " + i);
          }
        } finally {
          over.set(true);
        }

        assertThat(answers).hasSize(PUTS).containsOnly(200);
        assertThat(load.get()).hasSizeGreaterThan(100).containsOnly(200);
        assertThat(server.running("talk").sessions()).hasSize(1);
      }
    }
  }

  private static List<Integer> asked(ArmServer server, AtomicBoolean over) throws Exception {
    List<Integer> answers = new ArrayList<>();
    while (!over.get()) answers.add(server.ask("site", "/").statusCode());
    return answers;
  }
}
