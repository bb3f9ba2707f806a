package dev.poort.arm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.poort.arm.UnreadableCertificateException.Part;
import dev.poort.config.Credential;
import dev.poort.testkit.TestCa;
import java.io.IOException;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PEM files as OpenSSL writes them, see the folder {@code pem} of the resources. */
class PemTest {
  private static final String PASSWORD = "geheim";

  @ParameterizedTest
  @CsvSource({
    "rsa, rsa-pkcs8",
    "rsa, rsa-pkcs1",
    "ec, ec-pkcs8",
    "ec, ec-sec1",
    "ec, ec-pbes1",
    "ec, ec-pbes2",
    "ed25519, ed25519-pkcs8"
  })
  void aKeyInThisFormIsOpened(String certificate, String key) throws Exception {
    Credential opened = Pem.open(file(certificate), file(key), PASSWORD);

    // That the key is the certificate's own has been tried by then.
    assertThat(opened.chain()).isEqualTo(clear(certificate).chain());
  }

  private static Credential clear(String certificate) throws Exception {
    return Pem.open(file(certificate), file(certificate + "-pkcs8"), "");
  }

  @Test
  void certificateAndKeyMayBeInOneFile() throws Exception {
    byte[] both = joined(file("ec-sec1"), file("ec"));

    assertThat(Pem.open(both, both, "").chain()).isEqualTo(clear("ec").chain());
  }

  @Test
  void issuersFollowTheCertificate() throws Exception {
    byte[] chain = joined(file("ec"), file("rsa"));

    assertThat(Pem.open(chain, file("ec-pkcs8"), "").chain())
        .containsExactly(clear("ec").certificate(), clear("rsa").certificate());
  }

  @Test
  void whatStandsBetweenTheBlocksIsAComment() throws Exception {
    byte[] commented =
        joined("Bag Attributes\r\n    friendlyName: x\r\n".getBytes(UTF_8), file("ec"));

    assertThat(Pem.open(commented, file("ec-pkcs8"), "")).isEqualTo(clear("ec"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ec|ec-scrypt|geheim|KEY|the key is encrypted in a way that Java does not know",
        "ec|ec-proc-type|geheim|KEY|the key is encrypted in OpenSSL's own old way",
        "ec|ec-pbes2|''|KEY|the key needs a password",
        "ec|ec-pbes2|falsch|PASSWORD|the password does not open the key",
        "ec|ec-pbes1|falsch|PASSWORD|the password does not open the key",
        "ec|ec|''|KEY|there is no private key in PEM in the file",
        "ec-pkcs8|ec-pkcs8|''|CERTIFICATE|there is no certificate in PEM in the file",
        "ec|rsa-pkcs8|''|KEY|the key is damaged or of another kind than the certificate",
        "ec|rsa-pkcs1|''|KEY|the key is damaged or of another kind than the certificate",
        "rsa|ec-sec1|''|KEY|the key is damaged or of another kind than the certificate",
        "ed25519|ec-pkcs8|''|KEY|the key is damaged or of another kind than the certificate"
      })
  void whatCannotBeOpenedSaysWhy(
      String certificate, String key, String password, Part part, String what) {
    assertRefused(() -> Pem.open(file(certificate), file(key), password), part, what);
  }

  @Test
  void aKeyInAFormThatJavaDoesNotKnowComesWithTheCommandThatConvertsIt() {
    assertThatThrownBy(() -> Pem.open(file("ec"), file("ec-scrypt"), PASSWORD))
        .isInstanceOfSatisfying(
            UnreadableCertificateException.class,
            e ->
                assertThat(e.mend())
                    .isEqualTo("Convert it: openssl pkcs8 -topk8 -in FILE -out key.pem"));
  }

  @Test
  void anotherKeyOfTheSameKindIsTold() throws Exception {
    byte[] other = other();

    assertRefused(
        () -> Pem.open(file("ec"), other, ""),
        Part.KEY,
        "the key does not belong to the first certificate");
  }

  private static byte[] other() throws Exception {
    return TestCa.create().issue("localhost").keyPem().getBytes(UTF_8);
  }

  @Test
  void aDamagedFileIsToldWhicheverItIs() throws Exception {
    byte[] certificate = file("ec");
    byte[] key = file("ec-pkcs8");

    assertRefused(
        () -> Pem.open(damaged(certificate), key, ""),
        Part.CERTIFICATE,
        "a certificate in the file is damaged");
    assertRefused(
        () -> Pem.open(certificate, damaged(key), ""),
        Part.KEY,
        "the key is damaged or of another kind than the certificate");
    assertRefused(
        () -> Pem.open(Arrays.copyOf(certificate, certificate.length / 2), key, ""),
        Part.CERTIFICATE,
        "there is no certificate in PEM in the file");
  }

  /** Its content begins in the middle. */
  private static byte[] damaged(byte[] pem) {
    return new String(pem, UTF_8).replaceFirst("\nM.{30}", "\nM").getBytes(UTF_8);
  }

  private static void assertRefused(ThrowingCallable opening, Part part, String what) {
    assertThatThrownBy(opening)
        .isInstanceOfSatisfying(
            UnreadableCertificateException.class,
            e -> {
              assertThat(e.what()).isEqualTo(what);
              assertThat(e.part()).isEqualTo(part);
              assertThat(e.mend()).isNotEmpty();
            });
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] file(String name) throws IOException {
    try (var in = PemTest.class.getResourceAsStream("pem/" + name + ".pem")) {
      if (in == null) throw new AssertionError("no " + name);
      return in.readAllBytes();
    }
  }
}
