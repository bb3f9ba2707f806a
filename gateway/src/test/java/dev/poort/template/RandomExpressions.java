package dev.poort.template;

import dev.poort.template.function.Functions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes up expressions that a template could have, most of them wrong. */
public final class RandomExpressions {
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "A",
          " ",
          "name",
          "value",
          "properties",
          "outputs",
          "0",
          "-1",
          "1.5",
          "true",
          "{0}",
          "{0,9:D3}",
          "{1:#,##0.0%}",
          "{{{0:yyyy}}}",
          "{",
          "yyyy-MM-ddTHH:mm",
          "%",
          "a,b;c",
          "*",
          "*a?b*",
          "10.0.0.0/16",
          "2001:db8::/32",
          "P1DT2H",
          "-P9999Y",
          "2020-01-31T10:00:00Z",
          "https://a.b:8080/c/../d?e=f#g",
          "data:text/plain;base64,YWJj",
          "YWJj",
          "%41%zz",
          "[1, [2], {\"a\": null}]",
          "{\"a\": {\"b\": [1.5e300]}}",
          "[[",
          "é😀\u0130ß",
          "Full",
          "Microsoft.Network/applicationGateways",
          "A.B/c/d",
          "e/f",
          "gateway",
          "nested",
          "/subscriptions/0/resourceGroups/g/providers/A.B/c/d",
          "/",
          "..",
          "x''y",
          "\\u0041");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "2",
          "3",
          "-1",
          "7",
          "32",
          "800",
          "10000",
          "2147483648",
          "9223372036854775807",
          "-9223372036854775808");

  private static final List<String> LAMBDAS =
      List.of("filter", "groupBy", "map", "mapValues", "reduce", "sort", "toObject");

  private static final List<String> NAMES = List.of("a", "b", "value", "outputs", "x");

  private final Random random;
  private final List<String> functions = new ArrayList<>();
  private final List<String> sources;

  /**
   * @param sources expressions that give something: of parameters, variables, resources
   */
  public RandomExpressions(Random random, List<String> sources) {
    this.random = random;
    this.sources = List.copyOf(sources);
    functions.addAll(Functions.names());
    functions.addAll(ContextFunctions.names());
    functions.addAll(List.of("if", "and", "or", "listKeys", "sys.concat", "own.f", "lambda"));
    functions.sort(null); // so that a seed gives the same whatever order a map has
  }

  /** An expression in brackets. */
  public String expression() {
    return "[" + part(1 + random.nextInt(5)) + "]";
  }

  private String part(int depth) {
    if (depth <= 0) return leaf();
    return switch (random.nextInt(12)) {
      case 0, 1 -> leaf();
      case 2 -> part(depth - 1) + access(depth - 1);
      case 3, 4 -> withLambda(depth);
      case 5 -> "createArray(" + parts(random.nextInt(4), depth - 1) + ")";
      case 6 -> "createObject('" + any(NAMES) + "'," + part(depth - 1) + ")";
      case 7 -> "range(" + any(NUMBERS) + "," + random.nextInt(40) + ")";
      default -> any(functions) + "(" + parts(arguments(), depth - 1) + ")";
    };
  }

  private String leaf() {
    return switch (random.nextInt(8)) {
      case 0, 1, 2 -> "'" + any(TEXTS) + "'";
      case 3, 4 -> any(NUMBERS);
      case 5 -> "copyIndex()";
      default -> any(sources);
    };
  }

  private String access(int depth) {
    String safe = random.nextInt(4) == 0 ? "?" : "";
    return switch (random.nextInt(3)) {
      case 0 -> "." + safe + any(NAMES);
      case 1 -> "[" + safe + random.nextInt(3) + "]";
      default -> "[" + safe + part(depth) + "]";
    };
  }

  private String withLambda(int depth) {
    String body = random.nextBoolean() ? "lambdaVariables('x')" : part(depth - 1);
    String variables = random.nextBoolean() ? "'x'" : "'x','y'";
    String lambda = "lambda(" + variables + "," + body + ")";
    String second = random.nextInt(3) == 0 ? "," + lambda : "";
    return any(LAMBDAS) + "(" + part(depth - 1) + "," + lambda + second + ")";
  }

  /** Mostly as many as functions take. */
  private int arguments() {
    return random.nextInt(10) == 0 ? random.nextInt(9) : 1 + random.nextInt(3);
  }

  private String parts(int count, int depth) {
    return IntStream.range(0, count).mapToObj(_ -> part(depth)).collect(Collectors.joining(","));
  }

  private String any(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }
}
