package dev.poort.config;

import org.jspecify.annotations.Nullable;

/**
 * Where the tokens of a tenant come from on this machine (poort.json: {@code bindings.tenants}).
 *
 * @param keys the public keys, a JWK set (RFC 7517 5): a file, or an http or https URL; null to ask
 *     the issuer for it
 * @param issuer who signs, as it stands in a token's {@code iss}; null for Microsoft's own issuers
 */
public record TenantBinding(@Nullable Placed keys, @Nullable Placed issuer) {}
