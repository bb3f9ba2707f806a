package dev.poort.cli;

import io.netty.util.Version;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code poort version}. */
@Command(
    name = "version",
    description = "Says which Poort this is, and what it runs on.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  poort version --json"})
final class VersionCommand implements Callable<Integer>, IVersionProvider {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Write one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    if (json) out.println(Json.line(generator -> Json.object(generator, facts())));
    else out.println(getVersion()[0]);
    return ExitCode.FINE;
  }

  @Override
  public String[] getVersion() {
    Map<String, String> facts = facts();
    return new String[] {
      "poort %s (Java %s, Netty %s, %s)"
          .formatted(facts.get("poort"), facts.get("java"), facts.get("netty"), facts.get("os"))
    };
  }

  /** Poort's version, or {@code development} when it does not run from its jar. */
  static String poort() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("poort", poort());
    facts.put("java", System.getProperty("java.version"));
    Version netty = Version.identify().get("netty-common");
    facts.put("netty", netty == null ? "unknown" : netty.artifactVersion());
    facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return facts;
  }
}
