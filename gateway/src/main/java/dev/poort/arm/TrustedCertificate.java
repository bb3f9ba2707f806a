package dev.poort.arm;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Certificates that others are trusted by.
 *
 * @param certificates in the file's order; empty when they cannot be had
 */
record TrustedCertificate(List<X509Certificate> certificates) {}
