package dev.poort.control;

import dev.poort.config.Settings;
import dev.poort.config.SignIn;
import dev.poort.problem.ReadResult;
import dev.poort.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets users come and go while a process serves whose gateways stand in a store: looks every two
 * seconds whether poort.json says something else. All else in it is taken at the start. A file with
 * errors changes nothing.
 */
public final class SignInWatcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SignInWatcher.class);
  private static final Duration POLL = Duration.ofSeconds(2);

  private final @Nullable Path file;
  private final Gateways gateways;
  private final @Nullable String keysFile;
  private final Thread thread;
  private volatile String seen;

  /**
   * Starts watching.
   *
   * @param file poort.json; null for none
   * @param started who may call now
   */
  public SignInWatcher(@Nullable Path file, Gateways gateways, SignIn started) {
    this.file = file;
    this.gateways = gateways;
    keysFile = started.keysFile();
    seen = text();
    thread = Thread.ofPlatform().name("poort-users").daemon().unstarted(this::run);
    thread.start();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(POLL);
        if (!text().equals(seen)) reload();
      }
    } catch (InterruptedException _) {
      // Closed: there is nothing more to do on this thread.
    }
  }

  /** Reads the file now. Any thread. */
  public synchronized void reload() {
    if (file == null) return;
    seen = text();
    SignIn nobody = new SignIn(SignIn.DEFAULT_TENANT, List.of(), keysFile);
    Settings defaults = Settings.DEFAULT.withSignIn(nobody);
    ReadResult<Settings> read = SettingsReader.read(file, defaults);
    Settings settings = read.value();
    if (settings == null) {
      read.problems().forEach(problem -> LOG.warn("{}", problem));
      LOG.warn("the users stay as they were");
      return;
    }
    if (settings.signIn().equals(gateways.settings().signIn())) return;
    gateways.admit(settings.signIn());
    int users = settings.signIn().users().size();
    LOG.info("{} may call the management address", users == 1 ? "1 user" : users + " users");
  }

  /** What stands in the file; a file that is not there, or is being replaced, counts as empty. */
  private String text() {
    if (file == null) return "";
    try {
      return Files.readString(file);
    } catch (IOException _) {
      return "";
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
