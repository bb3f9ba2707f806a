package dev.poort.backend;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * That a member takes nothing new though it is in its pool and well.
 *
 * @param time over which its sessions are asked to leave; null for the drain time of their HTTP
 *     settings
 */
public record Drain(@Nullable Duration time) {}
