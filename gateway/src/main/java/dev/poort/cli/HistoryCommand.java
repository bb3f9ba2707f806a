package dev.poort.cli;

import dev.poort.json.JsonObject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code poort history}. */
@Command(
    name = "history",
    description = "Lists the versions that a running instance has kept, the newest first.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "poort show VERSION says what a version changed, poort rollback VERSION goes",
      "back to it.",
      "",
      "Exit codes: 0 fine, 1 there is no history, 2 wrong usage, 3 nothing answers at",
      "the management address.",
      "",
      "Examples:",
      "  poort history",
      "  poort history --limit 5 --json | jq '.versions[0].who'"
    })
final class HistoryCommand implements Callable<Integer> {
  private static final List<String> HEADINGS = List.of("VERSION", "WHEN", "WHO", "WHAT");

  @Spec private CommandSpec spec;
  @Mixin private ManagementOption management;

  @Option(names = "--limit", paramLabel = "N", description = "At most so many (${DEFAULT-VALUE}).")
  private int limit = 20;

  @Option(names = "--json", description = "Write the JSON of /history, described in docs/store.md.")
  private boolean json;

  @Override
  public Integer call() {
    if (limit < 1) throw new ParameterException(spec.commandLine(), "--limit takes 1 and more");
    return management.ask(
        instance -> {
          ManagementClient.Reply reply = instance.get("/history?limit=" + limit).orRefused();
          PrintWriter out = spec.commandLine().getOut();
          if (json) out.println(reply.text().strip());
          else table(reply.json()).forEach(out::println);
          return ExitCode.FINE;
        });
  }

  private static List<String> table(JsonObject history) {
    List<List<String>> rows = new ArrayList<>(List.of(HEADINGS));
    for (JsonObject each : Fields.objects(history, "versions")) {
      rows.add(
          List.of(
              Fields.text(each, "version"),
              Moment.of(Fields.text(each, "when")),
              Fields.text(each, "who"),
              what(each)));
    }
    return rows.size() == 1 ? List.of("no versions yet") : TextTable.of(rows);
  }

  /** What was asked for, with the resource by its name. */
  static String what(JsonObject version) {
    String what = Fields.text(version, "what");
    int id = what.indexOf(" /");
    return id < 0 ? what : what.substring(0, id + 1) + ResourceName.of(what.substring(id + 1));
  }
}
