package dev.poort.resourcemanager;

import dev.poort.arm.GatewayResource;
import dev.poort.config.ApplicationGateway;
import dev.poort.control.Gateways;
import dev.poort.control.ListenException;
import dev.poort.control.PreparedChange;
import dev.poort.store.Edit;
import dev.poort.store.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes resources, one change after the other, each of them whole or not at all: it is judged,
 * all that may fail is done (ports bound, certificates read), it is kept in the store, and then it
 * serves. Readers see the inventory before or after it and never wait.
 */
final class Changes {
  private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

  /** What a change makes of what is there. */
  interface Plan {
    /**
     * Decides; called while nothing else changes.
     *
     * @throws Refusal when it is not to be
     */
    Edits of(Inventory now) throws Refusal;
  }

  private final Gateways gateways;
  private final @Nullable Store store;
  private final Judge judge;
  private final ReentrantLock turn = new ReentrantLock();
  private volatile Inventory current;

  /**
   * @param store keeps what is changed; null where a file says what is there, so that nothing can
   *     be
   */
  Changes(Gateways gateways, @Nullable Store store, Judge judge, Inventory found) {
    this.gateways = gateways;
    this.store = store;
    this.judge = judge;
    current = found;
  }

  /** What is there now. */
  Inventory now() {
    return current;
  }

  /** Holds something else from now on, as a file says. */
  void show(Inventory inventory) {
    current = inventory;
  }

  /**
   * Where what is changed is kept.
   *
   * @throws Refusal (409) where a file says what there is
   */
  Store keeper() throws Refusal {
    if (store != null) return store;
    throw new Refusal(
        409,
        "GatewaysOfAFile",
        "this process serves a file, which says what there is and is its own history: change the"
            + " file, or run poort without one and put the gateway there");
  }

  /**
   * Makes a change.
   *
   * @param who asked for it
   * @param what one line about it
   * @return what is there after it
   * @throws Refusal when nothing was changed
   */
  Inventory make(String who, String what, Plan plan) throws Refusal {
    Store keeper = keeper();
    turn.lock();
    try {
      Inventory before = current;
      Edits edits = plan.of(before);
      if (edits.isEmpty()) return before;
      Map<String, Optional<ApplicationGateway>> serving = judged(edits, before);
      try (PreparedChange change = prepare(serving)) {
        long version = keep(keeper, who, what, edits, before);
        for (Held made : List.copyOf(edits.made())) edits.put(made.at(version));
        change.commit();
        current = before.with(edits, version);
      }
      return current;
    } finally {
      turn.unlock();
    }
  }

  /** Judges a change without making it. */
  void judge(Edits edits) throws Refusal {
    judged(edits, current);
  }

  /** Reads every gateway that the change concerns; the edits hold what was read. */
  private Map<String, Optional<ApplicationGateway>> judged(Edits edits, Inventory before)
      throws Refusal {
    Inventory next = before.with(edits);
    Map<String, Optional<ApplicationGateway>> serving = new LinkedHashMap<>();
    boolean members = false;
    for (ResourceId gone : edits.gone()) {
      members |= Judge.isMachine(gone);
      if (gone.isOf(GatewayResource.TYPE)) serving.put(gone.toString(), Optional.empty());
    }
    for (Held made : List.copyOf(edits.made())) {
      members |= Judge.isMachine(made.id());
      if (made.isOf(GatewayResource.TYPE)) serve(made, next, edits, serving);
    }
    if (members) {
      for (Held other : next.where(each -> each.isOf(GatewayResource.TYPE))) {
        if (edits.made(other.id()) == null) rejudge(other, next, edits, serving);
      }
    }
    return serving;
  }

  private void serve(
      Held held, Inventory next, Edits edits, Map<String, Optional<ApplicationGateway>> serving)
      throws Refusal {
    ApplicationGateway read = judge.read(held, next);
    edits.put(held.as(read));
    serving.put(held.id().toString(), Optional.of(running(held, read)));
  }

  /** One whose members may have changed; when it cannot be read any more it stays as it is. */
  private void rejudge(
      Held held, Inventory next, Edits edits, Map<String, Optional<ApplicationGateway>> serving)
      throws Refusal {
    ApplicationGateway read = judge.read(held, next);
    if (read.equals(held.gateway())) return;
    edits.put(held.as(read));
    serving.put(held.id().toString(), Optional.of(running(held, read)));
  }

  private static ApplicationGateway running(Held held, ApplicationGateway read) {
    return held.isStopped() ? read.withoutListeners() : read;
  }

  private PreparedChange prepare(Map<String, Optional<ApplicationGateway>> serving) throws Refusal {
    try {
      return gateways.prepare(serving);
    } catch (ListenException e) {
      throw new Refusal(409, "AddressInUse", String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new Refusal(400, "InvalidRequestContent", String.valueOf(e.getMessage()));
    } catch (IllegalStateException e) {
      throw new Refusal(503, "ServerShuttingDown", "this process is ending");
    }
  }

  private static long keep(Store store, String who, String what, Edits edits, Inventory before)
      throws Refusal {
    List<Edit> kept = new ArrayList<>();
    for (Held made : edits.made()) {
      kept.add(new Edit(made.id().toString(), made.text(), version(before.get(made.id()))));
    }
    for (ResourceId gone : edits.gone()) {
      long version = version(before.get(gone));
      if (version > 0) kept.add(new Edit(gone.toString(), null, version));
    }
    try {
      return store.commit(who, what, kept).number();
    } catch (IOException e) {
      LOG.error("a change was not made, as the store did not keep it: {}", e.toString());
      String why = "the store did not keep it, so nothing was changed: " + e.getMessage();
      throw new Refusal(503, "StoreUnavailable", why);
    }
  }

  private static long version(@Nullable Held held) {
    return held == null ? 0 : held.version();
  }
}
