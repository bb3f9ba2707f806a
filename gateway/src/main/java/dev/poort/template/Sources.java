package dev.poort.template;

import dev.poort.json.JsonNumber;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import dev.poort.template.expression.Expression;
import dev.poort.template.function.NoValueException;
import dev.poort.template.function.SpentException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what an expression is made of: the values of parameters, variables, loops and other
 * resources, each with the place where it is written, and what those are made of in turn. Secrets
 * are not shown.
 */
final class Sources {
  private static final int MAX_STEPS = 6;

  /**
   * Beyond so many parts of expressions nobody looks: variables may be made of others at length.
   */
  private static final int MAX_PARTS = 100;

  private final Evaluator evaluator;
  private final boolean told;
  private final Set<String> steps = new LinkedHashSet<>();
  private final Set<JsonValue> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private int parts;

  /**
   * @param told whether values may be shown that are no secrets
   */
  Sources(Evaluator evaluator, boolean told) {
    this.evaluator = evaluator;
    this.told = told;
  }

  /** One sentence each. */
  Set<String> steps() {
    return steps;
  }

  /**
   * Adds what an expression or a part of it is made of.
   *
   * @param text the whole expression as it is written
   */
  void add(String text, Expression part, Frame frame) {
    if (steps.size() >= MAX_STEPS || ++parts > MAX_PARTS) return;
    if (isSource(root(part))) {
      addSource(text, part, frame);
      return;
    }
    switch (part) {
      case Expression.Access access -> {
        add(text, access.target(), frame);
        add(text, access.key(), frame);
      }
      case Expression.Call call -> call.arguments().forEach(argument -> add(text, argument, frame));
      case Expression.Text _, Expression.Whole _ -> {}
    }
  }

  /** What a member is taken of, in the end. */
  private static Expression root(Expression part) {
    return part instanceof Expression.Access access ? root(access.target()) : part;
  }

  private static boolean isSource(Expression root) {
    if (!(root instanceof Expression.Call call)) return false;
    return switch (call.function()) {
      case "parameters", "variables" -> call.arguments().size() == 1;
      case "copyindex" -> true;
      case "reference" -> !call.arguments().isEmpty();
      default -> false;
    };
  }

  private void addSource(String text, Expression part, Frame frame) {
    JsonValue value = value(part, frame);
    if (value == null && part instanceof Expression.Access access) {
      addSource(text, access.target(), frame); // it has no such member
      return;
    }
    if (value != null && !(value instanceof JsonUnknown)) {
      boolean secret = Secrecy.isSecret(part, frame) || value.position().isSecret();
      String shown = secret ? "a secret" : told ? Texts.shown(value) : "not shown";
      String link = value.position().link();
      String where = link.isEmpty() ? "" : " (" + link + ")";
      String written = text.substring(part.offset(), part.end()).replaceAll("\\s+", " ");
      steps.add(Texts.shorten(written) + " is " + shown + where);
    }
    for (Expression key : keys(part)) add(text, key, frame);
    Origin origin = origin(part, frame);
    if (origin == null || !(origin.raw() instanceof JsonString raw)) return;
    Expression deeper = evaluator.parsed(raw);
    if (deeper != null && seen.add(raw)) add(raw.text(), deeper, origin.frame());
  }

  /** What is between the parentheses and brackets of a source. */
  private static List<Expression> keys(Expression part) {
    return switch (part) {
      case Expression.Access access -> {
        var keys = new ArrayList<>(keys(access.target()));
        keys.add(access.key());
        yield keys;
      }
      case Expression.Call call -> call.arguments();
      case Expression.Text _, Expression.Whole _ -> List.of();
    };
  }

  private @Nullable JsonValue value(Expression part, Frame frame) {
    try {
      return evaluator.expression(part, frame, Position.outside(""));
    } catch (NoValueException | SpentException _) {
      return null; // the report says why
    }
  }

  /** What a source, or a member of one, is made of; null where that cannot be told. */
  private @Nullable Origin origin(Expression part, Frame frame) {
    if (part instanceof Expression.Access access) {
      OutputAccess output = OutputAccess.of(access);
      Origin target = output == null ? origin(access.target(), frame) : outputs(output, frame);
      Expression key = constant(access.key(), frame);
      return target == null || key == null ? null : target.within(key);
    }
    boolean inFunction = frame.locals().arguments() != null; // whose caller's trail follows
    if (inFunction || !(part instanceof Expression.Call call)) return null;
    if (call.function().equals("copyindex")) return null;
    if (call.function().equals("reference")) {
      Resource resource = referred(call, frame);
      return resource == null ? null : written(resource, call.arguments().size() == 3);
    }
    Expression name = constant(call.arguments().getFirst(), frame);
    return name instanceof Expression.Text text
        ? frame.environment().origin(call.function(), text.value())
        : null;
  }

  /** What the outputs of a deployment are made of; null where that cannot be told. */
  private @Nullable Origin outputs(OutputAccess output, Frame frame) {
    Resource resource = referred(output.reference(), frame);
    Deployment deployment =
        resource == null || !resource.isDeployment() ? null : resource.nested().deployment();
    JsonValue written = deployment == null ? null : deployment.template().get("outputs");
    return deployment == null || written == null ? null : new Origin(written, deployment.frame());
  }

  private @Nullable Resource referred(Expression.Call reference, Frame frame) {
    JsonValue name = value(reference.arguments().getFirst(), frame);
    if (!(name instanceof JsonString text)) return null;
    Resource resource = frame.environment().find(text.text());
    return resource != null && resource.isDeployed() ? resource : null;
  }

  private static @Nullable Origin written(Resource resource, boolean full) {
    JsonValue raw = full ? resource.raw() : resource.raw().get("properties");
    return raw == null ? null : new Origin(raw, resource.frame());
  }

  /** A key with its value in its place; null when it has none. */
  private @Nullable Expression constant(Expression key, Frame frame) {
    return switch (value(key, frame)) {
      case JsonString name -> new Expression.Text(name.text(), key.offset(), key.end());
      case JsonNumber index when Constraints.whole(index) != null ->
          new Expression.Whole(Long.parseLong(index.text()), key.offset(), key.end());
      case null, default -> null;
    };
  }
}
