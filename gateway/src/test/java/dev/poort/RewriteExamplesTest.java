package dev.poort;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.Bindings;
import dev.poort.config.HostAndPort;
import dev.poort.config.Settings;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RawClient;
import dev.poort.testkit.TestMember;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The scenarios of Microsoft's page "Rewrite HTTP headers and URL with Application Gateway", each a
 * rule of {@code examples/rewrites/gateway.json}, served from that file.
 */
class RewriteExamplesTest {
  private static final Path FILE = Path.of("..", "examples", "rewrites", "gateway.json");

  @AutoClose
  private final TestMember list =
      TestMember.start(
          request ->
              request.send(
                  "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nServer: Kestrel\r\n"
                      + "X-Powered-By: ASP.NET\r\nSet-Cookie: cookie1=a; Path=/\r\n"
                      + "Set-Cookie: cookie2=b; Path=/\r\n"
                      + "Location: https://contoso.azurewebsites.net/path2\r\n\r\n"));

  @AutoClose private final TestMember shoes = TestMember.answering("shoes");
  @AutoClose private final TestMember bags = TestMember.answering("bags");
  private Poort poort;
  private RawClient client;

  RewriteExamplesTest() throws Exception {}

  @BeforeEach
  void start() throws Exception {
    var bindings =
        new Bindings(
            Map.of("public", "127.0.0.1"),
            Map.of(80, 0),
            Map.of("GenericList", at(list), "ShoesList", at(shoes), "BagsList", at(bags)));
    poort = Poort.start(FILE, Settings.DEFAULT.withBindings(bindings));
    client =
        RawClient.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), poort.port("shop")));
  }

  private static List<HostAndPort> at(TestMember member) {
    return List.of(new HostAndPort("127.0.0.1", member.port()));
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    poort.close();
  }

  @Test
  void removesPortsFromXForwardedFor() throws Exception {
    client.ask("GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.7\r\n\r\n");

    assertThat(list.requests().getFirst().field("X-Forwarded-For"))
        .isEqualTo("203.0.113.7, 127.0.0.1");
  }

  @Test
  void modifiesARedirectionUrl() throws Exception {
    assertThat(client.get("/", "a").field("Location")).isEqualTo("https://contoso.com/path2");
  }

  @Test
  void addsSecurityHeadersAndDeletesUnwantedOnes() throws Exception {
    RawAnswer answer = client.get("/", "a");

    assertThat(answer.field("Strict-Transport-Security")).isEqualTo("max-age=31536000");
    assertThat(answer.field("X-XSS-Protection")).isEqualTo("1; mode=block");
    assertThat(answer.field("Content-Security-Policy")).isEqualTo("default-src 'self'");
    assertThat(answer.field("Server")).isNull();
    assertThat(answer.field("X-Powered-By")).isNull();
  }

  @Test
  void checksForThePresenceOfAHeader() throws Exception {
    client.get("/", "a");
    client.ask("GET / HTTP/1.1\r\nHost: a\r\nX-Beta: 1\r\n\r\n");

    assertThat(list.requests())
        .extracting(request -> request.field("X-Stage"))
        .containsExactly(null, "beta");
  }

  @Test
  void rewritesOneOfSeveralCookies() throws Exception {
    assertThat(client.get("/", "a").fields("Set-Cookie"))
        .containsExactly("cookie1=a; Path=/; HttpOnly; Secure", "cookie2=b; Path=/");
  }

  @Test
  void makesQueryParametersOfThePath() throws Exception {
    client.get("/fashion/shirts", "a");

    assertThat(list.requests().getFirst().startLine())
        .isEqualTo("GET /buy.aspx?category=fashion&product=shirts HTTP/1.1");
  }

  @Test
  void choosesThePathByAParameter() throws Exception {
    assertThat(client.get("/listing?category=shoes", "a").body()).isEqualTo("shoes");
    assertThat(client.get("/listing?category=bags", "a").body()).isEqualTo("bags");
    assertThat(client.get("/listing?category=any", "a").status()).isEqualTo(302);
    assertThat(shoes.requests().getFirst().startLine())
        .isEqualTo("GET /listing1?category=shoes HTTP/1.1");
    assertThat(list.requests().getFirst().startLine())
        .isEqualTo("GET /listing?category=any HTTP/1.1");
  }
}
