package dev.poort.resourcemanager;

import dev.poort.arm.GatewayResource;
import dev.poort.config.ApplicationGateway;
import dev.poort.config.Bindings;
import dev.poort.config.Machine;
import dev.poort.json.JsonObject;
import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import dev.poort.problem.ReadResult;
import dev.poort.settings.Places;
import dev.poort.settings.SideBySide;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Judges gateways whole and reads what is to run.
 *
 * @param bindings what stands for Azure's things on this machine
 */
record Judge(Bindings bindings) {
  /** Whether a resource may be a member of some gateway's pools. */
  static boolean isMachine(ResourceId id) {
    return Arrays.stream(Machine.Kind.values()).anyMatch(kind -> id.isOf(kind.type()));
  }

  /**
   * Reads a gateway.
   *
   * @param held which
   * @param around what it may refer to
   * @throws Refusal (400) with all that is wrong
   */
  ApplicationGateway read(Held held, Inventory around) throws Refusal {
    List<Held> machines = around.where(each -> isMachine(each.id()));
    var interfaces = new Interfaces(held.id(), bindings, machines);
    JsonObject form = interfaces.joined(held.document());
    ReadResult<ApplicationGateway> read =
        GatewayResource.read(form, held.id().name(), interfaces.without(), bindings);
    ApplicationGateway gateway = read.value();
    if (gateway == null) throw Refusal.of("InvalidRequestContent", read.problems());
    var places =
        new Places(new Place("", 0, 0, "$.properties.httpListeners"), Map.of(gateway.name(), form));
    List<Problem> collisions =
        new SideBySide(bindings, places, false).of(List.of(gateway), true).problems();
    if (Problem.anyError(collisions)) throw Refusal.of("InvalidRequestContent", collisions);
    return gateway;
  }
}
