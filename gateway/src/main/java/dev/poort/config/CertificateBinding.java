package dev.poort.config;

import dev.poort.problem.Place;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files on this machine that take the place of a certificate in Azure (poort.json: {@code
 * bindings.certificates}). Only named here; they are opened when a gateway is read.
 */
public sealed interface CertificateBinding {
  /**
   * A PFX (PKCS #12).
   *
   * @param pfx the file
   * @param password opens it; null for none
   */
  record Pfx(Placed pfx, @Nullable Password password) implements CertificateBinding {}

  /**
   * A pair of PEM files; both may be the same.
   *
   * @param certificate the file with the certificate and, after it, its issuers
   * @param key the file with the private key
   * @param password opens the key; null when it is not encrypted
   */
  record Pem(Placed certificate, Placed key, @Nullable Password password)
      implements CertificateBinding {}

  /** What opens a key. */
  sealed interface Password {
    /** As it is written in poort.json: the password or the name of its file. */
    Placed written();

    /** The password itself. */
    record Text(Placed written) implements Password {}

    /** A file that holds nothing else; a line break at its end does not count. */
    record InFile(Placed written) implements Password {}
  }

  /** What opens the key; null for none. */
  @Nullable Password password();

  /** Every file that it names. */
  default List<Placed> files() {
    Stream<Placed> own =
        switch (this) {
          case Pfx pfx -> Stream.of(pfx.pfx());
          case Pem pem -> Stream.of(pem.certificate(), pem.key());
        };
    Stream<Placed> more =
        password() instanceof Password.InFile(Placed file) ? Stream.of(file) : Stream.empty();
    return Stream.concat(own, more).toList();
  }

  /**
   * A PFX, for Java programs.
   *
   * @param file its path
   * @param password what opens it; empty for none
   */
  static CertificateBinding pfx(String file, String password) {
    Place place = Place.of(file);
    return new Pfx(new Placed(file, place), new Password.Text(new Placed(password, place)));
  }

  /**
   * A pair of PEM files without a password, for Java programs.
   *
   * @param certificate the path of the certificate and its issuers
   * @param key the path of the private key
   */
  static CertificateBinding pem(String certificate, String key) {
    return new Pem(
        new Placed(certificate, Place.of(certificate)), new Placed(key, Place.of(key)), null);
  }
}
