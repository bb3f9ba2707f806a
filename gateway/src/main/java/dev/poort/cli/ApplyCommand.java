package dev.poort.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code poort apply}. */
@Command(
    name = "apply",
    description = "Makes a running instance serve what a file says, and says what changed.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "A gateway is put, a template deployed: all of it or nothing; what changes serves when",
      "the command ends, and sessions that it does not concern go on. It goes to the group",
      "that --resource-group names; without it a gateway goes to that of its own id, all else",
      "to the group poort. Secrets that a file leaves out stay as they are.",
      "",
      "Exit codes: 0 done, 1 the file is wrong or may not be applied, 2 wrong usage, 3 nothing",
      "answers at the management address.",
      "",
      "Examples:",
      "  poort apply gateway.json",
      "  poort apply azuredeploy.json --parameters azuredeploy.parameters.json tier=WAF_v2",
      "  poort apply gateway.json --management https://gw.example:9000 --ca management-ca.pem"
    })
final class ApplyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SubmissionOptions options;
  @Mixin private ManagementOption management;
  @Mixin private ColorOption color;

  @Option(
      names = "--json",
      description = "Write one JSON object: whether something changed, the version, the changes.")
  private boolean json;

  @Override
  public Integer call() {
    Submission submission = options.read(spec.commandLine().getErr());
    if (submission == null) return ExitCode.WRONG_INPUT;
    return management.ask(instance -> send(submission, instance));
  }

  private int send(Submission submission, ManagementClient instance)
      throws IOException, RefusedException {
    String gateway = submission.gateway();
    String document = submission.document();
    ManagementClient.Reply reply =
        gateway != null && document != null && !options.isComplete()
            ? instance.put(HeldGateways.target(gateway), document)
            : instance.put(HeldGateways.target(submission.deployment()), submission.body());
    Outcome outcome = Outcome.of(reply.orRefused(), instance);
    PrintWriter out = spec.commandLine().getOut();
    String file = options.file();
    outcome.print("applied " + file, file + ": nothing changes", json, color.isOn(), out);
    return ExitCode.FINE;
  }
}
