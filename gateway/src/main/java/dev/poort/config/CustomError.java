package dev.poort.config;

import org.jspecify.annotations.Nullable;

/**
 * A page in place of the gateway's own (ARM: {@code customErrorConfigurations}).
 *
 * @param status the status that it stands for
 * @param pageUrl where Azure fetches it ({@code customErrorPageUrl})
 * @param page what is served; null when it could not be had, and the gateway's own is served
 */
public record CustomError(int status, String pageUrl, @Nullable ErrorPage page) {}
