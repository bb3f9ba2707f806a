package dev.poort.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code poort close}. */
@Command(
    name = "close",
    description =
        "Ends a WebSocket session of a running instance with a Close frame to both sides.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit codes: 0 the session is being closed, 1 there is none or the code may",
      "not be sent, 2 wrong usage, 3 nothing answers at the management address.",
      "",
      "Examples:",
      "  poort close 6a1bd2d5fa6c8f2e0d9f6ad3c9f1a1b7",
      "  poort close 6a1bd2d5fa6c8f2e0d9f6ad3c9f1a1b7 --code 4001 --reason 'log in'"
    })
final class CloseCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ManagementOption management;

  @Parameters(paramLabel = "ID", description = "The session's id, as poort sessions shows it.")
  private String id;

  @Option(
      names = "--code",
      paramLabel = "CODE",
      description = "The close code, 1001 if none is said; 3000 to 4999 are yours.")
  private @Nullable Integer code;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "The close reason, at most 123 octets of UTF-8.")
  private @Nullable String reason;

  @Option(
      names = "--json",
      description = "Write the instance's JSON, described in docs/sessions.md.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (!id.matches("[0-9a-zA-Z]+")) {
      throw new ParameterException(spec.commandLine(), id + " is no id of a session");
    }
    return management.ask(
        instance -> {
          ManagementClient.Reply reply =
              instance.post("/sessions/" + id + "/close", body()).orRefused();
          out.println(json ? reply.text().strip() : "session " + id + " is being closed");
          return ExitCode.FINE;
        });
  }

  private String body() {
    return Json.line(
        json -> {
          json.writeStartObject();
          if (code != null) json.writeNumberField("code", code);
          if (reason != null) json.writeStringField("reason", reason);
          json.writeEndObject();
        });
  }
}
