package dev.poort.resourcemanager;

import dev.poort.arm.GatewayResource;
import dev.poort.config.ApplicationGateway;
import dev.poort.control.Gateways;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonReader;
import dev.poort.store.KeptResource;
import dev.poort.store.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up what a store holds when a process begins.
 *
 * @param store where it is kept
 * @param judge reads gateways
 * @param gateways where they serve
 */
record StoredResources(Store store, Judge judge, Gateways gateways) {
  private static final Logger LOG = LoggerFactory.getLogger(StoredResources.class);

  /** All of it; each gateway that can serve does so when this returns. */
  Inventory serve() {
    List<Held> found = new ArrayList<>();
    found.add(Groups.standard());
    for (KeptResource kept : store.resources().values()) {
      Held held = held(kept);
      if (held != null) found.add(held);
      else LOG.error("{} in the store is no JSON object and is left out", kept.id());
    }
    Inventory held = Inventory.of(found, store.latest());
    List<Held> read = new ArrayList<>();
    for (Held each : held.all()) {
      read.add(each.isOf(GatewayResource.TYPE) ? each.as(serve(each, held)) : each);
    }
    return Inventory.of(read, store.latest());
  }

  /** A resource of a store, not read as a gateway yet; null when it is no JSON object. */
  static @Nullable Held held(KeptResource kept) {
    return JsonReader.read(kept.id(), kept.document()).value() instanceof JsonObject document
        ? Held.of(ResourceId.of(kept.id()), document, null).at(kept.version())
        : null;
  }

  /** Null where it cannot serve: it stays in the store, and the next change tries again. */
  private @Nullable ApplicationGateway serve(Held held, Inventory around) {
    try {
      ApplicationGateway read = judge.read(held, around);
      ApplicationGateway runs = held.isStopped() ? read.withoutListeners() : read;
      try (var change = gateways.prepare(Map.of(held.id().toString(), Optional.of(runs)))) {
        change.commit();
      }
      return read;
    } catch (Refusal | IOException e) {
      LOG.error("{} is kept and does not serve: {}", held.id(), e.getMessage());
      return null;
    }
  }
}
