package dev.poort.foreign;

import dev.poort.testkit.TestCa;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** The tests' certificate authority as a file that other programs read. */
final class Pem {
  private Pem() {}

  /** Writes it and gives its path. */
  static String write(TestCa ca, Path folder) throws Exception {
    byte[] lineFeed = "\n".getBytes(StandardCharsets.US_ASCII);
    String text =
        Base64.getMimeEncoder(64, lineFeed)
            .encodeToString(ca.trustStore().getCertificate("ca").getEncoded());
    Path file = folder.resolve("ca.pem");
    Files.writeString(
        file, "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
    return file.toString();
  }
}
