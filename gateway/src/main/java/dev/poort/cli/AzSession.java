package dev.poort.cli;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The Azure CLI, set up for one instance: the cloud is registered, its authority trusted, and az is
 * signed in as a managed identity, for which it asks this process. So no secret is kept by az.
 */
final class AzSession implements AutoCloseable {
  private static final String CLOUD = "Poort";
  private static final String WHO = "signed-in";

  private final AzureCli az;
  private final Path folder;
  private final String authority;
  private final @Nullable Path trusted;
  private final ManagedIdentity identity;

  private AzSession(
      AzureCli az,
      Path folder,
      String authority,
      @Nullable Path trusted,
      ManagedIdentity identity) {
    this.az = az;
    this.folder = folder;
    this.authority = authority;
    this.trusted = trusted;
    this.identity = identity;
  }

  /**
   * Signs in, and sets az up where that was not done before.
   *
   * @param folder what is known of the instance, kept between calls
   * @param authority the management address
   * @param ca whom to trust; null for what the instance shows or the system trusts
   * @param news told what people should know
   * @throws IOException when the instance is not there or refuses; the message is for people
   */
  static AzSession open(
      AzureCli az,
      Path folder,
      String authority,
      @Nullable Path ca,
      Credentials signIn,
      Consumer<String> news)
      throws IOException, InterruptedException {
    Path lock = folder.resolve("lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      InstanceTrust trust = InstanceTrust.of(authority, ca, folder, signIn.shows());
      AccessToken token =
          new TokenRequest(URI.create("https://" + authority), trust.context()).send(signIn);
      ManagedIdentity identity = ManagedIdentity.start(token);
      AzSession session = new AzSession(az, folder, authority, trust.file(), identity);
      try {
        if (held.isValid()) session.prepare(token.subject(), news);
        return session;
      } catch (IOException | InterruptedException e) {
        session.close();
        throw e;
      }
    }
  }

  private void prepare(String subject, Consumer<String> news)
      throws IOException, InterruptedException {
    if (az.isIncomplete() && AzureCli.writeCure(python())) {
      news.accept(
          "az of Debian's package lacks azure.mgmt.network.v2022_01_01; it takes v2022_07_01");
    }
    Path kept = folder.resolve(WHO);
    if (Files.exists(kept) && Files.readString(kept).equals(subject)) return;
    if (!Files.exists(kept)) {
      quietly("cloud", "register", "-n", CLOUD, "--endpoint-resource-manager", url());
      quietly("cloud", "set", "-n", CLOUD);
    }
    quietly("login", "--identity", "--allow-no-subscriptions");
    Files.writeString(kept, subject);
  }

  private String url() {
    return "https://" + authority;
  }

  private Path python() {
    return folder.resolve("python");
  }

  /** Runs az with the terminal of this process and gives its exit code. */
  int run(List<String> arguments) throws IOException, InterruptedException {
    try (Signals signals = new Signals()) {
      // The terminal interrupts az too, which ends by itself.
      signals.on("INT", () -> {});
      Process process = builder(arguments).inheritIO().start();
      signals.on("TERM", process::destroy);
      return process.waitFor();
    }
  }

  private void quietly(String... arguments) throws IOException, InterruptedException {
    Process process =
        builder(List.of(arguments))
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.PIPE)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("az " + String.join(" ", arguments) + " failed: " + said.strip());
    }
  }

  private ProcessBuilder builder(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(az.program().toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.remove("ARM_CLOUD_METADATA_URL");
    environment.put("AZURE_CONFIG_DIR", folder.resolve("azure").toString());
    environment.put("AZURE_CLOUD_NAME", CLOUD);
    environment.put("AZURE_CORE_COLLECT_TELEMETRY", "false");
    environment.put("AZURE_CORE_SURVEY_MESSAGE", "false");
    if (trusted != null) environment.put("REQUESTS_CA_BUNDLE", trusted.toString());
    if (az.isIncomplete()) environment.merge("PYTHONPATH", python().toString(), AzSession::before);
    String host = authority.substring(0, authority.lastIndexOf(':'));
    if (InstanceTrust.isHere(authority)) {
      environment.merge("NO_PROXY", host, (there, own) -> there + "," + own);
      environment.merge("no_proxy", host, (there, own) -> there + "," + own);
    }
    identity.announce(environment);
    return builder;
  }

  private static String before(String there, String own) {
    return own + File.pathSeparator + there;
  }

  @Override
  public void close() {
    identity.close();
  }
}
