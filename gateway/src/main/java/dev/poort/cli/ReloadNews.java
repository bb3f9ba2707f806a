package dev.poort.cli;

import dev.poort.config.Settings;
import dev.poort.control.Difference;
import dev.poort.control.Gateway;
import dev.poort.control.Gateways;
import dev.poort.control.Reload;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells people what came of reading the files again.
 *
 * @param file the gateways' file
 * @param gateways what runs
 * @param started the settings of the start, some of which hold until the next one
 * @param out where good news goes
 * @param err where bad news goes
 */
record ReloadNews(
    Path file, Gateways gateways, Settings started, PrintWriter out, PrintWriter err) {

  void tell(Reload reload) {
    switch (reload) {
      case Reload.Applied applied -> tell(applied);
      case Reload.Unchanged() -> out.println("nothing has changed in " + file);
      case Reload.Refused refused -> {
        refused.problems().forEach(problem -> err.println(ProblemText.of(problem)));
        err.println(ProblemText.count(refused.problems()) + "; what served before goes on");
      }
      case Reload.Failed failed ->
          err.println(failed.cause().getMessage() + "; what served before goes on");
    }
  }

  private void tell(Reload.Applied applied) {
    String what = "applied %s in %d ms".formatted(file, applied.took().toMillis());
    Difference difference = applied.difference();
    boolean several = gateways.all().size() > 1 || !difference.removed().isEmpty();
    if (several) {
      out.println(what + concerned(difference));
      Banner.named(begunOrChanged(difference)).forEach(out::println);
    } else {
      out.println(what);
    }
    applied.configuration().warnings().forEach(warning -> err.println(ProblemText.of(warning)));
    tellWhatWaits(applied.configuration().settings());
  }

  private static String concerned(Difference difference) {
    String said =
        Stream.of(
                said("added ", difference.added()),
                said("changed ", difference.changed()),
                said("removed ", difference.removed()))
            .flatMap(List::stream)
            .collect(Collectors.joining("; "));
    return said.isEmpty() ? "" : ": " + said;
  }

  private static List<String> said(String verb, List<String> names) {
    return names.isEmpty() ? List.of() : List.of(verb + String.join(", ", names));
  }

  private List<Gateway> begunOrChanged(Difference difference) {
    return gateways.all().stream()
        .filter(
            gateway -> {
              String name = gateway.configuration().name();
              return difference.added().contains(name) || difference.changed().contains(name);
            })
        .toList();
  }

  /** Some settings are taken once, at start. */
  private void tellWhatWaits(Settings now) {
    List<String> waiting = new ArrayList<>();
    if (!Objects.equals(now.management(), started.management())) waiting.add("management");
    if (!now.accessLog().equals(started.accessLog())) waiting.add("accessLog");
    if (now.transport() != started.transport()) waiting.add("transport");
    if (!Objects.equals(now.signIn().keysFile(), started.signIn().keysFile())) {
      waiting.add("signIn.keysFile");
    }
    if (!waiting.isEmpty()) {
      err.println("warning: " + String.join(", ", waiting) + " will change with the next start");
    }
  }
}
