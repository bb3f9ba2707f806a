package dev.poort.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code poort az}. */
@Command(
    name = "az",
    description = {
      "Runs this machine's Azure CLI against a running instance.",
      "Options of poort stand before the first word that is az's. The Azure CLI gets a",
      "configuration folder of its own; yours, and what you are signed in to, stay as they are."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "The exit code is that of az; 3 also when az or the instance is not there.",
      "",
      "Examples:",
      "  poort az network application-gateway list",
      "  poort az --management 127.0.0.1:9100 group create -n web -l westeurope",
      "  poort az --client-id pipeline --secret-file secret.txt deployment group create \\",
      "    -g web --template-file azuredeploy.json",
      "  poort az -- --version"
    })
final class AzCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ManagementOption management;

  @Option(
      names = "--client-id",
      paramLabel = "ID",
      defaultValue = "${env:POORT_CLIENT_ID}",
      description =
          "Sign in as this user, by client id or name; the environment's POORT_CLIENT_ID if that"
              + " is set.")
  private @Nullable String clientId;

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description =
          "The file that holds the user's secret; without it the environment's POORT_SECRET.")
  private @Nullable Path secretFile;

  @Parameters(paramLabel = "ARGS", arity = "0..*", description = "What az is called with.")
  private List<String> arguments = List.of();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    try (ManagementClient instance = management.client()) {
      SignIn signIn = signIn(instance.token());
      AzureCli az = AzureCli.find(System.getenv());
      Path folder = AzFolder.of(System.getenv(), instance.authority());
      try (AzSession session =
          AzSession.open(az, folder, instance.authority(), management.ca(), signIn, err::println)) {
        return session.run(arguments);
      }
    } catch (IOException e) {
      err.println(e.getMessage());
      return ExitCode.REFUSED;
    }
  }

  private SignIn signIn(@Nullable String token) throws IOException {
    if (clientId == null) {
      if (secretFile != null) {
        throw new ParameterException(spec.commandLine(), "--secret-file needs --client-id");
      }
      return new SignIn(token, null, null);
    }
    String secret =
        secretFile == null ? System.getenv("POORT_SECRET") : Files.readString(secretFile).strip();
    if (secret == null) {
      throw new ParameterException(
          spec.commandLine(),
          "--client-id needs --secret-file, or POORT_SECRET in the environment");
    }
    return new SignIn(null, clientId, secret);
  }

  /**
   * Who asks.
   *
   * @param token the access token; null for none yet
   * @param clientId who signs in for one; null for nobody in particular
   * @param secret what proves it
   */
  record SignIn(@Nullable String token, @Nullable String clientId, @Nullable String secret) {
    /** Whether something is shown that others must not see. */
    boolean shows() {
      return token != null || secret != null;
    }
  }
}
