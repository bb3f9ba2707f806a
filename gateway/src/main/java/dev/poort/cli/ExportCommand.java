package dev.poort.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.poort.arm.EvaluatedGateway;
import dev.poort.arm.GatewayExport;
import dev.poort.config.Settings;
import dev.poort.problem.Problem;
import dev.poort.problem.ReadResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code poort export}. */
@Command(
    name = "export",
    description = "Prints the gateway that a template makes, as plain ARM JSON.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Its parameters, variables, copies and nested deployments are worked out; the",
      "order of names is always the same, so that two exports can be compared.",
      "Several gateways are an array. What cannot be told without Azure is left out,",
      "which is said on standard error. Where the gateway needs it nothing is",
      "written; a binding helps.",
      "",
      "Examples:",
      "  poort export azuredeploy.json --parameters azuredeploy.parameters.json",
      "  poort export azuredeploy.json -p p.json capacity=3 --gateway web --secrets"
    })
final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigurationOptions options;

  @Option(
      names = "--secrets",
      description = "Write keys, passwords and what is made of secure parameters too.")
  private boolean secrets;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    ReadResult<List<EvaluatedGateway>> read = options.files(Settings.DEFAULT).evaluate();
    List<EvaluatedGateway> gateways = read.value();
    if (gateways != null) {
      List<Problem> leftOut = write(gateways, spec.commandLine().getOut());
      leftOut.forEach(problem -> err.println(ProblemText.of(problem)));
      return ExitCode.FINE;
    }
    read.problems().forEach(problem -> err.println(ProblemText.of(problem)));
    boolean wrong = Problem.anyError(read.problems());
    String why = wrong ? "" : ": the gateway needs what the warnings name";
    err.println(ProblemText.count(read.problems()) + "; nothing was written" + why);
    return ExitCode.WRONG_INPUT;
  }

  /** Gives back what was left out. */
  private List<Problem> write(List<EvaluatedGateway> gateways, PrintWriter out) throws IOException {
    List<Problem> leftOut = new ArrayList<>();
    try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      boolean several = gateways.size() > 1;
      if (several) json.writeStartArray();
      for (EvaluatedGateway gateway : gateways) {
        leftOut.addAll(new GatewayExport(gateway, secrets).write(json));
      }
      if (several) json.writeEndArray();
    }
    out.println();
    out.flush();
    return leftOut;
  }
}
