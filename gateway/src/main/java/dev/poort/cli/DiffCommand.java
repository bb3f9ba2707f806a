package dev.poort.cli;

import dev.poort.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code poort diff}. */
@Command(
    name = "diff",
    description = "Says what poort apply would change, by property, and changes nothing.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The instance judges the file as poort apply would have it. Secrets are shown",
      "as *******, also where one is another than before.",
      "",
      "Exit codes, as diff(1) has them: 0 no differences, 1 there are some, 2 wrong",
      "usage or the file is wrong, 3 nothing answers at the management address.",
      "",
      "Examples:",
      "  poort diff gateway.json",
      "  poort diff azuredeploy.json --parameters azuredeploy.parameters.json",
      "  poort diff gateway.json --color always | less -R"
    })
final class DiffCommand implements Callable<Integer> {
  private static final int DIFFERENT = 1;
  private static final int TROUBLE = 2;

  @Spec private CommandSpec spec;
  @Mixin private SubmissionOptions options;
  @Mixin private ManagementOption management;
  @Mixin private ChangesOutput output;

  @Override
  public Integer call() {
    Submission submission = options.read(spec.commandLine().getErr());
    if (submission == null) return TROUBLE;
    return management.ask(instance -> compare(submission, instance), TROUBLE);
  }

  private int compare(Submission submission, ManagementClient instance)
      throws IOException, RefusedException {
    String target = HeldGateways.target(submission.deployment() + "/whatIf");
    ManagementClient.Reply reply = instance.post(target, submission.body().text());
    if (!reply.fine()) throw new RefusedException(reply).in(submission.body());
    List<JsonObject> all =
        reply.json().get("properties") instanceof JsonObject properties
            ? Fields.objects(properties, "changes")
            : List.of();
    List<JsonObject> changes = ChangesText.relevant(all);
    output.changes(changes);
    return changes.isEmpty() ? ExitCode.FINE : DIFFERENT;
  }
}
