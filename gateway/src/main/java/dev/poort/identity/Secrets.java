package dev.poort.identity;

import dev.poort.config.SecretHash;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.spec.InvalidKeySpecException;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Makes secrets and what is kept of them. Slow on purpose: some tenths of a second each. */
public final class Secrets {
  /** A secret has at the least so many characters. */
  public static final int LEAST = 16;

  /** A longer one is refused, unread. */
  public static final int MOST = 1_024;

  /** What OWASP asks for PBKDF2 with HMAC-SHA-256 since 2023. */
  private static final int ITERATIONS = 600_000;

  private static final int OCTETS = 32;
  private static final int SALT_OCTETS = 16;

  private final SecureRandom random = new SecureRandom();

  /** A new secret: 256 random bits in base64url. */
  public String fresh() {
    byte[] octets = new byte[OCTETS];
    random.nextBytes(octets);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  /** What is kept of a secret. */
  public SecretHash hash(String secret) {
    return hash(secret, ITERATIONS);
  }

  SecretHash hash(String secret, int iterations) {
    byte[] salt = new byte[SALT_OCTETS];
    random.nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    byte[] key = derive(secret, salt, iterations);
    return new SecretHash(iterations, base64.encodeToString(salt), base64.encodeToString(key));
  }

  /** Whether a hash is that of a secret. */
  static boolean matches(String secret, SecretHash hash) {
    byte[] salt = Base64.getDecoder().decode(hash.salt());
    byte[] key = Base64.getDecoder().decode(hash.key());
    return MessageDigest.isEqual(derive(secret, salt, hash.iterations()), key);
  }

  private static byte[] derive(String secret, byte[] salt, int iterations) {
    PBEKeySpec spec = new PBEKeySpec(secret.toCharArray(), salt, iterations, OCTETS * Byte.SIZE);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (NoSuchAlgorithmException | InvalidKeySpecException e) {
      throw new IllegalStateException("every JDK has PBKDF2", e);
    } finally {
      spec.clearPassword();
    }
  }
}
