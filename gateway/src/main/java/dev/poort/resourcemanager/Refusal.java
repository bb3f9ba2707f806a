package dev.poort.resourcemanager;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonValue;
import dev.poort.problem.Problem;
import dev.poort.problem.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why an operation is not done, in the form of ARM's errors. Nothing has changed. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1;
  private static final int MAX_DETAILS = 100;

  private final int status;
  private final String code;
  private final @Nullable String target;
  private final transient List<Problem> problems;

  /**
   * @param status the status code of HTTP
   * @param code one word, such as {@code ResourceNotFound}
   * @param message for people
   */
  public Refusal(int status, String code, String message) {
    this(status, code, message, null, List.of());
  }

  Refusal(
      int status, String code, String message, @Nullable String target, List<Problem> problems) {
    super(message);
    this.status = status;
    this.code = code;
    this.target = target;
    this.problems = List.copyOf(problems);
  }

  /** What is wrong with what was sent. */
  static Refusal of(String code, List<Problem> problems) {
    List<Problem> errors =
        problems.stream().filter(it -> it.severity() == Severity.ERROR).sorted().toList();
    if (errors.isEmpty()) return new Refusal(400, code, "it cannot be told whole");
    Problem first = errors.getFirst();
    String message = errors.size() == 1 ? text(first) : errors.size() + " errors: " + text(first);
    return new Refusal(400, code, message, first.where().path(), errors);
  }

  static Refusal notFound(ResourceId id) {
    String what =
        id.isGroup()
            ? "the resource group " + id.name() + " could not be found"
            : "the resource " + id.type() + "/" + id.name() + " could not be found";
    ResourceId group = id.groupId();
    boolean inGroup = group != null && !id.isGroup();
    return new Refusal(
        404,
        id.isGroup()
            ? "ResourceGroupNotFound"
            : id.isOf(Deployments.TYPE) ? "DeploymentNotFound" : "ResourceNotFound",
        inGroup ? what + " under the resource group " + id.group() : what);
  }

  /** The status code of HTTP. */
  public int status() {
    return status;
  }

  /** The word for programs. */
  public String code() {
    return code;
  }

  /** The body of the answer. */
  public JsonObject document() {
    return new Document().put("error", error()).build();
  }

  /** The error alone, as it stands in a body. */
  JsonObject error() {
    var error = new Document().text("code", code).text("message", String.valueOf(getMessage()));
    if (target != null) error.text("target", target);
    if (!problems.isEmpty()) error.put("details", new JsonArray(details(), Document.NOWHERE));
    return error.build();
  }

  private List<JsonValue> details() {
    List<JsonValue> details = new ArrayList<>();
    for (Problem problem : problems) {
      if (details.size() == MAX_DETAILS) break;
      var detail = new Document().text("code", code).text("message", text(problem));
      details.add(detail.text("target", problem.where().path()).build());
    }
    return details;
  }

  private static String text(Problem problem) {
    StringBuilder text = new StringBuilder(problem.what());
    for (String step : problem.where().trail()) text.append("; ").append(step);
    if (!problem.mend().isEmpty()) text.append(". ").append(problem.mend());
    return text.toString();
  }
}
