package dev.poort.config;

import org.jspecify.annotations.Nullable;

/**
 * An address on which the gateway is reached (ARM: {@code frontendIPConfigurations}). Where it is
 * on this machine is said by the bindings of poort.json.
 *
 * @param name unique among the frontends
 * @param privateIpAddress the address in Azure's network, if the file gives one
 */
public record FrontendIpConfiguration(String name, @Nullable String privateIpAddress) {}
