package dev.poort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.testkit.ArmBody;
import dev.poort.testkit.ArmServer;
import dev.poort.testkit.Await;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.TestMember;
import dev.poort.testkit.WebSocketEnd;
import dev.poort.testkit.WebSocketMember;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code poort history}, {@code show}, {@code rollback} and {@code health}. */
class HistoryCommandsTest {
  private static final String SHOP =
      "Microsoft.Network/applicationGateways/shop in the group poort";

  @TempDir Path folder;
  @AutoClose private final TestMember member = TestMember.answering("one");
  private ArmServer server;

  HistoryCommandsTest() throws Exception {}

  @BeforeEach
  void start() throws Exception {
    server = ArmServer.start(folder);
    put("2");
    put("5");
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private void put(String capacity) throws Exception {
    String body = ArmBody.of("shop", member.port()).toString();
    server.put(
        ArmServer.gateway("shop"), body.replace("\"capacity\": 2", "\"capacity\": " + capacity));
  }

  private CommandResult poort(String... args) {
    return at("127.0.0.1:" + server.port(), args);
  }

  private static CommandResult at(String address, String... args) {
    String[] all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--management";
    all[args.length + 1] = address;
    return CommandResult.of(all);
  }

  @Test
  void historySaysWhoAskedForWhatTheNewestFirst() {
    CommandResult history = poort("history");

    assertThat(history.exitCode()).isZero();
    assertThat(history.out().lines().toList()).hasSize(3);
    assertThat(history.out().lines().toList().get(0)).matches("VERSION +WHEN +WHO +WHAT");
    assertThat(history.out().lines().toList().get(1))
        .matches("2 +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d +local +PUT " + SHOP);
    assertThat(poort("history", "--limit", "1", "--json").out())
        .startsWith("{\"latest\":2,\"versions\":[{\"version\":2,\"when\":\"")
        .doesNotContain("\"version\":1");
    assertThat(poort("history", "--limit", "0").exitCode()).isEqualTo(2);
  }

  @Test
  void showSaysWhatAVersionChangedByProperty() {
    CommandResult shown = poort("show", "2");

    assertThat(shown.out())
        .startsWith("version 2, ")
        .endsWith(
            "\nlocal: PUT " + SHOP + "\n~ " + SHOP + "\n  ~ properties.sku.capacity: 2 -> 5\n");
    assertThat(poort("show", "1").out()).contains("\n+ " + SHOP + "\n");
    assertThat(poort("show", "2", "--json").out())
        .contains("\"delta\":[{\"path\":\"properties.sku.capacity\"");
    CommandResult unknown = poort("show", "7");
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.err()).isEqualTo("there is no version 7; there are 1 to 2\n");
    assertThat(poort("show", "first").exitCode()).isEqualTo(2);
  }

  @Test
  void rollbackIsAChangeWithAVersionOfItsOwn() throws Exception {
    CommandResult back = poort("rollback", "1");

    assertThat(back.exitCode()).as(back.err()).isZero();
    assertThat(back.out())
        .isEqualTo(
            "~ "
                + SHOP
                + "\n  ~ properties.sku.capacity: 5 -> 2\nrolled back to version 1: version 3\n");
    assertThat(server.get(ArmServer.gateway("shop")).at("properties.sku.capacity")).isEqualTo("2");
    assertThat(poort("history").out().lines().toList().get(1)).endsWith("rollback to 1");
    assertThat(poort("rollback", "1").out())
        .isEqualTo("everything is as version 1 left it already\n");
    assertThat(poort("rollback", "2", "--json").out())
        .startsWith("{\"changed\":true,\"version\":4,\"changes\":[{");
    assertThat(poort("rollback", "9").err()).isEqualTo("there is no version 9; there are 1 to 4\n");
  }

  @Test
  void rollbackMakesAgainWhatWasRemovedAndRemovesWhatCameLater() throws Exception {
    server.delete(ArmServer.gateway("shop"));
    server.put(ArmServer.GROUP + "/providers/Microsoft.Network/publicIPAddresses/ip", "{}");

    assertThat(poort("rollback", "2").out())
        .contains("+ " + SHOP, "- Microsoft.Network/publicIPAddresses/ip in the group poort");
    assertThat(server.ask("shop", "/").body()).isEqualTo("one");
    assertThat(poort("rollback", "0").out()).contains("- " + SHOP);
    assertThat(poort("get", "--json").out()).isEqualTo("[]\n");
  }

  @Test
  void aRollbackUnderOpenSessionsLosesNone() throws Exception {
    try (WebSocketMember chat = WebSocketMember.start()) {
      String body = ArmBody.of("chat", chat.member().port()).port(443).toString();
      server.put(ArmServer.gateway("chat"), body);
      Await.until("it knows its members", () -> server.running("chat").ready());
      long before = 3;
      server.put(ArmServer.gateway("chat"), body.replace("\"capacity\": 2", "\"capacity\": 7"));
      put("9");
      try (RawClient client = RawClient.connect(server.listener("chat"))) {
        WebSocketEnd session = WebSocketEnd.open(client);
        WebSocketEnd served = chat.next();
        assertThat(poort("rollback", Long.toString(before)).exitCode()).isZero();
        session.sendText("still here");
        assertThat(new String(served.read().payload(), StandardCharsets.UTF_8))
            .isEqualTo("still here");
      }
    }
  }

  @Test
  void healthIsATableOfMembers() throws Exception {
    server.ask("shop", "/");

    assertThat(poort("health").out())
        .matches(
            "GATEWAY +POOL +SETTINGS +MEMBER +HEALTH +PROBE\n"
                + "shop +pool +s +127\\.0\\.0\\.1:"
                + member.port()
                + " +Up +Success.*\n");
    assertThat(poort("health", "shop", "--json").out())
        .startsWith("{\"gateways\":[{\"id\":\"" + ArmServer.gateway("shop"))
        .contains("\"health\":\"Up\"");
    server.post(ArmServer.gateway("shop") + "/stop", "");
    assertThat(poort("health").out()).contains("the gateway shop does not run");
    assertThat(poort("health", "no").exitCode()).isEqualTo(1);
  }

  @Test
  void overTlsTheFileThatThePoortNamesIsTrusted() {
    String address = "https://localhost:" + server.port();
    String ca = folder.resolve("management-ca.pem").toString();

    assertThat(at(address, "history", "--ca", ca).exitCode()).isZero();
    CommandResult stranger = at(address, "history");
    assertThat(stranger.exitCode()).isEqualTo(3);
    assertThat(stranger.err()).contains("is not trusted", "--ca FILE");
    assertThat(at(address, "history", "--ca", "no.pem").err()).contains("there is no such file");
  }

  @Test
  void aTokenNeverGoesToAnotherMachineInClear() {
    CommandResult refused = at("http://192.0.2.1:9000", "get", "--token", "abc");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .startsWith("192.0.2.1:9000 is another machine: write https://192.0.2.1:9000");
  }

  @Test
  void eachSaysWhenNothingAnswers() throws Exception {
    String address = "127.0.0.1:" + server.port();
    server.close();

    for (String[] command :
        new String[][] {{"history"}, {"show", "1"}, {"rollback", "1"}, {"get"}, {"health"}}) {
      CommandResult refused = at(address, command);
      assertThat(refused.exitCode()).isEqualTo(3);
      assertThat(refused.err()).startsWith("nothing answers at " + address);
    }
    server = ArmServer.start(folder);
  }

  @Test
  void completionKnowsCommandsAndOptions() {
    CommandResult bash = CommandResult.of("completion", "bash");

    assertThat(bash.exitCode()).as(bash.err()).isZero();
    assertThat(bash.out()).startsWith("#!/usr/bin/env bash").contains("rollback", "--management");
    assertThat(CommandResult.of("completion", "zsh").out()).contains("bashcompinit");
    assertThat(CommandResult.of("completion", "fish").exitCode()).isEqualTo(2);
  }
}
