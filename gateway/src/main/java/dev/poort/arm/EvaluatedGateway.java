package dev.poort.arm;

import dev.poort.config.ApplicationGateway;
import dev.poort.json.JsonObject;

/**
 * A gateway, and what it was read from.
 *
 * @param resource the ARM resource, its expressions evaluated; with properties that Poort does not
 *     know too
 * @param gateway what was read from it
 */
public record EvaluatedGateway(JsonObject resource, ApplicationGateway gateway) {}
