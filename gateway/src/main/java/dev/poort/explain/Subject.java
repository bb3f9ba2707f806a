package dev.poort.explain;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Settings;

/**
 * A gateway that may be asked about.
 *
 * @param gateway what it is
 * @param settings what is Poort's own, with the bindings of this gateway
 * @param places where its parts stand
 * @param surroundings where it is, and who its members are
 */
public record Subject(
    ApplicationGateway gateway, Settings settings, Places places, Surroundings surroundings) {}
