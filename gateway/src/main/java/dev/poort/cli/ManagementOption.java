package dev.poort.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where the running instance is asked. */
final class ManagementOption {
  static final String TOKEN_DESCRIPTION =
      "The access token that says who asks; the environment's POORT_TOKEN if that is set, where"
          + " other users of the machine cannot see it.";

  private static final Pattern TOKEN = Pattern.compile("[-A-Za-z0-9._~+/]+=*");

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

  @Option(names = "--token", paramLabel = "TOKEN", description = TOKEN_DESCRIPTION)
  private @Nullable String token;

  /**
   * The instance there.
   *
   * @throws ParameterException if it is no address
   */
  ManagementClient client() {
    return client(address, token, spec);
  }

  /**
   * The instance at an address.
   *
   * @param token who asks; null for that of the environment, if any
   * @throws ParameterException if it is no address or no token
   */
  static ManagementClient client(String address, @Nullable String token, CommandSpec spec) {
    String shown = token == null ? System.getenv("POORT_TOKEN") : token.strip();
    if (shown != null && shown.isBlank()) shown = null;
    if (shown != null && !TOKEN.matcher(shown).matches()) {
      throw new ParameterException(spec.commandLine(), "this is no token; write it without Bearer");
    }
    try {
      URI uri = new URI("http://" + address);
      boolean only =
          uri.getHost() != null
              && uri.getPort() > 0
              && uri.getRawPath().isEmpty()
              && uri.getRawUserInfo() == null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null;
      if (only) return new ManagementClient(uri, shown);
    } catch (URISyntaxException e) {
      // Said below, as for what is none for another reason.
    }
    throw new ParameterException(
        spec.commandLine(), address + " is no management address; write HOST:PORT");
  }
}
