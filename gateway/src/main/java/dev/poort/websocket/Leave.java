package dev.poort.websocket;

import java.time.Duration;

/**
 * Why and within what time a session is to end that has no place any more.
 *
 * @param cause what both sides are told
 * @param time over which all such sessions are spread, in which this one ends by itself at best
 */
public record Leave(CloseCause cause, Duration time) {}
