package dev.poort.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.poort.config.ApplicationGateway;
import dev.poort.config.HttpListener;
import dev.poort.config.Settings;
import dev.poort.control.Configuration;
import dev.poort.problem.InvalidConfigurationException;
import dev.poort.problem.Problem;
import dev.poort.problem.Purpose;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code poort check}. */
@Command(
    name = "check",
    description = "Says everything that is wrong with a configuration, without running it.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Warnings alone are no failure: exit code 0. With an error it is 1.",
      "",
      "Examples:",
      "  poort check gateway.json",
      "  poort check template.json --parameters template.parameters.json tier=WAF_v2",
      "  poort check gateway.json --settings poort.json --json | jq '.[].what'"
    })
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigurationOptions options;

  @Option(names = "--json", description = "Write a JSON array of the problems.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    String overlooked = options.overlookedParameters();
    if (overlooked != null) spec.commandLine().getErr().println(overlooked);
    try {
      Configuration configuration = options.files(Settings.DEFAULT).read(Purpose.CHECK);
      report(configuration.warnings(), out);
      if (!json) summary(configuration).forEach(out::println);
      return ExitCode.FINE;
    } catch (InvalidConfigurationException e) {
      report(e.problems(), out);
      boolean said = json || ProblemText.isOneSentence(e.problems());
      if (!said) out.println(ProblemText.count(e.problems()));
      return ExitCode.WRONG_INPUT;
    }
  }

  private void report(List<Problem> problems, PrintWriter out) {
    if (json) out.println(Json.line(generator -> write(problems, generator)));
    else problems.forEach(problem -> out.println(ProblemText.of(problem)));
  }

  /** One line a gateway; the number of warnings has its own when there are several. */
  private static List<String> summary(Configuration configuration) {
    String count = ProblemText.count(configuration.warnings());
    List<ApplicationGateway> gateways = configuration.gateways();
    return switch (gateways.size()) {
      case 0 -> List.of("not judged whole: run will need what the warnings name; " + count);
      case 1 -> List.of(summary(gateways.getFirst(), "; " + count));
      default ->
          Stream.concat(gateways.stream().map(it -> summary(it, "")), Stream.of(count)).toList();
    };
  }

  private static String summary(ApplicationGateway gateway, String warnings) {
    return "%s: fine, %s, %s, %s%s%s"
        .formatted(
            gateway.name(),
            ProblemText.plural(gateway.httpListeners().size(), "listener"),
            ProblemText.plural(gateway.requestRoutingRules().size(), "rule"),
            ProblemText.plural(gateway.backendAddressPools().size(), "pool"),
            warnings,
            needs(gateway));
  }

  /** What it could not be completed without; empty when it could. */
  private static String needs(ApplicationGateway gateway) {
    long certificates =
        gateway.httpListeners().stream()
            .map(HttpListener::sslCertificate)
            .filter(certificate -> certificate != null && certificate.credential() == null)
            .distinct()
            .count();
    return certificates == 0
        ? ""
        : "; run will need " + ProblemText.plural(certificates, "certificate");
  }

  private static void write(List<Problem> problems, JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (Problem problem : problems) {
      json.writeStartObject();
      json.writeStringField("severity", problem.severity().name().toLowerCase(Locale.ROOT));
      json.writeStringField("what", problem.what());
      json.writeStringField("file", problem.where().file());
      json.writeNumberField("line", problem.where().line());
      json.writeNumberField("column", problem.where().column());
      json.writeStringField("path", problem.where().path());
      json.writeArrayFieldStart("trail");
      for (String step : problem.where().trail()) json.writeString(step);
      json.writeEndArray();
      json.writeStringField("mend", problem.mend());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
