package dev.poort;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Settings;
import dev.poort.testkit.RawAnswer;
import dev.poort.testkit.RealTemplates;
import dev.poort.testkit.TemplateSurroundings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** A template of another author, untouched, that serves with everything on this machine. */
final class ServedTemplate implements AutoCloseable {
  private final TemplateSurroundings surroundings;
  private final ApplicationGateway gateway;
  private final Poort poort;

  /**
   * Starts it.
   *
   * @param folder where its certificates are put
   */
  ServedTemplate(String name, Path folder) throws Exception {
    gateway = RealTemplates.read(name);
    surroundings = new TemplateSurroundings(folder).with(gateway);
    poort =
        Poort.start(
            RealTemplates.source(name), Settings.DEFAULT.withBindings(surroundings.bindings()));
  }

  /** The same URI with the local port in place of the frontend's. */
  URI here(URI uri) {
    int port =
        gateway.httpListeners().stream()
            .filter(listener -> listener.frontendPort().port() == uri.getPort())
            .map(listener -> poort.port(listener.name()))
            .findFirst()
            .orElseThrow();
    return URI.create(
        "%s://%s:%d%s".formatted(uri.getScheme(), uri.getHost(), port, uri.getPath()));
  }

  /** What is answered to a GET. */
  RawAnswer get(URI uri) throws Exception {
    return surroundings.get(uri);
  }

  /** The first text that is heard in a WebSocket session. */
  String firstWords(URI uri) throws Exception {
    return surroundings.firstWords(uri, () -> {});
  }

  @Override
  public void close() throws IOException {
    poort.close();
    surroundings.close();
  }
}
