package dev.poort.arm;

import dev.poort.config.ApplicationGateway;
import dev.poort.config.Bindings;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonReader;
import dev.poort.json.JsonValue;
import dev.poort.json.Nearest;
import dev.poort.problem.Place;
import dev.poort.problem.Problem;
import dev.poort.problem.Purpose;
import dev.poort.problem.ReadResult;
import dev.poort.template.Evaluation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads gateways from ARM JSON: one as {@code az network application-gateway show} or an export
 * prints it, several as {@code list} does, those of a template with its parameters, or the
 * properties of one alone. The whole of it is judged and everything wrong reported at once;
 * gateways come of it only when nothing is an error: at least one, in the file's order, no two of
 * one name in any letter case. May be called from any thread.
 */
public final class GatewayReader {
  private final GatewaySource source;
  private final Bindings bindings;
  private final Findings findings;
  private @Nullable TemplateGateways template;
  private boolean others;
  private final List<EvaluatedGateway> evaluated = new ArrayList<>();
  private Set<Path> files = Set.of();

  private GatewayReader(GatewaySource source, Bindings bindings, Purpose purpose) {
    this.source = source;
    this.bindings = bindings;
    findings = new Findings(purpose);
  }

  /**
   * What came of reading.
   *
   * @param gateways those that are wanted; a null value without an error only where the purpose is
   *     to check: then not all that they need was given. To bind it is as much as can be told
   * @param others whether the file holds more of them, which are not wanted
   * @param evaluated what they were read from, in the same order
   * @param whole whether all that they need can be told
   * @param files what was read beside the file and its parameters: linked templates
   * @param publicIps the names of the public IPs of which something in the file is made
   */
  public record Reading(
      ReadResult<List<ApplicationGateway>> gateways,
      boolean others,
      List<EvaluatedGateway> evaluated,
      boolean whole,
      Set<Path> files,
      Set<String> publicIps) {}

  /** Reads a file by itself, to run what it says. */
  public static ReadResult<List<ApplicationGateway>> read(Path file) {
    return read(new GatewaySource(file), Bindings.NONE, Purpose.RUN).gateways();
  }

  /**
   * Reads a file.
   *
   * @param bindings what stands for Azure's things on this machine
   * @param purpose whether the gateways are to run; else they may lack what run needs
   */
  public static Reading read(GatewaySource source, Bindings bindings, Purpose purpose) {
    return read(source, source.json(), bindings, purpose);
  }

  /**
   * Reads a text by itself, to run what it says.
   *
   * @param fileName what the problems call it; without its ending also the name of a gateway that
   *     has none
   */
  public static ReadResult<List<ApplicationGateway>> read(String fileName, String text) {
    return read(fileName, text, Bindings.NONE, Purpose.RUN);
  }

  static ReadResult<List<ApplicationGateway>> read(
      String fileName, String text, Bindings bindings, Purpose purpose) {
    return read(new GatewaySource(Path.of(fileName)), text, bindings, purpose).gateways();
  }

  /**
   * Reads a text.
   *
   * @param source what the text is deployed with; its file is not read
   */
  static Reading read(GatewaySource source, String text, Bindings bindings, Purpose purpose) {
    return read(source, JsonReader.read(source.file().toString(), text), bindings, purpose);
  }

  private static Reading read(
      GatewaySource source, ReadResult<JsonValue> json, Bindings bindings, Purpose purpose) {
    return new GatewayReader(source, bindings, purpose).read(json);
  }

  private Reading read(ReadResult<JsonValue> json) {
    findings.addAll(json.problems());
    JsonValue root = json.value();
    List<ApplicationGateway> gateways = root == null ? List.of() : gateways(root);
    var problems = new ArrayList<>(findings.problems());
    Evaluation evaluation = evaluation();
    if (evaluation != null) {
      problems.replaceAll(evaluation::masked);
      problems.addAll(evaluation.problems());
    }
    boolean open = findings.incomplete() && !Problem.anyError(problems);
    if (open && findings.purpose() == Purpose.RUN) {
      problems.add(
          Problem.error(
              "the gateway cannot be told whole",
              Place.of(source.file().toString()),
              "Mend what the warnings name"));
    }
    boolean partial = findings.incomplete() && findings.purpose() != Purpose.BIND;
    boolean none = Problem.anyError(problems) || partial || root == null;
    return new Reading(
        new ReadResult<>(none ? null : gateways, problems),
        others,
        List.copyOf(evaluated),
        !none && !findings.incomplete(),
        files,
        template == null ? Set.of() : template.publicIps());
  }

  private List<ApplicationGateway> gateways(JsonValue root) {
    Found found = find(root);
    List<Found.Gateway> wanted = wanted(found.gateways(), root);
    List<JsonObject> bodies = wanted.stream().map(each -> each.body().get()).toList();
    others = bodies.size() < found.gateways().size();
    Evaluation evaluation = evaluation();
    if (evaluation != null) evaluation.onlyWarn();
    Machines machines = Machines.in(found.around().get());
    List<ApplicationGateway> gateways = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < bodies.size(); i++) {
      JsonObject body = bodies.get(i);
      var json = new ArmObject(ArmType.GATEWAY, body, findings);
      ApplicationGateway gateway = new Gateways(machines, bindings).read(json, source.stem());
      gateways.add(gateway);
      evaluated.add(new EvaluatedGateway(body, gateway));
      boolean untold = evaluation != null && wanted.get(i).name() == null;
      if (untold || names.add(gateway.name().toLowerCase(Locale.ROOT))) continue;
      findings.error(body, "a second gateway is named " + gateway.name(), "Give it another name");
    }
    if (evaluation != null) evaluation.rest();
    if (template != null) template.spareBound(bodies, bindings);
    files = found.files().get();
    return gateways;
  }

  /** The template that is read; null where it is none. */
  private @Nullable Evaluation evaluation() {
    return template == null ? null : template.evaluation();
  }

  private Found find(JsonValue root) {
    if (!Evaluation.isTemplate(root)) return new GatewayFinder(findings).find(root);
    var template = new TemplateGateways((JsonObject) root, source, bindings, findings.purpose());
    this.template = template;
    Found found = template.find();
    if (found.gateways().isEmpty() && !Problem.anyError(template.evaluation().problems())) {
      template.evaluation().onlyWarn();
      template.none(root, findings);
    }
    return found;
  }

  /** Those that are to be read; a wanted name that none has is an error. */
  private List<Found.Gateway> wanted(List<Found.Gateway> found, JsonValue root) {
    List<String> wanted = source.gateways();
    if (wanted.isEmpty() || found.isEmpty()) return found;
    List<String> names = found.stream().map(Found.Gateway::name).filter(Objects::nonNull).toList();
    boolean open = names.size() < found.size(); // one without a name may be the wanted one
    for (String name : wanted) {
      if (open || names.stream().anyMatch(name::equalsIgnoreCase)) continue;
      if (template != null && template.absent(name, root, findings)) continue;
      String nearest = Nearest.of(name, names);
      String what = "there is no gateway " + name + " among " + String.join(", ", names);
      String mend = nearest == null ? "" : "Did you mean " + nearest + "?";
      findings.add(Problem.error(what, Place.of(source.file().toString()), mend));
    }
    return found.stream()
        .filter(gateway -> gateway.name() == null || isIn(wanted, gateway.name()))
        .toList();
  }

  private static boolean isIn(List<String> names, String name) {
    return names.stream().anyMatch(name::equalsIgnoreCase);
  }
}
