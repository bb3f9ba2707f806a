package dev.poort.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code poort apply}. */
@Command(
    name = "apply",
    description = "Makes a running instance serve what a file says, and says what changed.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "A gateway is put, a template deployed: all of it or nothing; what changes",
      "serves when the command ends, and sessions that it does not concern go on. It",
      "goes to the group that --resource-group names; without it a gateway goes to",
      "that of its own id, all else to the group poort. Secrets that a file leaves",
      "out stay as they are.",
      "",
      "Exit codes: 0 done, 1 the file is wrong or may not be applied, 2 wrong usage,",
      "3 nothing answers at the management address.",
      "",
      "Examples:",
      "  poort apply gateway.json",
      "  poort apply azuredeploy.json -p azuredeploy.parameters.json tier=WAF_v2",
      "  poort apply gateway.json --management https://gw.example:9000 --ca ca.pem"
    })
final class ApplyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SubmissionOptions options;
  @Mixin private ManagementOption management;
  @Mixin private ChangesOutput output;

  @Option(
      names = "--if-match",
      paramLabel = "ETAG",
      description =
          "Only if the gateway still has this etag, which poort get shows: so that nobody's"
              + " change is lost.")
  private @Nullable String etag;

  @Override
  public Integer call() {
    Submission submission = options.read(spec.commandLine().getErr());
    if (submission == null) return ExitCode.WRONG_INPUT;
    boolean alone = submission.gateway() != null && !options.isComplete();
    if (etag != null && !alone) {
      String what = "--if-match is for a file with one gateway, applied incrementally";
      throw new ParameterException(spec.commandLine(), what);
    }
    return management.ask(instance -> send(submission, alone, instance));
  }

  private int send(Submission submission, boolean alone, ManagementClient instance)
      throws IOException, RefusedException {
    String gateway = submission.gateway();
    Sent document = submission.document();
    String id = submission.deployment();
    Sent sent = submission.body();
    if (alone && gateway != null && document != null) {
      id = gateway;
      sent = document;
    }
    ManagementClient.Reply reply = instance.put(HeldGateways.target(id), sent.text(), etag);
    if (!reply.fine()) throw new RefusedException(reply).in(sent);
    String file = options.file();
    output.outcome(Outcome.of(reply, instance), "applied " + file, file + ": nothing changes");
    return ExitCode.FINE;
  }
}
