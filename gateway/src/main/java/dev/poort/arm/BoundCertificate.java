package dev.poort.arm;

import dev.poort.arm.UnreadableCertificateException.Part;
import dev.poort.config.CertificateBinding;
import dev.poort.config.CertificateBinding.Password;
import dev.poort.config.Credential;
import dev.poort.config.Placed;
import dev.poort.problem.Problem;
import dev.poort.problem.Purpose;
import dev.poort.problem.ReadResult;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Opens the files that a binding names; a defect stands where the file is named. */
public final class BoundCertificate {
  private final CertificateBinding binding;
  private final Findings findings;

  BoundCertificate(CertificateBinding binding, Findings findings) {
    this.binding = binding;
    this.findings = findings;
  }

  /** Opens the files of a binding that is no gateway's. */
  public static ReadResult<Credential> open(CertificateBinding binding) {
    var findings = new Findings(Purpose.RUN);
    Credential credential = new BoundCertificate(binding, findings).open();
    return new ReadResult<>(credential, findings.problems());
  }

  /** The certificate with its key; null when it cannot be opened, the reason being reported. */
  @Nullable Credential open() {
    try {
      return switch (binding) {
        case CertificateBinding.Pfx pfx -> open(pfx);
        case CertificateBinding.Pem pem -> open(pem);
      };
    } catch (UnreadableCertificateException e) {
      findings.add(Problem.error(e.what(), culprit(e.part()).place(), e.mend()));
      return null;
    }
  }

  /** Where it is written: the file with the certificate. */
  Placed certificate() {
    return culprit(Part.CERTIFICATE);
  }

  private @Nullable Credential open(CertificateBinding.Pfx pfx)
      throws UnreadableCertificateException {
    byte[] file = BoundFile.read(pfx.pfx(), findings);
    String password = password();
    if (file == null || password == null) return null;
    if (!PemBlock.in(file).isEmpty()) {
      throw new UnreadableCertificateException(
          Part.CERTIFICATE,
          "the file is PEM, not a PFX",
          "Write { \"certificate\": \"chain.pem\", \"key\": \"key.pem\" } instead");
    }
    return Pfx.open(file, password);
  }

  private @Nullable Credential open(CertificateBinding.Pem pem)
      throws UnreadableCertificateException {
    byte[] certificate = BoundFile.read(pem.certificate(), findings);
    byte[] key = BoundFile.read(pem.key(), findings);
    String password = password();
    if (certificate == null || key == null || password == null) return null;
    return Pem.open(certificate, key, password);
  }

  /** Empty for none; null when its file cannot be read. */
  private @Nullable String password() {
    Password password = binding.password();
    return switch (password) {
      case null -> "";
      case Password.Text(Placed text) -> text.text();
      case Password.InFile(Placed file) -> {
        byte[] bytes = BoundFile.read(file, findings);
        yield bytes == null ? null : withoutLineBreak(new String(bytes, StandardCharsets.UTF_8));
      }
    };
  }

  /** Editors and {@code echo} end a file with one. */
  private static String withoutLineBreak(String text) {
    String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  private Placed culprit(Part part) {
    Password password = binding.password();
    if (part == Part.PASSWORD && password != null) return password.written();
    return switch (binding) {
      case CertificateBinding.Pfx pfx -> pfx.pfx();
      case CertificateBinding.Pem pem -> part == Part.KEY ? pem.key() : pem.certificate();
    };
  }
}
