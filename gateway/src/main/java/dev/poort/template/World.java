package dev.poort.template;

import dev.poort.template.function.Budget;
import dev.poort.template.function.SpentException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all deployments of one evaluation share. */
final class World {
  /** Nested deployments within one another. */
  static final int MAX_NESTING = 20;

  /** Resources of all deployments together. */
  static final int MAX_RESOURCES = 20_000;

  private final Request request;
  private final Report report;
  private final Budget budget;
  private final Evaluator evaluator;
  private final Map<String, Resource> byId = new HashMap<>();
  private final List<Deployment> deployments = new ArrayList<>();
  private final Set<Path> files = new LinkedHashSet<>();
  private int resources;
  private boolean searching;

  World(Request request, Report report, Budget budget) {
    this.request = request;
    this.report = report;
    this.budget = budget;
    evaluator = new Evaluator(report, budget, request.now());
  }

  /**
   * Works something out; all ways into an evaluation lead through here.
   *
   * @param otherwise takes its place when the template asks for too much, now or before
   */
  <T> T bounded(T otherwise, Supplier<T> work) {
    if (budget.isSpent()) return otherwise;
    try {
      return work.get();
    } catch (SpentException e) {
      report.end(e);
      return otherwise;
    }
  }

  /** Does some work like {@link #bounded(Object, Supplier)}. */
  void bounded(Runnable work) {
    bounded(
        false,
        () -> {
          work.run();
          return true;
        });
  }

  Request request() {
    return request;
  }

  Report report() {
    return report;
  }

  Evaluator evaluator() {
    return evaluator;
  }

  /** The files that were read for linked templates, or looked for. */
  Set<Path> files() {
    return files;
  }

  /** Takes part in the search for resources from now on. */
  void add(Deployment deployment) {
    deployments.add(deployment);
  }

  /**
   * Makes a resource known.
   *
   * @return false when there are too many
   */
  boolean add(Resource resource) {
    String id = resource.id();
    if (id != null) byId.putIfAbsent(id.toLowerCase(Locale.ROOT), resource);
    return ++resources <= MAX_RESOURCES;
  }

  /** All resources of all deployments, those of nested ones behind the deployment itself. */
  List<Resource> resources(Deployment root) {
    var all = new ArrayList<Resource>();
    collect(root, all);
    return all;
  }

  private static void collect(Deployment deployment, List<Resource> all) {
    for (Resource resource : deployment.resources()) {
      all.add(resource);
      Deployment nested = resource.nested();
      if (nested != null) collect(nested, all);
    }
  }

  /**
   * The resource that an argument of {@code reference} means: a symbolic name, an id, or a name in
   * the template that asks; null when it is not to be had.
   */
  @Nullable Resource find(String reference, Deployment asking) {
    Resource named = asking.symbolic(reference);
    if (named != null) return named;
    Resource found = byId(reference, asking);
    if (found != null || searching) return found;
    searching = true;
    try {
      resources(deployments.getFirst());
      return byId(reference, asking);
    } finally {
      searching = false;
    }
  }

  private @Nullable Resource byId(String reference, Deployment asking) {
    String key = reference.toLowerCase(Locale.ROOT);
    if (key.startsWith("/")) return byId.get(key);
    for (Resource resource : asking.resources()) {
      if (reference.equalsIgnoreCase(resource.name())) return resource;
      String id = resource.id();
      if (id != null && id.toLowerCase(Locale.ROOT).endsWith("/" + key)) return resource;
    }
    return null;
  }
}
