package dev.poort.demo;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The demonstration's files, for a person to read and to edit while it runs.
 *
 * @param gateway the ARM file
 * @param settings poort.json
 */
public record DemoFiles(Path gateway, Path settings) {
  private static final char[] PASSWORD = "poort".toCharArray();

  /**
   * Writes both files. The HTTPS listener's certificate is made anew, signed by itself, for {@code
   * localhost} and {@code 127.0.0.1}.
   *
   * @param folder an existing folder
   * @param memberPorts where the members listen on 127.0.0.1
   * @throws IOException if the folder cannot be written to
   */
  public static DemoFiles write(Path folder, List<Integer> memberPorts) throws IOException {
    String members =
        memberPorts.stream()
            .map(port -> "\"127.0.0.1:" + port + "\"")
            .collect(Collectors.joining(", "));
    Path gateway = folder.resolve("gateway.json");
    Path settings = folder.resolve("poort.json");
    Files.writeString(gateway, template("gateway.json").replace("@pfx@", certificate()));
    Files.writeString(settings, template("poort.json").replace("@members@", members));
    return new DemoFiles(gateway, settings);
  }

  private static String template(String name) throws IOException {
    try (InputStream file = DemoFiles.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String certificate() {
    try {
      X509Bundle bundle =
          new CertificateBuilder()
              .subject("CN=localhost, O=Poort demonstration")
              .addSanDnsName("localhost")
              .addSanIpAddress("127.0.0.1")
              .ecp256()
              .setIsCertificateAuthority(true)
              .buildSelfSigned();
      KeyStore pfx = KeyStore.getInstance("PKCS12");
      pfx.load(null, null);
      pfx.setKeyEntry(
          "localhost", bundle.getKeyPair().getPrivate(), PASSWORD, bundle.getCertificatePath());
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      pfx.store(bytes, PASSWORD);
      return Base64.getEncoder().encodeToString(bytes.toByteArray());
    } catch (Exception e) {
      if (e instanceof RuntimeException unchecked) throw unchecked;
      throw new IllegalStateException("this JDK makes no certificates", e);
    }
  }
}
