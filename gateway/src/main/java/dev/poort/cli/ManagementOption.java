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
   * @throws ParameterException if what is said is no address
   */
  ManagementAddress address() {
    try {
      return ManagementAddress.of(address);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** Who asks it. */
  Credentials credentials() throws IOException {
    return signIn.credentials();
  }

  /** Whom to trust; null where nobody says. */
  @Nullable Path ca() {
    String named = System.getenv("POORT_CA");
    return ca != null || named == null || named.isBlank() ? ca : Path.of(named);
  }

  /** What is asked or shown in clear must not leave this machine: another would not take it. */
  private ManagementClient client() throws IOException, InterruptedException {
    ManagementAddress where = address();
    Credentials who = credentials();
    if (!where.isSecure() && !where.isOfThisMachine()) {
      String what = where.authority() + " is another machine: write https://" + where.authority();
      throw new ParameterException(spec.commandLine(), what);
    }
    SSLContext trust = where.isSecure() ? trust() : null;
    String token = who.token();
    if (who.clientId() != null) token = new TokenRequest(where.uri(), trust).send(who).text();
    return new ManagementClient(where.uri(), token, trust);
  }

  private @Nullable SSLContext trust() {
    Path file = ca();
    if (file == null) return null;
    try {
      return TrustedFile.context(file);
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
