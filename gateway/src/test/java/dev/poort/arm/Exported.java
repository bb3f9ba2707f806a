package dev.poort.arm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.poort.config.ApplicationGateway;
import dev.poort.config.Bindings;
import dev.poort.problem.Problem;
import dev.poort.problem.Purpose;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

/**
 * The only gateway of a text, and what is exported of it.
 *
 * @param gateway what was read
 * @param text the export, in one line
 * @param leftOut what could not be written
 */
record Exported(ApplicationGateway gateway, String text, List<String> leftOut) {
  /** Without what is secret. */
  static Exported of(String text, String... parameters) throws IOException {
    return of(text, false, parameters);
  }

  /** With keys, passwords and all. */
  static Exported withSecrets(String text, String... parameters) throws IOException {
    return of(text, true, parameters);
  }

  private static Exported of(String text, boolean secrets, String... parameters)
      throws IOException {
    GatewaySource source = new GatewaySource(Path.of("file.json")).with(parameters);
    GatewayReader.Reading read = GatewayReader.read(source, text, Bindings.NONE, Purpose.BIND);
    if (!read.whole() || read.evaluated().size() != 1) {
      throw new AssertionError(read.gateways().problems() + " in " + text);
    }
    EvaluatedGateway evaluated = read.evaluated().getFirst();
    var out = new StringWriter();
    List<Problem> leftOut;
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      leftOut = new GatewayExport(evaluated, secrets).write(json);
    }
    return new Exported(
        evaluated.gateway(), out.toString(), leftOut.stream().map(Problem::what).toList());
  }
}
