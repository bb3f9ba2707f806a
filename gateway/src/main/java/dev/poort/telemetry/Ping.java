package dev.poort.telemetry;

import java.time.Duration;
import java.time.Instant;

/**
 * The last Ping of the gateway's that a side of a session has answered (RFC 6455 5.5.2).
 *
 * @param roundTrip how long the answer took
 * @param answered when it came
 */
public record Ping(Duration roundTrip, Instant answered) {}
