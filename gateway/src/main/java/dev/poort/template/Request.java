package dev.poort.template;

import java.time.Instant;

/**
 * What a template is evaluated with.
 *
 * @param parameters what was given for its parameters
 * @param scope where it is deployed to
 * @param links where linked templates are
 * @param deployed what Azure would add to resources
 * @param strict whether a parameter without a value is an error; otherwise it is a warning, and
 *     what is made of it unknown
 * @param now what {@code utcNow} gives
 */
public record Request(
    GivenParameters parameters,
    Scope scope,
    Links links,
    DeployedProperties deployed,
    boolean strict,
    Instant now) {}
