package dev.poort.config;

import org.jspecify.annotations.Nullable;

/**
 * TLS for some listeners (ARM: {@code sslProfiles}).
 *
 * @param name unique among the profiles
 * @param sslPolicy in place of the gateway's; null to keep that
 * @param clientAuthentication how clients prove who they are; null when they need not
 */
public record SslProfile(
    String name,
    @Nullable SslPolicy sslPolicy,
    @Nullable ClientAuthentication clientAuthentication) {}
