package dev.poort.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
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
  static final String CA_DESCRIPTION =
      "Whom to trust where the address is https://: certificates in PEM, such as the"
          + " management-ca.pem that poort run names; the environment's POORT_CA if that is set.";

  private static final Pattern TOKEN = Pattern.compile("[-A-Za-z0-9._~+/]+=*");

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--management",
      paramLabel = "ADDRESS",
      defaultValue = "${env:POORT_MANAGEMENT:-127.0.0.1:9000}",
      description =
          "The management address of the running instance (${DEFAULT-VALUE}): HOST:PORT on this"
              + " machine, https://HOST:PORT anywhere; the environment's POORT_MANAGEMENT if that"
              + " is set.")
  private String address = "";

  @Option(names = "--token", paramLabel = "TOKEN", description = TOKEN_DESCRIPTION)
  private @Nullable String token;

  @Option(names = "--ca", paramLabel = "FILE", description = CA_DESCRIPTION)
  private @Nullable Path ca;

  /** What is asked. */
  interface Question {
    /**
     * Asks it, and says what comes of it.
     *
     * @return the exit code
     */
    int of(ManagementClient instance) throws IOException, RefusedException;
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
    }
  }

  /**
   * The instance there.
   *
   * @throws ParameterException if it is no address
   */
  ManagementClient client() {
    return client(address, token, ca, spec);
  }

  /**
   * The instance at an address.
   *
   * @param token who asks; null for that of the environment, if any
   * @param ca whom to trust; null for that of the environment, or whom this JVM trusts
   * @throws ParameterException if it is no address, no token or no file of certificates
   */
  static ManagementClient client(
      String address, @Nullable String token, @Nullable Path ca, CommandSpec spec) {
    URI uri = uri(address);
    if (uri == null) {
      String what = address + " is no management address; write HOST:PORT or https://HOST:PORT";
      throw new ParameterException(spec.commandLine(), what);
    }
    boolean secure = uri.getScheme().equals("https");
    if (!secure && !isOfThisMachine(uri.getHost())) {
      String what = uri.getAuthority() + " is another machine: write https://" + uri.getAuthority();
      throw new ParameterException(spec.commandLine(), what);
    }
    return new ManagementClient(uri, shown(token, spec), secure ? trust(ca, spec) : null);
  }

  private static @Nullable String shown(@Nullable String token, CommandSpec spec) {
    String shown = token == null ? System.getenv("POORT_TOKEN") : token.strip();
    if (shown == null || shown.isBlank()) return null;
    if (TOKEN.matcher(shown).matches()) return shown;
    throw new ParameterException(spec.commandLine(), "this is no token; write it without Bearer");
  }

  /** Null for what is no address. */
  private static @Nullable URI uri(String address) {
    String lower = address.toLowerCase(Locale.ROOT);
    boolean complete = lower.startsWith("http://") || lower.startsWith("https://");
    try {
      URI uri = new URI(complete ? address.replaceFirst("/$", "") : "http://" + address);
      boolean only =
          uri.getHost() != null
              && uri.getPort() > 0
              && uri.getRawPath().isEmpty()
              && uri.getRawUserInfo() == null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null;
      if (!only) return null;
      String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
      return new URI(scheme + "://" + uri.getRawAuthority());
    } catch (URISyntaxException _) {
      return null;
    }
  }

  /** Whether what is said in clear stays here. A name that nobody knows fails later. */
  private static boolean isOfThisMachine(String host) {
    try {
      InetAddress address = InetAddress.getByName(host);
      return address.isLoopbackAddress()
          || address.isAnyLocalAddress()
          || NetworkInterface.getByInetAddress(address) != null;
    } catch (IOException _) {
      return true;
    }
  }

  /** Whom to trust; null where nobody says. */
  @Nullable Path ca() {
    return said(ca);
  }

  private static @Nullable Path said(@Nullable Path ca) {
    String named = System.getenv("POORT_CA");
    return ca != null || named == null || named.isBlank() ? ca : Path.of(named);
  }

  private static @Nullable SSLContext trust(@Nullable Path ca, CommandSpec spec) {
    Path file = said(ca);
    if (file == null) return null;
    try {
      return TrustedFile.context(file);
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
