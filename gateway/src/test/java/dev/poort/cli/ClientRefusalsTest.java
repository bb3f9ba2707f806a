package dev.poort.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.poort.config.Role;
import dev.poort.config.RoleAssignment;
import dev.poort.config.SecretHash;
import dev.poort.config.User;
import dev.poort.identity.Secrets;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonReader;
import dev.poort.testkit.ArmBody;
import dev.poort.testkit.GuardedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What commands for a running instance say when it does not do what they ask. */
class ClientRefusalsTest {
  private static final String SECRET = new Secrets().fresh();
  private static final SecretHash HASH = new Secrets().hash(SECRET);

  @TempDir private static Path folder;
  private static GuardedServer server;
  private static String owner;
  private static String reader;

  /** Once, as its keys take their time; no test changes what it holds. */
  @BeforeAll
  static void start() throws Exception {
    server = started();
    owner = server.token("owner", SECRET);
    reader = server.token("reader", SECRET);
  }

  private static GuardedServer started() throws Exception {
    Path store = Files.createTempDirectory(folder, "store");
    return GuardedServer.start(
        store, List.of(user("owner", Role.OWNER), user("reader", Role.READER)));
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static User user(String name, Role role) {
    return new User(
        name,
        "aaaaaaaa-0000-0000-0000-00000000000" + (role == Role.OWNER ? 1 : 2),
        List.of(HASH),
        List.of(),
        List.of(new RoleAssignment(role, "/")),
        false);
  }

  private static String file(String name, Object text) throws Exception {
    return Files.writeString(folder.resolve(name), text.toString()).toString();
  }

  private static String gateway() throws Exception {
    String body = ArmBody.of("shop", 9).toString().strip();
    return file("shop.json", "{\"name\": \"shop\", " + body.substring(1));
  }

  /** All that ask, each with words that are right. */
  static Stream<List<String>> questions() throws Exception {
    String file = gateway();
    return Stream.of(
        List.of("apply", file),
        List.of("diff", file),
        List.of("get"),
        List.of("get", "shop"),
        List.of("health"),
        List.of("history"),
        List.of("show", "1"),
        List.of("rollback", "0"),
        List.of("sessions"),
        List.of("close", "abc"),
        List.of("drain", "127.0.0.1"),
        List.of("undrain", "127.0.0.1"),
        List.of("explain", "GET", "http://shop.example/"));
  }

  /** Those that change something. */
  static Stream<List<String>> changes() throws Exception {
    return questions().filter(it -> List.of("apply", "close", "drain").contains(it.getFirst()));
  }

  private static CommandResult at(String address, List<String> words, String... more) {
    List<String> all = new ArrayList<>();
    all.add(words.getFirst());
    all.addAll(List.of("--management", address));
    all.addAll(List.of(more));
    all.addAll(words.subList(1, words.size()));
    return CommandResult.of(all.toArray(String[]::new));
  }

  private static int refused(List<String> words) {
    return words.getFirst().equals("diff") ? 2 : 1;
  }

  @ParameterizedTest
  @MethodSource("questions")
  void whoDoesNotSayWhoAsksIsToldHowToSay(List<String> words) {
    CommandResult result = at(server.address(), words);

    assertThat(result.exitCode()).isEqualTo(refused(words));
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualTo(
            "Authentication failed. The 'Authorization' header is missing.\n"
                + "    say --client-id with --secret-file, or POORT_TOKEN\n");
  }

  @ParameterizedTest
  @MethodSource("questions")
  void aForgedTokenIsOfNoUse(List<String> words) throws Exception {
    SignedJWT token = SignedJWT.parse(owner);
    String none = new PlainJWT(token.getJWTClaimsSet()).serialize();

    CommandResult result = at(server.address(), words, "--token", none);

    assertThat(result.exitCode()).isEqualTo(refused(words));
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("The access token is invalid");
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aReaderIsToldWhatHeMayNotDo(List<String> words) {
    CommandResult result = at(server.address(), words, "--token", reader);

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).startsWith("The client 'reader' with object id '");
    assertThat(result.err()).contains("does not have authorization to perform action");
    assertThat(at(server.address(), List.of("get"), "--token", reader).out()).isEqualTo("[]\n");
  }

  @ParameterizedTest
  @MethodSource("questions")
  void whereNothingListensEachCommandSaysSo(List<String> words) throws Exception {
    String address;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      address = "127.0.0.1:" + closed.getLocalPort();
    }
    CommandResult result = at(address, words);

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err())
        .isEqualTo(
            "nothing answers at " + address + "; start poort run, or say --management ADDRESS\n");
  }

  /** The address is one of documentation (RFC 5737), and nothing is sent to it. */
  @ParameterizedTest
  @MethodSource("questions")
  void nothingGoesToAnotherMachineInClear(List<String> words) {
    for (String address : List.of("192.0.2.1:9000", "http://192.0.2.1:9000")) {
      CommandResult result = at(address, words, "--token", "a.b.c");

      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.err())
          .startsWith("192.0.2.1:9000 is another machine: write https://192.0.2.1:9000\n");
    }
  }

  @Test
  void aHostThatNobodyKnowsIsNamed() {
    for (String scheme : List.of("", "https://")) {
      CommandResult result = at(scheme + "nobody.invalid:9000", List.of("get"));
      assertThat(result.exitCode()).isEqualTo(3);
      assertThat(result.err()).isEqualTo("there is no host nobody.invalid\n");
    }
  }

  @Test
  void whatIsNoPoortIsSaidToBeNone() throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer other = HttpServer.create(any, 0);
    other.start();
    try {
      String address = "127.0.0.1:" + other.getAddress().getPort();
      assertThat(at(address, List.of("get")).err())
          .isEqualTo(address + " is no management address of Poort\n");
    } finally {
      other.stop(0);
    }
  }

  @Test
  void aServiceThatSpeaksNoHttpIsNoneEither() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.startVirtualThread(
          () -> {
            for (int i = 0; i < 2; i++) {
              greet(socket);
            }
          });
      String address = "127.0.0.1:" + socket.getLocalPort();

      CommandResult result = at(address, List.of("get"));

      assertThat(result.exitCode()).isEqualTo(3);
      assertThat(result.err()).startsWith(address + " is no management address of Poort: ");
      assertThat(at("https://" + address, List.of("get")).err())
          .isEqualTo(address + " speaks no TLS; write http://" + address + "\n");
    }
  }

  private static void greet(ServerSocket socket) {
    try (Socket client = socket.accept()) {
      client.getOutputStream().write("220 mail\r\n".getBytes(StandardCharsets.US_ASCII));
      client.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aCertificateThatNobodyVouchesForIsNotTrusted() {
    CommandResult result = at("https://" + server.address(), List.of("get"), "--token", "a.b.c");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err())
        .isEqualTo(
            server.address()
                + " is not trusted; say --ca FILE, the file that poort run names at its start\n");
  }

  @Test
  void commandsSignInWithASecret() throws Exception {
    String secret = file("secret", SECRET + "\n");

    CommandResult got =
        at(server.address(), List.of("get"), "--client-id", "reader", "--secret-file", secret);
    CommandResult wrong =
        at(
            server.address(),
            List.of("get"),
            "--client-id",
            "reader",
            "--secret-file",
            file("wrong", "no secret at all"));

    assertThat(got.err()).isEmpty();
    assertThat(got.out()).isEqualTo("[]\n");
    assertThat(wrong.exitCode()).isEqualTo(3);
    assertThat(wrong.err()).startsWith(server.address() + " refused: AADSTS7000215");
    assertThat(at(server.address(), List.of("get"), "--client-id", "reader").err())
        .startsWith("reader needs --secret-file, or POORT_SECRET in the environment");
    assertThat(at(server.address(), List.of("get"), "--secret-file", secret).err())
        .startsWith("--secret-file needs --client-id");
  }

  @Test
  void ofTwoWhoHaveReadTheSameTheSecondIsTold() throws Exception {
    String file = gateway();
    String first = file("first.json", Files.readString(Path.of(file)).replace(": 2", ": 3"));
    String second = file("second.json", Files.readString(Path.of(file)).replace(": 2", ": 4"));
    try (GuardedServer held = started()) {
      String token = held.token("owner", SECRET);
      at(held.address(), List.of("apply", file), "--token", token);
      String shop = at(held.address(), List.of("get", "shop", "--json"), "--token", token).out();
      String read = etag(shop);

      CommandResult one =
          at(held.address(), List.of("apply", first, "--if-match", read), "--token", token);
      CommandResult other =
          at(held.address(), List.of("apply", second, "--if-match", read), "--token", token);

      assertThat(one.exitCode()).as(one.err()).isZero();
      assertThat(other.exitCode()).isEqualTo(1);
      assertThat(other.err()).startsWith("the resource has changed: its etag is W/");
      assertThat(at(held.address(), List.of("history"), "--token", token).out().lines()).hasSize(3);
    }
  }

  private static String etag(String json) {
    return JsonReader.read("shop", json).value() instanceof JsonObject shop
        ? Fields.text(shop, "etag")
        : "";
  }

  @Test
  void anEtagIsForOneGateway() throws Exception {
    CommandResult several =
        at(
            server.address(),
            List.of("apply", gateway(), "--mode", "Complete", "--if-match", "x"),
            "--token",
            owner);

    assertThat(several.exitCode()).isEqualTo(2);
    assertThat(several.err()).startsWith("--if-match is for a file with one gateway");
  }

  @ParameterizedTest
  @MethodSource("versions")
  void whatIsNoVersionIsWrongUsage(String command, String version) {
    CommandResult result = at(server.address(), List.of(command, "--", version));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .startsWith(version + " is no version; poort history shows their numbers\nUsage: poort ");
  }

  static Stream<Arguments> versions() {
    return Stream.of("show", "rollback")
        .flatMap(command -> Stream.of("x", "-1", "1.5").map(it -> Arguments.of(command, it)));
  }
}
