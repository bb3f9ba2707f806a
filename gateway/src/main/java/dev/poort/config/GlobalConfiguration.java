package dev.poort.config;

/**
 * Whether bodies are gathered before they are passed on (ARM: {@code globalConfiguration}).
 *
 * @param enableRequestBuffering whether a member sees a request only when its body is whole,
 *     default true in Azure
 * @param enableResponseBuffering whether a client sees an answer's body in larger pieces, default
 *     true in Azure
 */
public record GlobalConfiguration(boolean enableRequestBuffering, boolean enableResponseBuffering) {
  /** What holds where the file does not say. */
  public static final GlobalConfiguration DEFAULT = new GlobalConfiguration(true, true);
}
