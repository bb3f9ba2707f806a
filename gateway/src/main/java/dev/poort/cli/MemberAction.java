package dev.poort.cli;

import dev.poort.json.JsonObject;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which member of a running instance is meant, and what is done to it. */
final class MemberAction {
  private static final int LONGEST = 86_400;

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Mixin private ManagementOption management;

  @Parameters(
      paramLabel = "MEMBER",
      description = "HOST or HOST:PORT as /backendhealth shows it, or its name in the pool.")
  private String member = "";

  @Option(names = "--pool", paramLabel = "NAME", description = "Only in this pool.")
  private @Nullable String pool;

  @Option(names = "--gateway", paramLabel = "NAME", description = "Only of this gateway.")
  private @Nullable String gateway;

  @Option(
      names = "--json",
      description = "Write the instance's JSON, described in docs/draining.md.")
  private boolean json;

  /**
   * Does it, and says to whom.
   *
   * @param action what the management address calls it
   * @param seconds how long it may take; null for the usual
   * @param word what each member does now
   * @return the exit code
   */
  int run(String action, @Nullable Integer seconds, String word) {
    PrintWriter out = spec.commandLine().getOut();
    if (seconds != null && (seconds < 0 || seconds > LONGEST)) {
      throw new ParameterException(
          spec.commandLine(), "--seconds takes a whole number from 0 to " + LONGEST);
    }
    String path = "/members/" + URLEncoder.encode(member, StandardCharsets.UTF_8) + "/" + action;
    return management.ask(
        instance -> {
          ManagementClient.Reply reply = instance.post(path, body(seconds)).orRefused();
          if (json) out.println(reply.text().strip());
          else Fields.objects(reply.json(), "members").forEach(it -> out.println(line(it, word)));
          return ExitCode.FINE;
        });
  }

  private static String line(JsonObject member, String word) {
    String where = Fields.text(member, "pool") + " of " + Fields.text(member, "gateway");
    return Fields.text(member, "member") + " in " + where + " " + word;
  }

  private String body(@Nullable Integer seconds) {
    return Json.line(
        json -> {
          json.writeStartObject();
          if (pool != null) json.writeStringField("pool", pool);
          if (gateway != null) json.writeStringField("gateway", gateway);
          if (seconds != null) json.writeNumberField("seconds", seconds);
          json.writeEndObject();
        });
  }
}
