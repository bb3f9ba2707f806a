package dev.poort.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that sign tokens. One is made when the first is needed; after {@value #DAYS} days
 * another takes its place, and the former goes on checking until the last token that it signed has
 * ended. Any thread; to make a key takes some tenths of a second.
 */
final class SigningKeys {
  private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
  private static final int BITS = 2048;
  private static final int DAYS = 90;
  private static final Duration SIGNS = Duration.ofDays(DAYS);
  private static final Duration BETWEEN_READINGS = Duration.ofSeconds(10);

  private final @Nullable KeysFile file;
  private final InstantSource clock;
  private volatile List<RSAKey> keys;
  private Instant read;

  /**
   * Takes what is kept.
   *
   * @param file where they are kept; null for nowhere
   * @throws IOException when the file is there and cannot be used
   */
  SigningKeys(@Nullable KeysFile file, InstantSource clock) throws IOException {
    this.file = file;
    this.clock = clock;
    keys = file == null ? List.of() : file.read();
    read = clock.instant();
  }

  /** The key that signs now. */
  synchronized RSAKey signing() {
    Instant now = clock.instant();
    if (keys.isEmpty() && file != null) keys = readAgain(file);
    if (keys.isEmpty()) {
      List<RSAKey> first = List.of(make(now));
      keys = file == null ? first : kept(file, first, true);
    }
    RSAKey newest = keys.getLast();
    if (newest.getIssueTime().toInstant().plus(SIGNS).isAfter(now)) return newest;
    keys = rotated(newest, now);
    if (file != null) keys = kept(file, keys, false);
    return keys.getLast();
  }

  /** The key of an id, as long as tokens of it hold; null when there is none. */
  synchronized @Nullable RSAKey checking(String id) {
    RSAKey known = find(id);
    Instant now = clock.instant();
    // Another process may have made it in the same file.
    if (known == null && file != null && read.plus(BETWEEN_READINGS).isBefore(now)) {
      keys = readAgain(file);
      known = find(id);
    }
    return known;
  }

  /** The same among those that are known already; never waits. */
  @Nullable RSAKey known(String id) {
    return find(id);
  }

  /** The public keys (RFC 7517). */
  synchronized JWKSet published() {
    signing();
    return new JWKSet(living().<JWK>map(RSAKey::toPublicJWK).toList());
  }

  private @Nullable RSAKey find(String id) {
    return living().filter(key -> id.equals(key.getKeyID())).findFirst().orElse(null);
  }

  private Stream<RSAKey> living() {
    Instant now = clock.instant();
    return keys.stream()
        .filter(
            key ->
                key.getExpirationTime() == null
                    || key.getExpirationTime().toInstant().isAfter(now));
  }

  private List<RSAKey> rotated(RSAKey newest, Instant now) {
    List<RSAKey> next = new ArrayList<>(living().filter(key -> !key.equals(newest)).toList());
    Date end = Date.from(now.plus(Tokens.LONGEST));
    next.add(new RSAKey.Builder(newest).expirationTime(end).build());
    next.add(make(now));
    LOG.info("tokens are signed with a new key from now on");
    return List.copyOf(next);
  }

  private List<RSAKey> readAgain(KeysFile file) {
    read = clock.instant();
    try {
      return file.read();
    } catch (IOException e) {
      LOG.warn("{}", e.getMessage());
      return keys;
    }
  }

  private static List<RSAKey> kept(KeysFile file, List<RSAKey> made, boolean first) {
    try {
      return file.keep(made, first);
    } catch (IOException e) {
      LOG.warn(
          "the keys of tokens cannot be kept in {}, after a restart everybody signs in anew: {}",
          file,
          e.toString());
      return made;
    }
  }

  private static RSAKey make(Instant now) {
    try {
      return new RSAKeyGenerator(BITS)
          .keyID(UUID.randomUUID().toString())
          .keyUse(KeyUse.SIGNATURE)
          .issueTime(Date.from(now))
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("every JDK makes RSA keys", e);
    }
  }
}
