package dev.poort.cli;

import dev.poort.config.Role;
import dev.poort.config.SecretHash;
import dev.poort.config.Settings;
import dev.poort.config.SignIn;
import dev.poort.identity.Secrets;
import dev.poort.problem.ReadResult;
import dev.poort.settings.NewUser;
import dev.poort.settings.SettingsReader;
import dev.poort.settings.UsersText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code poort user add}. */
@Command(
    name = "add",
    description = "Adds a user to poort.json and prints a new secret, once.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "With --settings the user is put into that file, whose other text stays as it",
      "is, comments included; without it the lines to put there are printed.",
      "poort.json keeps only a hash of the secret. A running instance takes a new",
      "user up by itself.",
      "",
      "Examples:",
      "  poort user add alice --role Owner --scope / --settings poort.json",
      "  poort user add pipeline --role Contributor \\",
      "      --scope /subscriptions/$ID/resourceGroups/web \\",
      "      --settings poort.json",
      "  poort user add pipeline --role Contributor --certificate pipeline.pem",
      "  pass show poort/alice | poort user add alice --role Owner --secret-from-stdin"
    })
final class UserAddCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "The user's name; also the client id.")
  private String name;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "Reader, Contributor (the default) or Owner.")
  private String role = Role.CONTRIBUTOR.armName();

  @Option(
      names = "--scope",
      paramLabel = "ID",
      description =
          "Where the role holds: / for everything (the default), a subscription, a group or a"
              + " resource.")
  private String scope = "/";

  @Option(
      names = "--secret-from-stdin",
      description = "Take the secret from standard input, one line, instead of making one.")
  private boolean secretFromStdin;

  @Option(
      names = "--certificate",
      paramLabel = "FILE",
      description =
          "The user shows the key of this certificate and gets no secret. A relative path starts"
              + " at the folder of poort.json.")
  private @Nullable String certificate;

  @Option(names = "--settings", paramLabel = "FILE", description = "The poort.json to add to.")
  private @Nullable Path settings;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    if (certificate != null && secretFromStdin) {
      throw new ParameterException(spec.commandLine(), "a secret or a certificate, not both");
    }
    String known =
        Arrays.stream(Role.values())
            .map(Role::armName)
            .filter(role::equalsIgnoreCase)
            .findFirst()
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(), role + " is none of Reader, Contributor and Owner"));
    try {
      String secret = certificate == null ? secret() : null;
      SecretHash hash = secret == null ? null : new Secrets().hash(secret);
      String id = UUID.randomUUID().toString();
      NewUser user = new NewUser(name, id, hash, certificate, known, scope);
      return add(user, secret);
    } catch (IOException e) {
      err.println(e.getMessage());
      return ExitCode.REFUSED;
    }
  }

  private String secret() throws IOException {
    if (!secretFromStdin) return new Secrets().fresh();
    String line =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
    String secret = line == null ? "" : line.strip();
    if (secret.length() < Secrets.LEAST || secret.length() > Secrets.MOST) {
      throw new ParameterException(
          spec.commandLine(),
          "the secret has %d characters; take %d to %d"
              .formatted(secret.length(), Secrets.LEAST, Secrets.MOST));
    }
    return secret;
  }

  private int add(NewUser user, @Nullable String secret) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    String before = settings == null || !Files.exists(settings) ? "{}\n" : read(settings);
    String fileName = settings == null ? "poort.json" : settings.toString();
    ReadResult<Settings> read = SettingsReader.read(fileName, before, Settings.DEFAULT);
    if (read.value() == null) {
      read.problems().forEach(problem -> err.println(ProblemText.of(problem)));
      err.println("nothing was changed");
      return ExitCode.WRONG_INPUT;
    }
    String after = UsersText.with(user, fileName, before);
    ReadResult<Settings> again = SettingsReader.read(fileName, after, Settings.DEFAULT);
    Settings value = again.value();
    if (value == null || value.signIn().user(user.id()) == null) {
      again.problems().forEach(problem -> err.println(ProblemText.of(problem)));
      err.println("nothing was changed");
      return ExitCode.WRONG_INPUT;
    }
    if (settings != null) WrittenSettings.replace(settings, after);
    tell(user, secret, value.signIn());
    if (settings == null) {
      err.println("to be put among the users of poort.json:");
      spec.commandLine().getOut().println(UsersText.of(user));
    } else {
      err.println("added to " + settings);
    }
    return ExitCode.FINE;
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is not in UTF-8; leave --settings out and add the lines", e);
    } catch (IOException e) {
      throw new IOException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private void tell(NewUser user, @Nullable String secret, SignIn signIn) {
    PrintWriter out = spec.commandLine().getOut();
    List<String> lines = new ArrayList<>();
    lines.add("client id  " + user.id());
    lines.add("tenant     " + signIn.tenantId().toLowerCase(Locale.ROOT));
    if (secret != null && !secretFromStdin) {
      lines.add("secret     " + secret + "  (shown only now)");
    }
    lines.forEach(out::println);
  }
}
