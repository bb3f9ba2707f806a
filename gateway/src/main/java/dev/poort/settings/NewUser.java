package dev.poort.settings;

import dev.poort.config.SecretHash;
import org.jspecify.annotations.Nullable;

/**
 * A user that is to be written into poort.json.
 *
 * @param name the name
 * @param id the id
 * @param secret what is kept of the secret; null for none
 * @param certificate the path of a certificate; null for none
 * @param role the only role, as Azure writes it
 * @param scope where it holds
 */
public record NewUser(
    String name,
    String id,
    @Nullable SecretHash secret,
    @Nullable String certificate,
    String role,
    String scope) {}
