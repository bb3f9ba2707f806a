package dev.poort.arm;

/** Why a certificate or its key cannot be opened. */
final class UnreadableCertificateException extends Exception {
  private static final long serialVersionUID = 1;

  /** What of a certificate is to be mended. */
  enum Part {
    /** The certificate with its issuers; of a PFX all of it. */
    CERTIFICATE,
    /** The private key. */
    KEY,
    /** What opens the key. */
    PASSWORD
  }

  private final Part part;
  private final String what;
  private final String mend;

  /**
   * @param what one sentence without a full stop
   * @param mend one sentence without a full stop
   */
  UnreadableCertificateException(Part part, String what, String mend) {
    super(what);
    this.part = part;
    this.what = what;
    this.mend = mend;
  }

  Part part() {
    return part;
  }

  String what() {
    return what;
  }

  String mend() {
    return mend;
  }
}
