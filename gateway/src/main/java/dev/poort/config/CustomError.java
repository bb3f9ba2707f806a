package dev.poort.config;

/**
 * A page in place of the gateway's own (ARM: {@code customErrorConfigurations}).
 *
 * @param status the status that it stands for
 * @param pageUrl where Azure fetches it ({@code customErrorPageUrl})
 */
public record CustomError(int status, String pageUrl) {}
