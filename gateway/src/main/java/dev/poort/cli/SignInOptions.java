package dev.poort.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Who asks a running instance. What the command line says goes before the environment. */
final class SignInOptions {
  private static final Pattern TOKEN = Pattern.compile("[-A-Za-z0-9._~+/]+=*");

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description =
          "The access token that says who asks. Better the environment's POORT_TOKEN, which other"
              + " users of the machine cannot see.")
  private @Nullable String token;

  @Option(
      names = "--client-id",
      paramLabel = "ID",
      description = "Sign in as this user, by client id or name (POORT_CLIENT_ID).")
  private @Nullable String clientId;

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description = "Holds the user's secret; without it the environment's POORT_SECRET.")
  private @Nullable Path secretFile;

  /**
   * Who that is.
   *
   * @throws IOException if the secret cannot be read; the message is for people
   * @throws ParameterException if it makes no sense
   */
  Credentials credentials() throws IOException {
    if (token != null) return ofToken(token.strip(), spec);
    if (clientId != null) return ofSecret(clientId, secretFile, spec);
    if (secretFile == null) return ofEnvironment(spec);
    String user = environment("POORT_CLIENT_ID");
    if (user != null) return ofSecret(user, secretFile, spec);
    throw new ParameterException(spec.commandLine(), "--secret-file needs --client-id");
  }

  /** Whom the environment says. */
  static Credentials ofEnvironment(CommandSpec spec) throws IOException {
    String given = environment("POORT_TOKEN");
    if (given != null) return ofToken(given, spec);
    String user = environment("POORT_CLIENT_ID");
    return user == null ? Credentials.NONE : ofSecret(user, null, spec);
  }

  private static Credentials ofToken(String given, CommandSpec spec) {
    if (TOKEN.matcher(given).matches()) return new Credentials(given, null, null);
    String what = "this is no token; write it without Bearer";
    throw new ParameterException(spec.commandLine(), what);
  }

  private static Credentials ofSecret(String user, @Nullable Path file, CommandSpec spec)
      throws IOException {
    String secret = file == null ? environment("POORT_SECRET") : read(file);
    if (secret != null) return new Credentials(null, user, secret);
    String what = user + " needs --secret-file, or POORT_SECRET in the environment, to sign in";
    throw new ParameterException(spec.commandLine(), what);
  }

  private static String read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) throw new IOException(file + ": there is no such file");
    return Files.readString(file).strip();
  }

  private static @Nullable String environment(String name) {
    String value = System.getenv(name);
    return value == null || value.isBlank() ? null : value.strip();
  }
}
