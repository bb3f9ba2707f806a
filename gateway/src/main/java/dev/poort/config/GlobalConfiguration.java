package dev.poort.config;

/**
 * Whether bodies are gathered before they are passed on (ARM: {@code globalConfiguration}).
 *
 * @param enableRequestBuffering whether a member sees a request only when its body is whole; false
 *     where the file does not say, while Azure then gathers
 */
public record GlobalConfiguration(boolean enableRequestBuffering) {
  /** What holds where the file does not say. */
  public static final GlobalConfiguration DEFAULT = new GlobalConfiguration(false);
}
