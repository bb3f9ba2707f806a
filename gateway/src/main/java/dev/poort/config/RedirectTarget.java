package dev.poort.config;

/** Where a redirect leads (ARM: {@code targetListener} or {@code targetUrl}). */
public sealed interface RedirectTarget permits HttpListener, TargetUrl {}
