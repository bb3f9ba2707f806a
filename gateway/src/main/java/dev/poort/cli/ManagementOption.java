package dev.poort.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which running instance is asked, whom to trust that it is that, and who asks. */
final class ManagementOption {
  private static final String NAME = "--management";

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Mixin private SignInOptions signIn;

  @Option(
      names = NAME,
      paramLabel = "ADDRESS",
      defaultValue = "${env:POORT_MANAGEMENT:-127.0.0.1:9000}",
      description =
          "The management address of the running instance (${DEFAULT-VALUE}): HOST:PORT on this"
              + " machine, https://HOST:PORT anywhere; the environment's POORT_MANAGEMENT if that"
              + " is set.")
  private String address = "";

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description =
          "Whom to trust at https://HOST:PORT: certificates in PEM, which poort run names at its"
              + " start; the environment's POORT_CA if that is set.")
  private @Nullable Path ca;

  /** What is asked. */
  interface Question {
    /**
     * Asks it, and says what comes of it.
     *
     * @return the exit code
     */
    int of(ManagementClient instance) throws IOException, RefusedException, InterruptedException;
  }

  /**
   * Asks the instance; what goes wrong is said on standard error.
   *
   * @return the exit code
   */
  int ask(Question question) {
    return ask(question, ExitCode.WRONG_INPUT);
  }

  /** The same with another exit code for what the instance does not do. */
  int ask(Question question, int refused) {
    PrintWriter err = spec.commandLine().getErr();
    try (ManagementClient instance = client()) {
      return question.of(instance);
    } catch (RefusedException e) {
      e.lines().forEach(err::println);
      return refused;
    } catch (IOException e) {
      err.println(e.getMessage());
      return ExitCode.REFUSED;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return ExitCode.REFUSED;
    }
  }

  /** Whether the command line names the instance. */
  boolean isNamed() {
    return spec.commandLine().getParseResult().hasMatchedOption(NAME);
  }

  /**
   * Where the instance is.
   *
   * @throws ParameterException if what is said is no address, or one of another machine in clear
   * @throws IOException if there is no such host
   */
  ManagementAddress address() throws IOException {
    return address(address, spec);
  }

  /** What is asked or shown in clear must not leave this machine: another would not take it. */
  private static ManagementAddress address(String address, CommandSpec spec) throws IOException {
    ManagementAddress where;
    try {
      where = ManagementAddress.of(address);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    if (where.isSecure() || where.isOfThisMachine()) return where;
    String what = where.authority() + " is another machine: write https://" + where.authority();
    throw new ParameterException(spec.commandLine(), what);
  }

  /** Who asks it. */
  Credentials credentials() throws IOException {
    return signIn.credentials();
  }

  /** Whom to trust; null where nobody says. */
  @Nullable Path ca() {
    return ca == null ? environmentsCa() : ca;
  }

  private static @Nullable Path environmentsCa() {
    String named = System.getenv("POORT_CA");
    return named == null || named.isBlank() ? null : Path.of(named);
  }

  private ManagementClient client() throws IOException {
    return client(address(), credentials(), ca(), spec);
  }

  /**
   * The instance at an address, where the environment says who asks and whom to trust.
   *
   * @throws ParameterException if it is no address
   */
  static ManagementClient ofEnvironment(String address, CommandSpec spec) throws IOException {
    return client(
        address(address, spec), SignInOptions.ofEnvironment(spec), environmentsCa(), spec);
  }

  private static ManagementClient client(
      ManagementAddress where, Credentials who, @Nullable Path ca, CommandSpec spec)
      throws IOException {
    SSLContext trust = where.isSecure() ? trust(ca, spec) : null;
    String token = who.token();
    try {
      if (who.clientId() != null) token = new TokenRequest(where.uri(), trust).send(who).text();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return new ManagementClient(where.uri(), token, trust);
  }

  private static @Nullable SSLContext trust(@Nullable Path file, CommandSpec spec) {
    if (file == null) return null;
    try {
      return TrustedFile.context(file);
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
