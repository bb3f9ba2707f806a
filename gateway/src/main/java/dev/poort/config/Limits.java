package dev.poort.config;

import java.time.Duration;

/**
 * What a client may ask for (poort.json: {@code limits}).
 *
 * @param head bytes of a request's head, start line included, default 32 KiB; more is 431
 * @param url bytes of a request target, default 32 KiB as in Azure; more is 414
 * @param body bytes of a request's body, default 4 GiB as in Azure; more is 413
 * @param headTimeout how long a client may take to send a head once it has begun, and how long its
 *     body may pause, default 60 s; longer is 408
 * @param idleTimeout how long a client's connection may rest between two requests, default 120 s;
 *     then it is closed
 */
public record Limits(int head, int url, long body, Duration headTimeout, Duration idleTimeout) {
  /** What holds where poort.json does not say. */
  public static final Limits DEFAULT =
      new Limits(32 << 10, 32 << 10, 4L << 30, Duration.ofSeconds(60), Duration.ofSeconds(120));
}
