package dev.poort.arm;

import dev.poort.config.Bindings;
import dev.poort.problem.Problem;
import dev.poort.problem.Purpose;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Templates that ask for more time, memory or stack than there is. They are written with single
 * quotes in place of double ones, and with two where a single one is meant.
 *
 * @param what how a problem begins that it must end with
 */
record HostileTemplates(String name, String text, String what) {
  private static final String STEPS = "the template takes more than ";
  private static final String CHARACTERS = "the strings of the template have more than ";
  private static final String STRING = "a string would have ";
  private static final String SIZE = "a value is made of more than ";
  private static final String NESTING = "the template nests too deeply";
  private static final String EXPRESSION = "the expression is nested too deeply";
  private static final String ONES = list(2_000, _ -> "1");
  private static final String NAMES = list(700, i -> "'n" + i + "', 1");
  private static final String RESOURCES = "the template has more than 20000 resources";

  /**
   * Reads them and says of each what {@link HostileTemplatesTest} wants to know, between tabs.
   *
   * @param args none for all, any for those that nest
   */
  public static void main(String[] args) {
    all().stream()
        .filter(template -> args.length == 0 || template.what.equals(NESTING))
        .map(HostileTemplates::read)
        .forEach(System.out::println);
  }

  private String read() {
    String json = text.replace("''", "\0").replace('\'', '"').replace('\0', '\'');
    long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    List<Problem> problems =
        GatewayReader.read("hostile.json", json, Bindings.NONE, Purpose.CHECK).problems();
    long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
    boolean found = problems.stream().anyMatch(problem -> problem.what().startsWith(what));
    String outcome =
        found ? "as expected" : "not as expected: " + problems.stream().limit(3).toList();
    return String.join("\t", name, "" + nanos / 1_000_000, "" + problems.size(), outcome);
  }

  static List<HostileTemplates> all() {
    return List.of(
        gateway("loops in loops", "", copies("'x'", 4), STEPS),
        gateway("loops in loops of expressions", "", copies("'[concat(1, 2)]'", 4), STEPS),
        row("arrays doubled", 30, "'[concat(#, #)]'", "[1]", SIZE),
        row("arrays of one array", 30, "['[#]', '[#]']", "[1]", SIZE),
        row("objects of one object", 30, "'[createObject(''a'', #, ''b'', #)]'", "{}", SIZE),
        row("strings doubled", 30, "'[concat(#, #)]'", "'x'", STRING),
        row("variables in a row", 10_000, "'[#]'", "'x'", NESTING),
        row("calls in a row", 10_000, "'[if(true(), union(#, #), #)]'", "[1]", NESTING),
        row("lambdas in a row", 10_000, "'[map(range(0, 9), lambda(''x'', #))]'", "1", NESTING),
        row("loops in a row", 10_000, copies("'[#]'", 1), "1", NESTING),
        row("unknown values doubled", 200, "'[concat(#, #)]'", "'[reference(''/'').x]'", NESTING),
        expression("maps of ranges", "map(R, lambda('x', range(0, 10000)))", STEPS),
        expression("maps of lists", "map(R, lambda('x', createArray(" + ONES + ")))", STEPS),
        expression("maps of objects", "map(R, lambda('x', createObject(" + NAMES + ")))", STEPS),
        expression("maps of long arrays", "map(R, lambda('x', concat(R, R)))", STEPS),
        expression("maps of unions", "map(R, lambda('x', union(R, R)))", STEPS),
        expression("maps of parts", "map(R, lambda('x', split(string(R), ',')))", STEPS),
        expression("maps of texts", "map(R, lambda('x', padLeft('', 10000)))", CHARACTERS),
        expression("maps of JSON", "map(R, lambda('x', json(string(R))))", STEPS),
        expression("a growing array", "reduce(R, R, lambda('x', 'y', concat(LX, R)))", STEPS),
        expression("maps of maps", "map(R, lambda('x', map(R, lambda('y', R))))", SIZE),
        expression("sorting", "map(R, lambda('x', sort(R, lambda('a', 'b', false()))))", STEPS),
        expression("searching", "map(R, lambda('x', contains(R, -1)))", STEPS),
        expression("the least of many", "map(R, lambda('x', min(R)))", STEPS),
        expression("long texts", "map(R, lambda('x', trim(S)))", STEPS),
        expression("long names", "map(R, lambda('x', deployment()[?S]))", STEPS),
        expression("long results", "map(R, lambda('x', concat(S)))", CHARACTERS),
        expression("long lists", "map(R, lambda('x', json(concat('[', S, ']'))))", STEPS),
        expression("wide formats", "format('" + "{0,999999}".repeat(9) + "', 1)", STRING),
        expression("percents", "format(concat('{0:', padLeft('}', 99999, '%')), 1)", "format: a"),
        expression("calls in calls", "f(".repeat(8_000), EXPRESSION),
        expression("members of members", "resourceGroup()" + ".a".repeat(8_000), EXPRESSION),
        expression("a long expression", "'" + "x".repeat(99_999) + "'", "the expression has more"),
        expression("functions of functions", "own.f0()", STEPS),
        expression("a function of itself", "own.f()", NESTING),
        template("loops of children", children("'apiVersion': '1'"), RESOURCES),
        template("children that are not there", children("'condition': false"), RESOURCES),
        template("deployments in deployments", deployments(), RESOURCES),
        template("a long name", "{ 'type': 'A.B/c', 'name': '[padLeft(''a'', 99999)]' }", "a name"),
        gateway(
            "wrong everywhere", "", "[" + list(9_999, i -> "'[f" + i + "()]'") + "]", "after 500"),
        new HostileTemplates("types of types", types(), STEPS));
  }

  private static HostileTemplates row(
      String name, int count, String each, String last, String what) {
    String row =
        list(count, i -> "'v%d': ".formatted(i) + each.replace("#", variable("v" + (i + 1))));
    String variables = row + ", 'v%d': %s".formatted(count, last);
    return gateway(name, variables, "'[" + variable("v0") + "]'", what);
  }

  private static String variable(String name) {
    return "variables(''" + name + "'')";
  }

  private static HostileTemplates expression(String name, String expression, String what) {
    String variables = "'r': '[range(0, 10000)]', 's': '[padLeft(''1'', 4000000)]'";
    String doubled =
        expression
            .replace("'", "''")
            .replaceAll("\\bR\\b", variable("r"))
            .replaceAll("\\bS\\b", variable("s"))
            .replaceAll("\\bLX\\b", "lambdaVariables(''x'')");
    return gateway(name, variables, "'[" + doubled + "]'", what);
  }

  private static HostileTemplates gateway(
      String name, String variables, String listeners, String what) {
    String functions =
        list(30, i -> function("f" + i, "f" + (i + 1)))
            + ", 'f30': { 'output': { 'value': 'x' } }, "
            + function("f", "f");
    String text =
        """
        { 'functions': [{ 'namespace': 'own', 'members': { %s } }],
          'variables': { %s },
          'resources': [{ 'type': 'Microsoft.Network/applicationGateways', 'name': 'gateway',
            'properties': { 'httpListeners': %s } }] }
        """
            .formatted(functions, variables, listeners);
    return new HostileTemplates(name, text, what);
  }

  private static String function(String name, String other) {
    return "'%s': { 'output': { 'value': '[concat(own.%s(), own.%2$s())]' } }"
        .formatted(name, other);
  }

  private static HostileTemplates template(String name, String resource, String what) {
    return new HostileTemplates(name, "{ 'resources': [" + resource + "] }", what);
  }

  private static String copies(String input, int depth) {
    String made = input;
    for (int i = 0; i < depth; i++) {
      made = "{ 'copy': [{ 'name': 'made', 'count': 800, 'input': " + made + " }] }";
    }
    return made;
  }

  private static String children(String member) {
    String made = "";
    for (int i = 0; i < 5; i++) {
      made =
          "{ 'type': 'A.B/c', 'name': 'x', 'copy': { 'name': 'l', 'count': 800 }, %s, 'resources': [%s] }"
              .formatted(member, made);
    }
    return made;
  }

  private static String deployments() {
    String made = "";
    for (int i = 0; i < 5; i++) {
      made =
          """
          { 'type': 'Microsoft.Resources/deployments', 'name': '[string(copyIndex())]',
            'copy': { 'name': 'l', 'count': 800 },
            'properties': { 'template': { 'resources': [%s] } } }
          """
              .formatted(made);
    }
    return made;
  }

  private static String types() {
    return """
        { 'definitions': {
            'a': { '$ref': '#/definitions/a/a/a/a' },
            'b': { 'items': { '$ref': '#/definitions/c' }, '$ref': '#/definitions/c' },
            'c': { 'items': { '$ref': '#/definitions/b' }, '$ref': '#/definitions/b' } },
          'parameters': {
            'p': { '$ref': '#/definitions/a', 'defaultValue': 1 },
            'q': { '$ref': '#/definitions/b', 'defaultValue': %s } },
          'resources': [] }
        """
        .formatted("[".repeat(90) + "]".repeat(90));
  }

  private static String list(int count, IntFunction<String> each) {
    return IntStream.range(0, count).mapToObj(each).collect(Collectors.joining(", "));
  }
}
