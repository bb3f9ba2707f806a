package dev.poort.cli;

import dev.poort.config.RoleAssignment;
import dev.poort.config.Settings;
import dev.poort.config.User;
import dev.poort.problem.ReadResult;
import dev.poort.settings.SettingsReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code poort user list}. */
@Command(
    name = "list",
    description = "Shows the users of poort.json, how they sign in and what they may do.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  poort user list --settings poort.json"})
final class UserListCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      defaultValue = "poort.json",
      description = "Which poort.json (${DEFAULT-VALUE}).")
  private Path settings = Path.of("poort.json");

  @Option(names = "--json", description = "Write one JSON object: the users, without secrets.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    ReadResult<Settings> read = SettingsReader.read(settings, Settings.DEFAULT);
    Settings value = read.value();
    if (value == null) {
      read.problems().forEach(problem -> err.println(ProblemText.of(problem)));
      return ExitCode.WRONG_INPUT;
    }
    List<User> users = value.signIn().users();
    if (json) {
      spec.commandLine().getOut().println(document(users));
      return ExitCode.FINE;
    }
    if (users.isEmpty()) {
      err.println("there are no users: only programs on this machine may call, unchecked");
      return ExitCode.FINE;
    }
    int width = users.stream().mapToInt(user -> user.name().length()).max().orElse(0);
    String form = "%-" + Math.max(width, "NAME".length()) + "s  %-36s  %-24s  %s";
    PrintWriter out = spec.commandLine().getOut();
    out.println(form.formatted("NAME", "CLIENT ID", "SIGNS IN BY", "MAY"));
    for (User user : users) {
      out.println(form.formatted(user.name(), user.id(), means(user), roles(user)));
    }
    return ExitCode.FINE;
  }

  private static String document(List<User> users) {
    return Json.line(
        to -> {
          to.writeStartObject();
          to.writeArrayFieldStart("users");
          for (User user : users) {
            to.writeStartObject();
            to.writeStringField("name", user.name());
            to.writeStringField("id", user.id());
            to.writeNumberField("secrets", user.secrets().size());
            to.writeNumberField("certificates", user.certificates().size());
            to.writeBooleanField("managedIdentity", user.managedIdentity());
            to.writeArrayFieldStart("roles");
            for (RoleAssignment each : user.roles()) {
              to.writeStartObject();
              to.writeStringField("role", each.role().armName());
              to.writeStringField("scope", each.scope());
              to.writeEndObject();
            }
            to.writeEndArray();
            to.writeEndObject();
          }
          to.writeEndArray();
          to.writeEndObject();
        });
  }

  private static String means(User user) {
    List<String> means = new ArrayList<>();
    if (!user.secrets().isEmpty()) means.add("secret");
    if (!user.certificates().isEmpty()) means.add("certificate");
    if (user.managedIdentity()) means.add("being here");
    return means.isEmpty() ? "nothing" : String.join(", ", means);
  }

  private static String roles(User user) {
    return user.roles().isEmpty()
        ? "nothing"
        : user.roles().stream().map(UserListCommand::role).collect(Collectors.joining(", "));
  }

  private static String role(RoleAssignment assigned) {
    return assigned.role().armName() + " on " + assigned.scope();
  }
}
