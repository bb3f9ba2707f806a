package dev.poort.resourcemanager;

import dev.poort.arm.GatewayResource;
import dev.poort.config.Probe;
import dev.poort.control.BackendHealth.PoolHealth;
import dev.poort.control.BackendHealth.ServerHealth;
import dev.poort.control.BackendHealth.SettingsHealth;
import dev.poort.control.Gateway;
import dev.poort.control.Gateways;
import dev.poort.json.JsonBoolean;
import dev.poort.json.JsonObject;
import dev.poort.problem.ReadResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with a gateway beside changing what it is.
 *
 * @param changes what is held
 * @param gateways what runs
 */
record GatewayActions(Changes changes, Gateways gateways) {
  private static final Duration LONGEST_PROBE = Duration.ofSeconds(60);
  private static final String POOLS = "backendAddressPools";
  private static final String SETTINGS = "backendHttpSettingsCollection";

  /**
   * Does something.
   *
   * @param action such as {@code stop}, in any letter case
   * @throws Refusal (404) when there is no such gateway or action
   */
  Reply act(ResourceId id, String action, String body, String who) throws Refusal {
    Held held = changes.now().get(id);
    if (held == null) throw Refusal.notFound(id);
    return switch (action.toLowerCase(Locale.ROOT)) {
      case "stop" -> state(id, "Stopped", "stop " + id, who);
      case "start" -> state(id, "Running", "start " + id, who);
      case "backendhealth" -> Reply.of(200, health(running(held), held.id()));
      case "getbackendhealthondemand" -> Reply.of(200, probed(held, Body.readOrNothing(body)));
      default ->
          throw new Refusal(
              404,
              "InvalidAction",
              "a gateway knows stop, start, backendhealth and getBackendHealthOnDemand, not "
                  + action);
    };
  }

  private Reply state(ResourceId id, String state, String what, String who) throws Refusal {
    changes.make(
        who,
        what,
        now -> {
          Held held = now.get(id);
          if (held == null) throw Refusal.notFound(id);
          boolean same = held.isStopped() == state.equals("Stopped") && held.gateway() != null;
          return same ? new Edits() : new Edits().put(GatewayEdits.withState(held, state));
        });
    return Reply.empty(200);
  }

  private Gateway running(Held held) throws Refusal {
    Gateway gateway = gateways.at(held.id().toString());
    if (gateway != null && !held.isStopped()) return gateway;
    throw new Refusal(
        409, "ApplicationGatewayNotRunning", "the gateway " + held.id().name() + " does not run");
  }

  private static JsonObject health(Gateway gateway, ResourceId id) {
    List<JsonObject> pools = new ArrayList<>();
    for (PoolHealth pool : gateway.backendHealth().backendAddressPools()) {
      List<JsonObject> collection = new ArrayList<>();
      for (SettingsHealth settings : pool.backendHttpSettingsCollection()) {
        collection.add(document(settings, id));
      }
      pools.add(
          new Document()
              .put("backendAddressPool", reference(id, POOLS, pool.pool()))
              .values(SETTINGS, collection)
              .build());
    }
    return new Document().values(POOLS, pools).build();
  }

  private JsonObject probed(Held held, JsonObject body) throws Refusal {
    String pool = name(body, "backendAddressPool");
    String settings = name(body, "backendHttpSettings");
    PoolHealth found = running(held).probe(pool, settings, probe(body));
    if (found == null) {
      throw new Refusal(
          400, "InvalidRequestContent", "no rule uses that pool with those HTTP settings");
    }
    SettingsHealth health = found.backendHttpSettingsCollection().getFirst();
    return new Document()
        .put("backendAddressPool", reference(held.id(), POOLS, found.pool()))
        .put("backendHealthHttpSettings", document(health, held.id()))
        .build();
  }

  /** With what the clients leave out; no longer than a client waits for the answer. */
  private static Probe probe(JsonObject body) throws Refusal {
    Document full = new Document(body);
    if (Document.text(body, "protocol") == null) full.text("protocol", "Http");
    if (Document.text(body, "host") == null) full.flag("pickHostNameFromBackendHttpSettings", true);
    else if (body.get("pickHostNameFromBackendHttpSettings") instanceof JsonBoolean pick
        && pick.value()) full.put("host", Document.string(""));
    ReadResult<Probe> read = GatewayResource.probe(full.build());
    Probe probe = read.value();
    if (probe == null) throw Refusal.of("InvalidRequestContent", read.problems());
    if (probe.timeout().compareTo(LONGEST_PROBE) <= 0) return probe;
    throw new Refusal(400, "InvalidRequestContent", "the timeout is above 60 s");
  }

  private static @Nullable String name(JsonObject body, String reference) {
    String id = Document.text(Document.object(body, reference), "id");
    return id == null ? null : ResourceId.of(id).name();
  }

  private static JsonObject document(SettingsHealth settings, ResourceId id) {
    List<JsonObject> servers = new ArrayList<>();
    for (ServerHealth server : settings.servers()) {
      servers.add(
          new Document()
              .text("address", server.address())
              .number("port", server.port())
              .text("fqdn", server.fqdn())
              .text("health", server.health().armName())
              .text("healthProbeLog", server.healthProbeLog())
              .build());
    }
    return new Document()
        .put("backendHttpSettings", reference(id, SETTINGS, settings.settings()))
        .values("servers", servers)
        .build();
  }

  private static JsonObject reference(ResourceId gateway, String collection, String name) {
    return new Document()
        .text("id", gateway.with(collection, name).toString())
        .text("name", name)
        .build();
  }
}
