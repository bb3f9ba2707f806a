package dev.poort.foreign;

import dev.poort.testkit.TestCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;

/** Starts Chromium on a page, without a window and with a profile of its own. */
final class Chromium {
  /** Cookies of other sites are taken, as most browsers do; some builds come without them. */
  private static final String PREFERENCES =
      """
      {"profile": {"cookie_controls_mode": 0, "block_third_party_cookies": false}}
      """;

  private Chromium() {}

  /**
   * Opens a page.
   *
   * @param folder where its profile goes
   * @param certificate is trusted whatever names it bears
   */
  static Program open(Path folder, TestCertificate certificate, String page) throws Exception {
    Path profile = Files.createDirectories(folder.resolve("profile/Default"));
    Files.writeString(profile.resolve("Preferences"), PREFERENCES);
    return Program.start(
        folder,
        List.of(
            "/usr/bin/env",
            "TMPDIR=" + folder,
            Program.find("chromium", "apt-get install chromium"),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--no-proxy-server",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--user-data-dir=" + folder.resolve("profile"),
            "--ignore-certificate-errors-spki-list=" + pin(certificate),
            "--remote-debugging-port=0",
            page));
  }

  /** What Chromium knows the certificate by: the hash of its public key. */
  private static String pin(TestCertificate certificate) throws Exception {
    byte[] key = certificate.credential().certificate().getPublicKey().getEncoded();
    return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(key));
  }
}
