package dev.poort.cli;

import dev.poort.json.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code poort show}. */
@Command(
    name = "show",
    description = "Says who made a version, when, and what changed, by property.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Secrets are shown as *******, also where one is another than before.",
      "",
      "Exit codes: 0 fine, 1 there is no such version, 2 wrong usage, 3 nothing answers at the",
      "management address.",
      "",
      "Examples:",
      "  poort show 12",
      "  poort show 12 --json | jq '.changes[].delta'"
    })
final class ShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ManagementOption management;
  @Mixin private ColorOption color;

  @Parameters(paramLabel = "VERSION", description = "Its number, as poort history shows it.")
  private int version;

  @Option(
      names = "--json",
      description = "Write the JSON of /history/VERSION, described in docs/store.md.")
  private boolean json;

  @Override
  public Integer call() {
    return management.ask(
        instance -> {
          ManagementClient.Reply reply = instance.get("/history/" + version).orRefused();
          PrintWriter out = spec.commandLine().getOut();
          if (json) {
            out.println(reply.text().strip());
          } else {
            JsonObject shown = reply.json();
            out.println("version " + version + ", " + Moment.of(Fields.text(shown, "when")));
            out.println(Fields.text(shown, "who") + ": " + HistoryCommand.what(shown));
            List<JsonObject> changes = Fields.objects(shown, "changes");
            ChangesText.lines(changes, color.isOn()).forEach(out::println);
          }
          return ExitCode.FINE;
        });
  }
}
