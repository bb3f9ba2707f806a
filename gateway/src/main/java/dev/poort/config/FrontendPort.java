package dev.poort.config;

/**
 * A port on which listeners listen (ARM: {@code frontendPorts}).
 *
 * @param name unique among the ports
 * @param port 1 to 65535
 */
public record FrontendPort(String name, int port) {}
