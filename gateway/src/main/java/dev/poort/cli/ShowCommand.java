package dev.poort.cli;

import dev.poort.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code poort show}. */
@Command(
    name = "show",
    description = "Says who made a version, when, and what changed, by property.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Secrets are shown as *******, also where one is another than before.",
      "",
      "Exit codes: 0 fine, 1 there is no such version, 2 wrong usage, 3 nothing",
      "answers at the management address.",
      "",
      "Examples:",
      "  poort show 12",
      "  poort show 12 --json | jq '.changes[].delta'"
    })
final class ShowCommand implements Callable<Integer> {
  @Mixin private VersionParameter version;
  @Mixin private ManagementOption management;
  @Mixin private ChangesOutput output;

  @Override
  public Integer call() {
    long number = version.number();
    return management.ask(
        instance -> {
          ManagementClient.Reply reply = instance.get("/history/" + number).orRefused();
          JsonObject shown = reply.json();
          if (output.isJson()) {
            output.line(reply.text().strip());
          } else {
            output.line("version " + number + ", " + Moment.of(Fields.text(shown, "when")));
            output.line(Fields.text(shown, "who") + ": " + HistoryCommand.what(shown));
            output.changes(Fields.objects(shown, "changes"));
          }
          return ExitCode.FINE;
        });
  }
}
