package dev.poort.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
      "  poort az --client-id ci --secret-file secret.txt deployment group create \\",
      "    -g web --template-file azuredeploy.json",
      "  poort az -- --version"
    })
final class AzCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ManagementOption management;

  @Parameters(paramLabel = "ARGS", arity = "0..*", description = "What az is called with.")
  private List<String> arguments = List.of();

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    try {
      String authority = management.address().authority();
      Credentials who = management.credentials();
      AzureCli az = AzureCli.find(System.getenv());
      Path folder = AzFolder.of(System.getenv(), authority);
      try (AzSession session =
          AzSession.open(az, folder, authority, management.ca(), who, err::println)) {
        return session.run(arguments);
      }
    } catch (IOException e) {
      err.println(e.getMessage());
      return ExitCode.REFUSED;
    }
  }
}
