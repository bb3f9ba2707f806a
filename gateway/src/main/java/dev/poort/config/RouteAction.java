package dev.poort.config;

import java.util.List;

/** What becomes of a request: a member serves it, or the gateway sends the client elsewhere. */
public sealed interface RouteAction extends RuleTarget permits Forward, RedirectConfiguration {
  @Override
  default List<RouteAction> actions() {
    return List.of(this);
  }
}
