package dev.poort.resourcemanager;

import dev.poort.arm.EvaluatedGateway;
import dev.poort.arm.GatewayResource;
import dev.poort.config.Bindings;
import dev.poort.config.Settings;
import dev.poort.control.Gateways;
import dev.poort.json.JsonObject;
import dev.poort.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Azure Resource Manager's resources, held by this process: gateways, which serve as soon as they
 * are put, and whatever else a template names, which is kept and read back. What was answered with
 * success is in the store.
 *
 * <p>Every method may be called from any thread that may wait. Reading never waits for a change.
 */
public final class ResourceManager {
  private final Changes changes;
  private final Views views;
  private final Gateways gateways;
  private final Bindings bindings;

  private ResourceManager(Changes changes, Views views, Gateways gateways, Bindings bindings) {
    this.bindings = bindings;
    this.changes = changes;
    this.views = views;
    this.gateways = gateways;
  }

  /**
   * Takes up what a store holds; its gateways serve when this returns. One that cannot serve now,
   * such as one whose port another process has, is said in the log and stays in the store.
   *
   * @param gateways those of this process; none may run yet
   */
  public static ResourceManager open(Gateways gateways, Store store, Settings settings) {
    Judge judge = new Judge(settings.bindings());
    Inventory found = new StoredResources(store, judge, gateways).serve();
    Changes changes = new Changes(gateways, store, judge, found);
    Views views = new Views(new PublicAddresses(settings.bindings(), changes::now)::of);
    return new ResourceManager(changes, views, gateways, settings.bindings());
  }

  /**
   * Shows what a file says; nothing can be changed.
   *
   * @param gateways those of this process, by the ids that {@link Gateways#idOf} makes
   */
  public static ResourceManager ofFile(
      Gateways gateways, List<EvaluatedGateway> evaluated, Settings settings) {
    Judge judge = new Judge(settings.bindings());
    Changes changes = new Changes(gateways, null, judge, Inventory.of(List.of(Groups.standard())));
    Views views = new Views(new PublicAddresses(settings.bindings(), changes::now)::of);
    var manager = new ResourceManager(changes, views, gateways, settings.bindings());
    manager.show(evaluated);
    return manager;
  }

  /** Shows what a file says now. */
  public void show(List<EvaluatedGateway> evaluated) {
    List<Held> shown = new ArrayList<>();
    shown.add(Groups.standard());
    for (EvaluatedGateway each : evaluated) {
      ResourceId id = ResourceId.of(Gateways.idOf(each.gateway().name()));
      JsonObject form = GatewayResource.form(Plain.of(each.resource()));
      Held before = changes.now().get(id);
      shown.add(GatewayEdits.put(id, form, before, Groups.LOCATION).as(each.gateway()));
    }
    changes.show(Inventory.of(shown));
  }

  /**
   * A resource, a part of one, a group, or all of a collection.
   *
   * @throws Refusal (404) when there is none
   */
  public Reply get(ResourceId id) throws Refusal {
    return reads().get(id);
  }

  private Reads reads() {
    return new Reads(changes.now(), views);
  }

  /**
   * Makes a resource or replaces it; a gateway serves when this returns.
   *
   * @param body what it is to be
   * @param condition under which it may be changed
   * @param who asks for it
   */
  public Reply put(ResourceId id, String body, Condition condition, String who) throws Refusal {
    JsonObject sent = Body.read(body);
    JsonObject form = id.isOf(GatewayResource.TYPE) ? GatewayResource.form(sent) : sent;
    if (id.isResource() && id.depth() > 1 && id.top().isOf(GatewayResource.TYPE)) {
      throw new Refusal(
          405, "MethodNotAllowed", "parts of a gateway change with it: PUT the whole");
    }
    boolean[] made = new boolean[1];
    long[] from = new long[1];
    Inventory after =
        changes.make(
            who,
            "PUT " + id,
            now -> {
              from[0] = now.version();
              condition.check(now.get(id));
              made[0] = isNew(id, now);
              Edits edits = new Edits();
              Puts.put(id, form, now, edits);
              return edits;
            });
    Held held = after.get(id);
    int status = made[0] ? 201 : 200;
    long version = after.version() == from[0] ? 0 : after.version();
    if (held == null) return new Reply(status, get(id).json(), null, version);
    return new Reply(status, held.shown(views), held.etag(), version);
  }

  private boolean isNew(ResourceId id, Inventory now) {
    if (!Children.isPart(id)) return now.get(id) == null;
    Held parent = now.get(id.parent());
    return parent == null || views.part(parent, id) == null;
  }

  /**
   * Takes a resource away with all that lies in it; a gateway takes nothing new from then on.
   *
   * @return 200, or 204 when there was none
   * @throws Refusal (400) when another resource uses it
   */
  public Reply delete(ResourceId id, Condition condition, String who) throws Refusal {
    boolean[] found = new boolean[1];
    changes.make(
        who,
        "DELETE " + id,
        now -> {
          condition.check(now.get(id));
          Edits edits = new Edits();
          found[0] = Puts.remove(id, now, edits);
          if (!found[0] && id.isGroup()) throw Refusal.notFound(id);
          if (found[0] && id.isResource()) Uses.demandNone(id, now);
          return edits;
        });
    // Clients of deployments know no other success.
    return Reply.empty(found[0] && !id.isOf(Deployments.TYPE) ? 200 : 204);
  }

  /**
   * Changes the tags of a resource; all else that PATCH might say is left alone, as Azure does for
   * gateways.
   */
  public Reply patch(ResourceId id, String body, Condition condition, String who) throws Refusal {
    JsonObject sent = Body.read(body);
    Inventory after =
        changes.make(
            who,
            "PATCH " + id,
            now -> {
              Held held = now.get(id);
              if (held == null) throw Refusal.notFound(id);
              condition.check(held);
              if (!(sent.get("tags") instanceof JsonObject tags)) return new Edits();
              JsonObject document = Document.with(held.document(), "tags", tags);
              return new Edits().put(Held.of(held.id(), document, null));
            });
    Held held = after.get(id);
    if (held == null) throw Refusal.notFound(id);
    return new Reply(200, held.shown(views), held.etag());
  }

  /** Does something with a gateway: stop, start, or ask for the health of its members. */
  public Reply act(ResourceId id, String action, String body, String who) throws Refusal {
    if (!id.isOf(GatewayResource.TYPE)) {
      throw new Refusal(404, "InvalidAction", id.type() + " has no action " + action + " here");
    }
    return new GatewayActions(changes, gateways).act(id, action, body, who);
  }

  /**
   * Deploys a template: all of its resources or none.
   *
   * @param body as ARM has it; the template may stand in it as az pastes it
   * @param may which resources it may change, and read in what it says of others
   */
  public Reply deploy(ResourceId id, String body, String who, Predicate<String> may)
      throws Refusal {
    return deployments(may).put(id, body, who);
  }

  /** Judges a deployment without doing it. */
  public Reply validate(ResourceId id, String body, Predicate<String> may) throws Refusal {
    return deployments(may).validate(id, body);
  }

  /** Tells what a deployment would change. */
  public Reply whatIf(ResourceId id, String body, Predicate<String> may) throws Refusal {
    return deployments(may).whatIf(id, body);
  }

  /** Refuses to cancel a deployment: each is over when its PUT is answered. */
  public Reply cancel(ResourceId id) throws Refusal {
    return deployments(_ -> false).cancel(id);
  }

  /**
   * What a deployment did, resource by resource.
   *
   * @param operation which; null for all
   */
  public Reply operations(ResourceId id, @Nullable String operation) throws Refusal {
    return deployments(_ -> false).operations(id, operation);
  }

  private Deployments deployments(Predicate<String> may) {
    return new Deployments(changes, views, bindings, may);
  }

  /**
   * The newest versions of what is held: who asked for which, when, and what changed.
   *
   * @param limit how many at most
   * @param may which resources are told, by their ids
   * @throws Refusal (409) where a file says what there is
   */
  public Reply history(int limit, Predicate<String> may) throws Refusal {
    return new History(changes, may).list(limit);
  }

  /**
   * One version with all that it changed, by property, secrets masked.
   *
   * @throws Refusal (404) when there is no such version, or not any more
   */
  public Reply version(long number, Predicate<String> may) throws Refusal {
    return new History(changes, may).version(number);
  }

  /**
   * Makes everything what it was as of a version: a change like any other, with a version of its
   * own.
   *
   * @param may which resources the caller may change
   */
  public Reply rollback(long number, String who, Predicate<String> may) throws Refusal {
    return new History(changes, may).rollback(number, who);
  }

  /** Whether there is a resource: 204 or 404, without a body. */
  public Reply head(ResourceId id) {
    return reads().head(id);
  }

  /** The tenant. */
  public Reply tenants() {
    return Reply.of(200, Directory.tenants());
  }

  /** The subscriptions. */
  public Reply subscriptions() {
    return Reply.of(200, Directory.subscriptions(changes.now()));
  }

  /** A subscription; any is there. */
  public Reply subscription(String id) {
    return Reply.of(200, Directory.subscription(id));
  }

  /** The regions of a subscription. */
  public Reply locations(ResourceId subscription) {
    return Reply.of(200, Directory.locations(subscription));
  }

  /**
   * The providers of a subscription or of the tenant, or one of them.
   *
   * @param namespace such as {@code Microsoft.Network}; null for all
   */
  public Reply providers(ResourceId scope, @Nullable String namespace) {
    Inventory now = changes.now();
    return Reply.of(
        200,
        namespace == null
            ? Directory.providers(scope, now)
            : Directory.provider(scope, namespace, now));
  }

  /**
   * The resources in a subscription or a group, without their properties.
   *
   * @param filter ARM's {@code $filter}; null for all
   */
  public Reply resources(ResourceId scope, @Nullable String filter) throws Refusal {
    return reads().resources(scope, filter);
  }

  /** The groups of a subscription. */
  public Reply groups(ResourceId subscription, @Nullable String filter) throws Refusal {
    return reads().groups(subscription, filter);
  }
}
