package dev.poort.routing;

import dev.poort.config.HttpListener;
import dev.poort.config.RequestRoutingRule;

/**
 * Where a request goes.
 *
 * @param listener which listener took it
 * @param rule which of its rules serves it
 */
public record Route(HttpListener listener, RequestRoutingRule rule) {}
