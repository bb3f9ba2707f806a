package dev.poort.template;

import dev.poort.json.JsonObject;
import dev.poort.problem.Place;
import dev.poort.template.function.Budget;
import dev.poort.template.function.SpentException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private final LinkedFiles files;
  private final Map<String, Resource> byId = new HashMap<>();
  private final Deque<Resource> unread = new ArrayDeque<>();
  private int resources;

  /**
   * @param template the outermost one
   */
  World(Request request, JsonObject template, Report report, Budget budget) {
    this.request = request;
    this.report = report;
    this.budget = budget;
    evaluator = new Evaluator(report, budget, request.now());
    judge(request.links(), report);
    files = new LinkedFiles(Path.of(template.position().place().file()), request.links());
  }

  private static void judge(Links links, Report report) {
    Path folder = links.folder();
    if (folder == null || Files.isDirectory(folder)) return;
    report.error(
        "there is no such folder", Place.of("--linked " + folder), "Check its name and place");
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

  /** Counts work that grows with the template and that no expression is the cause of. */
  void count(long steps) {
    budget.steps(steps);
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

  LinkedFiles files() {
    return files;
  }

  /** Makes a resource known. */
  void add(Resource resource) {
    if (++resources == MAX_RESOURCES) {
      String what = "the template has more than " + MAX_RESOURCES + " resources";
      report.error(what, resource.place(), "Make its copies smaller");
    }
    if (!resource.isDeployed()) return;
    for (String id : resource.ids()) byId.putIfAbsent(ResourceName.key(id), resource);
    if (resource.isDeployment()) unread.add(resource);
  }

  /** Whether no more resources are made known. */
  boolean isFull() {
    return resources >= MAX_RESOURCES;
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
      if (!resource.isDeployment() || !resource.isDeployed()) continue;
      Deployment nested = resource.nested().deployment();
      if (nested != null) collect(nested, all);
    }
  }

  /** The resource of an id that any of the deployments deploys; null when none does. */
  @Nullable Resource deployed(String id) {
    String key = ResourceName.key(id);
    Resource found = byId.get(key);
    while (found == null && !unread.isEmpty()) {
      Deployment nested = unread.remove().nested().deployment();
      if (nested != null) nested.index();
      found = byId.get(key);
    }
    return found;
  }
}
