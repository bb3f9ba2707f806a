package dev.poort.rewrite;

/**
 * A client's certificate as server variables have it: all of it text.
 *
 * @param pem the certificate in PEM; line breaks are percent-encoded where it goes into a header
 * @param startDate from when it is valid
 * @param endDate until when it is valid
 * @param fingerprint SHA-1 in hexadecimal
 * @param issuer the issuer's distinguished name
 * @param serial the serial number in hexadecimal
 * @param subject the subject's distinguished name
 */
public record ClientCertificate(
    String pem,
    String startDate,
    String endDate,
    String fingerprint,
    String issuer,
    String serial,
    String subject) {}
