package dev.poort.cli;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code poort sessions}. */
@Command(
    name = "sessions",
    description = "Shows the WebSocket sessions of a running instance.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "MESSAGES and BYTES are those from the client and those from the member. The",
      "last line counts: sessions by how they ended, and handshakes that were",
      "refused.",
      "",
      "Examples:",
      "  poort sessions",
      "  poort sessions --listener web --watch",
      "  poort sessions --member 10.0.0.5 --json | jq '.sessions[].id'",
      "  poort sessions --closed"
    })
final class SessionsCommand implements Callable<Integer> {
  private static final String CLEAR = "\u001b[H\u001b[2J\u001b[3J";

  @Spec private CommandSpec spec;
  @Mixin private ManagementOption management;

  @Option(names = "--gateway", paramLabel = "NAME", description = "Only of this gateway.")
  private @Nullable String gateway;

  @Option(names = "--listener", paramLabel = "NAME", description = "Only of this listener.")
  private @Nullable String listener;

  @Option(names = "--rule", paramLabel = "NAME", description = "Only those of this rule.")
  private @Nullable String rule;

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only those that are open, draining or closing.")
  private @Nullable String state;

  @Option(
      names = "--subprotocol",
      paramLabel = "NAME",
      description = "Only those that agreed upon it.")
  private @Nullable String subprotocol;

  @Option(
      names = "--member",
      paramLabel = "HOST[:PORT]",
      description = "Only those that this member serves.")
  private @Nullable String member;

  @Option(
      names = "--client",
      paramLabel = "IP[:PORT]",
      description = "Only those that come from there.")
  private @Nullable String client;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Show at most so many open ones (1000).")
  private @Nullable Integer limit;

  @Option(names = "--closed", description = "Show those that ended last, the newest first.")
  private boolean closed;

  @Option(
      names = "--watch",
      arity = "0..1",
      fallbackValue = "2",
      paramLabel = "SECONDS",
      description = "Again and again, every 2 s unless said otherwise.")
  private @Nullable Integer watch;

  @Option(
      names = "--json",
      description = "Write the JSON of /sessions, described in docs/sessions.md.")
  private boolean json;

  @Override
  public Integer call() {
    if (watch != null && (watch < 1 || watch > 3_600)) {
      throw new ParameterException(spec.commandLine(), "--watch takes 1 to 3600 seconds");
    }
    return management.ask(
        instance -> {
          show(instance.get(target()).orRefused());
          while (watch != null) {
            TimeUnit.SECONDS.sleep(watch);
            show(instance.get(target()).orRefused());
          }
          return ExitCode.FINE;
        });
  }

  private void show(ManagementClient.Reply reply) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(reply.text().strip());
    } else {
      if (watch != null && onTerminal()) out.print(CLEAR);
      List<String> lines =
          closed ? SessionsTable.closed(reply.json()) : SessionsTable.open(reply.json());
      lines.forEach(out::println);
    }
    out.flush();
  }

  private static boolean onTerminal() {
    return CommandLine.Help.Ansi.AUTO.enabled();
  }

  private String target() {
    Map<String, @Nullable Object> query = new LinkedHashMap<>();
    query.put("gateway", gateway);
    query.put("listener", listener);
    query.put("rule", rule);
    query.put("state", state);
    query.put("subprotocol", subprotocol);
    query.put("member", member);
    query.put("client", client);
    query.put("limit", limit);
    String asked =
        query.entrySet().stream()
            .filter(each -> each.getValue() != null)
            .map(each -> each.getKey() + "=" + encoded(String.valueOf(each.getValue())))
            .collect(Collectors.joining("&"));
    return asked.isEmpty() ? "/sessions" : "/sessions?" + asked;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
