package dev.poort.control;

import dev.poort.websocket.Sessions;

/** Lets tests of other rooms at the sessions of a gateway. */
public final class GatewaySessions {
  private GatewaySessions() {}

  /** The sessions of a gateway. */
  public static Sessions of(Gateway gateway) {
    return gateway.front().sessions();
  }
}
