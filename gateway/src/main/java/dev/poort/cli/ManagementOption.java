package dev.poort.cli;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where the running instance is asked. */
final class ManagementOption {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--management",
      paramLabel = "ADDRESS",
      defaultValue = "${env:POORT_MANAGEMENT:-127.0.0.1:9000}",
      description =
          "The management address of the running instance (${DEFAULT-VALUE}); the environment's"
              + " POORT_MANAGEMENT if that is set.")
  private String address = "";

  /**
   * The instance there.
   *
   * @throws ParameterException if it is no address
   */
  ManagementClient client() {
    return client(address, spec);
  }

  /**
   * The instance at an address.
   *
   * @throws ParameterException if it is no address
   */
  static ManagementClient client(String address, CommandSpec spec) {
    try {
      URI uri = new URI("http://" + address);
      boolean only =
          uri.getHost() != null
              && uri.getPort() > 0
              && uri.getRawPath().isEmpty()
              && uri.getRawUserInfo() == null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null;
      if (only) return new ManagementClient(uri);
    } catch (URISyntaxException e) {
      // Said below, as for what is none for another reason.
    }
    throw new ParameterException(
        spec.commandLine(), address + " is no management address; write HOST:PORT");
  }
}
