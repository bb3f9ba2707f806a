package dev.poort.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poort.config.FrontendIpConfiguration;
import dev.poort.config.FrontendPort;
import dev.poort.config.HttpListener;
import dev.poort.config.Protocol;
import dev.poort.config.RedirectConfiguration;
import dev.poort.config.RedirectTarget;
import dev.poort.config.RedirectType;
import dev.poort.config.TargetUrl;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a redirect leads. */
class RedirectLocationTest {
  private static final int LOCAL_PORT = 8443;

  @ParameterizedTest
  @CsvSource({
    "shop.test,       https://shop.test:8443/a",
    "Shop.Test:8080,  https://Shop.Test:8443/a",
    "127.0.0.1:8080,  https://127.0.0.1:8443/a",
    "[::1]:8080,      https://[::1]:8443/a",
    "[::1],           https://[::1]:8443/a",
  })
  void aListenerWithoutAHostNameIsReachedByTheRequestsHost(String host, String location) {
    assertThat(toListener(Protocol.HTTPS, LOCAL_PORT).of(host, "/a")).isEqualTo(location);
  }

  @ParameterizedTest
  @ValueSource(strings = {"other.test", "other.test:8080"})
  void aListenerWithAHostNameIsReachedByIt(String host) {
    assertThat(toListener(Protocol.HTTPS, LOCAL_PORT, "shop.test").of(host, "/a"))
        .isEqualTo("https://shop.test:8443/a");
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPS, 443, https://a/",
    "HTTP,  80,  http://a/",
    "HTTPS, 80,  https://a:80/",
    "HTTP,  443, http://a:443/",
  })
  void theSchemesOwnPortIsLeftOut(Protocol protocol, int port, String location) {
    assertThat(toListener(protocol, port).of("a", "/")).isEqualTo(location);
  }

  @ParameterizedTest
  @CsvSource({
    "true,  true,  https://a/b/c?d=e",
    "true,  false, https://a/b/c",
    "false, true,  https://a/?d=e",
    "false, false, https://a/",
  })
  void pathAndQueryAreKeptAsTheFileSays(boolean path, boolean query, String location) {
    var redirect = redirect(listener(Protocol.HTTPS), path, query);

    assertThat(RedirectLocation.of(redirect, _ -> 443).of("a", "/b/c?d=e")).isEqualTo(location);
  }

  @ParameterizedTest
  @CsvSource({
    "https://x.test,           true,  true,  https://x.test/b/c?d=e",
    "https://x.test/,          true,  true,  https://x.test/b/c?d=e",
    "https://x.test,           false, true,  https://x.test/?d=e",
    "https://x.test,           false, false, https://x.test/",
    "https://x.test:81/p/,     true,  true,  https://x.test:81/p/b/c?d=e",
    "https://x.test:81/p,      true,  true,  https://x.test:81/p/b/c?d=e",
    "https://x.test/p,         false, true,  https://x.test/p?d=e",
    "https://x.test/p,         false, false, https://x.test/p",
    "https://x.test/p?q=r,     true,  true,  https://x.test/p/b/c?q=r&d=e",
    "https://x.test/p?q=r,     false, true,  https://x.test/p?q=r&d=e",
    "https://x.test/p?q=r#s,   false, false, https://x.test/p?q=r#s",
    "https://x.test?q=r,       true,  false, https://x.test/b/c?q=r",
    "https://x.test/#/p?q,     true,  true,  https://x.test/b/c?d=e#/p?q",
  })
  void aPathGoesAfterThatOfTheUrlAndAQueryAfterItsQuery(
      String url, boolean path, boolean query, String location) {
    var redirect = redirect(new TargetUrl(url), path, query);

    assertThat(RedirectLocation.of(redirect, _ -> 0).of("a", "/b/c?d=e")).isEqualTo(location);
  }

  @ParameterizedTest
  @CsvSource({"*, https://a/", "/?, https://a/", "/b?, https://a/b"})
  void whatARequestDoesNotHaveIsNotKept(String target, String location) {
    assertThat(toListener(Protocol.HTTPS, 443).of("a", target)).isEqualTo(location);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://a/\r\nSet-Cookie: b=c", "https://a/é", "a", "https://"})
  void noUrlIsTakenThatAHeaderCouldNotHold(String url) {
    assertThatThrownBy(() -> new TargetUrl(url)).isInstanceOf(IllegalArgumentException.class);
  }

  private static RedirectLocation toListener(Protocol protocol, int port, String... hosts) {
    return RedirectLocation.of(redirect(listener(protocol, hosts), true, true), _ -> port);
  }

  private static RedirectConfiguration redirect(
      RedirectTarget target, boolean path, boolean query) {
    return new RedirectConfiguration("redirect", RedirectType.FOUND, target, path, query);
  }

  private static HttpListener listener(Protocol protocol, String... hosts) {
    return new HttpListener(
        "listener",
        new FrontendIpConfiguration("frontend", null),
        new FrontendPort("port", protocol.defaultPort()),
        protocol,
        List.of(hosts),
        null);
  }
}
