package dev.poort.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.poort.config.Bindings;
import dev.poort.config.ErrorPage;
import dev.poort.config.PageBinding;
import dev.poort.config.Placed;
import dev.poort.problem.Place;
import dev.poort.testkit.TestMember;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages that are bound to a URL are fetched when the configuration is read. */
class PageFetchTest {
  private static final String PAGE = "https://contoso.com/502.html";

  private final HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();

  PageFetchTest() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void serve() {
    server.createContext(
        "/502.json",
        exchange -> {
          asked.incrementAndGet();
          exchange.getResponseHeaders().add("Content-Type", "application/problem+json");
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("{}".getBytes(UTF_8));
          exchange.close();
        });
    server.createContext(
        "/long",
        exchange -> {
          exchange.sendResponseHeaders(200, (1 << 20) + 1);
          exchange.getResponseBody().write(new byte[(1 << 20) + 1]);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private static PageBinding bound(String where) {
    return new PageBinding(new Placed(where, Place.of("poort.json")));
  }

  private static Bindings pages(Map<String, PageBinding> pages, Map<String, Bindings> gateways) {
    return new Bindings(
        Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), pages, Map.of(), gateways);
  }

  private static PageBinding fetched(String where) {
    PageBinding page = PageFetch.fetch(pages(Map.of(PAGE, bound(where)), Map.of())).page(PAGE);
    if (page == null) throw new AssertionError("the binding is gone");
    return page;
  }

  @Test
  void aPageHasTheTypeThatItsUrlGives() {
    assertThat(fetched(url("/502.json")).fetched())
        .isEqualTo(new ErrorPage("application/problem+json", "{}".getBytes(UTF_8)));
  }

  @Test
  void anotherStatusThan200IsNoPage() {
    String none = url("/none");

    assertThat(fetched(none))
        .isEqualTo(
            new PageBinding(
                bound(none).where(), null, none + " cannot be fetched: it answers 404"));
  }

  @Test
  void aPageOfMoreThanAMebibyteIsNone() {
    assertThat(fetched(url("/long")).fetched()).isNull();
    assertThat(fetched(url("/long")).defect()).contains("cannot be fetched");
  }

  @Test
  void aUrlWhereNobodyListensIsNoPage() throws Exception {
    String dead = "http://127.0.0.1:" + TestMember.unusedPort() + "/";

    assertThat(fetched(dead).fetched()).isNull();
    assertThat(fetched(dead).defect()).startsWith(dead + " cannot be fetched");
  }

  @Test
  void aUrlIsAskedOnceForAllGateways() {
    var page = Map.of(PAGE, bound(url("/502.json")));
    PageFetch.fetch(pages(page, Map.of("web", pages(page, Map.of()))));

    assertThat(asked).hasValue(1);
  }

  @Test
  void aFileIsLeftToTheReader() {
    assertThat(fetched("502.html")).isEqualTo(bound("502.html"));
  }
}
