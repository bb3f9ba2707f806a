package dev.poort.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a secret: PBKDF2 with HMAC-SHA-256 (RFC 8018, section 5.2), written as {@code
 * $pbkdf2-sha256$i=600000$SALT$KEY}, the form of the password hashing competition.
 *
 * @param iterations how often it is hashed
 * @param salt base64 without padding
 * @param key what comes of it, 32 octets in base64 without padding
 */
public record SecretHash(int iterations, String salt, String key) {
  /** Fewer can be guessed too fast. */
  public static final int LEAST = 100_000;

  /** More would let a sign-in take seconds. */
  public static final int MOST = 10_000_000;

  private static final Pattern FORM =
      Pattern.compile(
          "\\$pbkdf2-sha256\\$i=(?<i>[1-9][0-9]{5,7})\\$(?<salt>[A-Za-z0-9+/]{22,86})"
              + "\\$(?<key>[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048])");

  /** Reads the written form; null when it is another. */
  public static @Nullable SecretHash parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) return null;
    int iterations = Integer.parseInt(form.group("i"));
    if (iterations < LEAST || iterations > MOST) return null;
    // A length of 4n+1 is no base64.
    String salt = form.group("salt");
    return salt.length() % 4 == 1 ? null : new SecretHash(iterations, salt, form.group("key"));
  }

  /** As it is written in poort.json. */
  public String written() {
    return "$pbkdf2-sha256$i=" + iterations + "$" + salt + "$" + key;
  }

  /** Without what could be used to guess the secret. */
  @Override
  public String toString() {
    return "SecretHash[iterations=" + iterations + "]";
  }
}
