package dev.poort.config;

/**
 * Sends clients elsewhere (ARM: {@code redirectConfigurations}).
 *
 * @param name unique among the redirects
 * @param redirectType with which status
 * @param target where to: a listener of this gateway, or a URL
 * @param includePath whether the request's path is kept, default true
 * @param includeQueryString whether the request's query is kept, default true
 */
public record RedirectConfiguration(
    String name,
    RedirectType redirectType,
    RedirectTarget target,
    boolean includePath,
    boolean includeQueryString)
    implements RouteAction {}
