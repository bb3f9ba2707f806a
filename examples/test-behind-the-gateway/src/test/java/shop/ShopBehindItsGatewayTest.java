package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poort.Poort;
import dev.poort.config.Bindings;
import dev.poort.config.HostAndPort;
import dev.poort.config.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shop as its customers meet it: through the gateway of production's own file. */
class ShopBehindItsGatewayTest {
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private Shop shop;
  private Poort gateway;
  private HttpClient http;
  private WebSocket customer;

  @BeforeEach
  void open() throws Exception {
    shop = new Shop();
    Bindings here =
        new Bindings(
            Map.of("publicFrontend", "127.0.0.1"),
            Map.of(80, 0),
            Map.of("shopServers", List.of(new HostAndPort("127.0.0.1", shop.port()))));
    gateway = Poort.start(Path.of("gateway.json"), Settings.DEFAULT.withBindings(here));
    http = HttpClient.newHttpClient();
    URI prices = URI.create("ws://127.0.0.1:" + gateway.port("shopListener") + "/prices");
    customer = http.newWebSocketBuilder().buildAsync(prices, new Ear()).join();
  }

  @AfterEach
  void close() {
    customer.abort();
    http.close();
    gateway.close();
    shop.close();
  }

  @Test
  void customersAskForPrices() throws Exception {
    hear();
    customer.sendText("bread", true);

    assertEquals("bread costs 5 euro", hear());
  }

  @Test
  void theShopKnowsWhereACustomerComesFrom() throws Exception {
    assertTrue(hear().startsWith("welcome 127.0.0.1:"));
  }

  @Test
  void aNewConfigurationDoesNotSendCustomersAway() throws Exception {
    hear();
    gateway.apply(Path.of("gateway-patient.json"));
    customer.sendText("milk", true);

    assertEquals("milk costs 4 euro", hear());
  }

  @Test
  void aCustomerWhoStaysSilentIsToldWhyTheSessionEnds() throws Exception {
    hear();

    assertTrue(hear().startsWith("closed with 1001"));
  }

  private String hear() throws InterruptedException {
    return Objects.requireNonNull(heard.poll(10, TimeUnit.SECONDS), "nothing heard in 10 s");
  }

  private final class Ear implements WebSocket.Listener {
    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      heard.add(text.toString());
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      heard.add("closed with " + code + " " + reason);
      return null;
    }
  }
}
