package dev.poort.management;

import dev.poort.control.Gateway;

/**
 * What the management address can be asked.
 *
 * @param gateway whom it tells about
 * @param hosts which Host a request may carry
 */
record Endpoints(Gateway gateway, HostCheck hosts) {
  /** Answers a GET. Never waits. */
  Answer get(String path) {
    return switch (path) {
      case "/health" ->
          Answer.of(
              200,
              json -> {
                json.writeStartObject();
                json.writeStringField("status", "alive");
                json.writeNumberField("accessLogDropped", gateway.accessLog().dropped());
                json.writeEndObject();
              });
      case "/ready" -> {
        boolean ready = gateway.ready();
        yield Answer.of(ready ? 200 : 503, new ReadyDocument(ready, gateway.backendHealth()));
      }
      case "/config" -> Answer.of(200, new GatewayDocument(gateway.configuration()));
      case "/backendhealth" -> Answer.of(200, new BackendHealthDocument(gateway.backendHealth()));
      default ->
          Answer.error(
              404, "NotFound", "there is /health, /ready, /config and /backendhealth, not " + path);
    };
  }
}
