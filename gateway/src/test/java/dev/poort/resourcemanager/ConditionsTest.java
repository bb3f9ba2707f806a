package dev.poort.resourcemanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.Bindings;
import dev.poort.store.Edit;
import dev.poort.store.KeptResource;
import dev.poort.store.Store;
import dev.poort.store.Version;
import dev.poort.testkit.ArmBody;
import dev.poort.testkit.ArmServer;
import dev.poort.testkit.ArmServer.Reply;
import dev.poort.testkit.TestMember;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers that meet, and changes that are not to be. */
class ConditionsTest {
  private static final String ID = ArmServer.gateway("gw");

  @TempDir Path folder;
  @AutoClose private final TestMember member = TestMember.answering("one");

  ConditionsTest() throws Exception {}

  private String body(int capacity) {
    return ArmBody.of("gw", member.port())
        .toString()
        .replace("\"capacity\": 2", "\"capacity\": " + capacity);
  }

  @Test
  void ofTwoWritersWithTheSameEtagOneWins() throws Exception {
    try (ArmServer server = ArmServer.start(folder);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      server.put(ID, body(2));
      for (int round = 0; round < 5; round++) {
        String etag = server.get(ID).at("etag");
        List<Future<Integer>> answers = new ArrayList<>();
        for (int writer = 0; writer < 2; writer++) {
          String changed = body(10 + round * 2 + writer);
          Callable<Integer> put = () -> server.put(ID, changed, "If-Match", etag).status();
          answers.add(threads.submit(put));
        }
        assertThat(List.of(answers.get(0).get(), answers.get(1).get()))
            .containsExactlyInAnyOrder(200, 412);
      }
    }
  }

  @Test
  void ifNoneMatchStarMakesAndNeverReplaces() throws Exception {
    try (ArmServer server = ArmServer.start(folder)) {
      assertThat(server.put(ID, body(2), "If-None-Match", "*").status()).isEqualTo(201);

      Reply second = server.put(ID, body(3), "If-None-Match", "*");

      assertThat(second.status()).isEqualTo(412);
      assertThat(second.at("error.code")).isEqualTo("PreconditionFailed");
      assertThat(server.get(ID).at("properties.sku.capacity")).isEqualTo("2");
    }
  }

  @Test
  void twoGatewaysThatWantOnePortAreToldApartAndTheFirstGoesOn() throws Exception {
    int port = TestMember.unusedPort();
    Bindings bindings = new Bindings(Map.of("fe", "127.0.0.1"), Map.of(80, port), Map.of());
    try (ArmServer server = ArmServer.start(folder, bindings, store -> store)) {
      server.put(ID, body(2));

      Reply second =
          server.put(ArmServer.gateway("other"), ArmBody.of("other", member.port()).toString());

      assertThat(second.status()).isEqualTo(409);
      assertThat(second.at("error.code")).isEqualTo("AddressInUse");
      assertThat(second.at("error.message"))
          .isEqualTo(
              "other cannot listen on 127.0.0.1:%1$d for port 80 of fe: gw listens on"
                      .formatted(port)
                  + " 127.0.0.1:%1$d for port 80 of fe".formatted(port));
      assertThat(server.get(ArmServer.gateway("other")).status()).isEqualTo(404);
      assertThat(server.ask("gw", "/").body()).isEqualTo("one");
      assertThat(server.gateways().all()).hasSize(1);
    }
  }

  @Test
  void aPortThatAnotherProgramHasIsAConflictAndNothingIsKept() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      Bindings bindings =
          new Bindings(Map.of("fe", "127.0.0.1"), Map.of(80, taken.getLocalPort()), Map.of());
      try (ArmServer server = ArmServer.start(folder, bindings, store -> store)) {
        Reply refused = server.put(ID, body(2));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("error.message")).endsWith("the port is taken");
        assertThat(server.get(ID).status()).isEqualTo(404);
      }
    }
  }

  @Test
  void whatTheStoreDoesNotKeepDoesNotServe() throws Exception {
    FullStore[] full = new FullStore[1];
    try (ArmServer server =
        ArmServer.start(
            folder,
            new Bindings(Map.of("fe", "127.0.0.1"), Map.of(80, 0), Map.of()),
            store -> full[0] = new FullStore(store))) {
      server.put(ID, body(2));
      full[0].isFull = true;

      Reply refused;
      try (TestMember other = TestMember.answering("two")) {
        refused = server.put(ID, ArmBody.of("gw", other.port()).toString());
      }

      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.at("error.code")).isEqualTo("StoreUnavailable");
      assertThat(refused.at("error.message")).contains("no space left");
      assertThat(server.ask("gw", "/").body()).isEqualTo("one");
      full[0].isFull = false;
      assertThat(server.put(ID, body(3)).status()).isEqualTo(200);
    }
  }

  @Test
  void aThousandCallersAreAllAnswered() throws Exception {
    try (ArmServer server = ArmServer.start(folder);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      server.put(ID, body(2));
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        String capacity = body(i % 100 + 1);
        boolean writes = i % 10 == 0;
        answers.add(
            threads.submit(() -> (writes ? server.put(ID, capacity) : server.get(ID)).status()));
      }
      for (Future<Integer> each : answers) assertThat(each.get()).isEqualTo(200);
      assertThat(server.ask("gw", "/").body()).isEqualTo("one");
    }
  }

  /** A store on a disk that gets full. */
  private static final class FullStore implements Store {
    private final Store store;
    private volatile boolean isFull;

    FullStore(Store store) {
      this.store = store;
    }

    @Override
    public long latest() {
      return store.latest();
    }

    @Override
    public Map<String, KeptResource> resources() {
      return store.resources();
    }

    @Override
    public Version commit(String who, String what, List<Edit> edits) throws IOException {
      if (isFull) throw new IOException("no space left");
      return store.commit(who, what, edits);
    }

    @Override
    public List<Version> history(int limit) {
      return store.history(limit);
    }

    @Override
    public Map<String, KeptResource> resourcesAt(long version) throws IOException {
      return store.resourcesAt(version);
    }

    @Override
    public void close() throws IOException {
      store.close();
    }
  }
}
