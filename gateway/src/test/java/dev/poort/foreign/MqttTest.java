package dev.poort.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.telemetry.ClosedSession;
import dev.poort.testkit.GatewayPlan;
import dev.poort.testkit.RunningGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MQTT over WebSocket: Debian's Mosquitto as the member, the npm package mqtt as the clients. */
@Tag("foreign")
class MqttTest {
  /** Debian's Mosquitto does not get 200 KB out at once, without a gateway either. */
  private static final int PAYLOAD = 60_000;

  @TempDir private Path folder;

  @Test
  void publishesSubscribesAndHearsTheWillOfAClientThatIsLost() throws Exception {
    int port = FreePort.find();
    try (Program member = mosquitto(port)) {
      member.awaitPort(port);
      GatewayPlan plan = new GatewayPlan();
      plan.site().member("127.0.0.1", port);
      try (RunningGateway gateway = plan.start();
          Program client =
              Node.start(
                  "mqtt-client.js",
                  "ws://127.0.0.1:" + gateway.address().getPort(),
                  String.valueOf(PAYLOAD))) {
        assertThat(client.output()).isEqualTo("done");

        List<ClosedSession> ended = Ended.all(gateway);
        assertThat(ended).hasSize(3);
        assertThat(ended).extracting(it -> it.session().subprotocol()).containsOnly("mqtt");
        assertThat(ended).extracting(it -> it.session().target()).containsOnly("/mqtt");
        assertThat(ended).anyMatch(it -> it.session().bytesFromClient() > PAYLOAD);
        assertThat(ended).anyMatch(it -> it.session().bytesFromMember() > PAYLOAD);
        for (ClosedSession each : ended) {
          assertThat(Ended.log(gateway, each.session().id())).contains("\"httpStatus\":101");
        }
      }
    }
  }

  /** With WebSocket alone Debian's version does not start; the other listener is a Unix socket. */
  private Program mosquitto(int port) throws Exception {
    Path file = folder.resolve("mosquitto.conf");
    Files.writeString(
        file,
        """
        listener 0 %s
        listener %d 127.0.0.1
        protocol websockets
        http_dir %s
        allow_anonymous true
        persistence false
        user root
        """
            .formatted(folder.resolve("native"), port, folder));
    Files.writeString(folder.resolve("probe"), "well");
    String program = Program.find("mosquitto", "apt-get install mosquitto");
    return Program.start(folder, List.of(program, "-c", file.toString()));
  }
}
