package dev.poort.config;

import java.util.List;

/** Where a rule leads its requests: straight to one action, or by their paths to several. */
public sealed interface RuleTarget permits RouteAction, UrlPathMap {
  /** All that may become of a request, in the file's order. */
  List<RouteAction> actions();
}
