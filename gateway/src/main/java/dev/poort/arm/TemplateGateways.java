package dev.poort.arm;

import dev.poort.config.Bindings;
import dev.poort.config.Machine;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.problem.Problem;
import dev.poort.problem.Purpose;
import dev.poort.template.Absence;
import dev.poort.template.Evaluation;
import dev.poort.template.Request;
import dev.poort.template.Resource;
import dev.poort.template.Unknowns;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The gateways of a template, those in nested and linked ones too. */
final class TemplateGateways {
  static final String TYPE = "Microsoft.Network/applicationGateways";

  private final PublicIps publicIps;
  private final Evaluation evaluation;

  TemplateGateways(JsonObject template, GatewaySource source, Bindings bindings, Purpose purpose) {
    publicIps = new PublicIps(bindings, this::gateways);
    var deployed = new AzureProperties(publicIps, source.scope().location());
    boolean strict = purpose == Purpose.RUN;
    evaluation =
        new Evaluation(
            template,
            source.stem(),
            new Request(
                source.parameters(),
                source.scope(),
                source.links(),
                deployed,
                strict,
                Instant.now()));
  }

  Evaluation evaluation() {
    return evaluation;
  }

  Found find() {
    List<Found.Gateway> gateways =
        gateways().stream()
            .map(resource -> new Found.Gateway(resource.name(), resource.written(), resource::body))
            .toList();
    return new Found(gateways, this::machines, evaluation::files);
  }

  private List<Resource> gateways() {
    return evaluation.resources().stream()
        .filter(resource -> TYPE.equalsIgnoreCase(resource.type()) && !resource.isExisting())
        .toList();
  }

  /** The names of the public IPs whose addresses something is made of. */
  Set<String> publicIps() {
    return publicIps.asked();
  }

  /** Reports that the template deploys no gateway, and why. */
  void none(JsonValue root, Findings findings) {
    List<Absence> absences = evaluation.absences(TYPE);
    absences.forEach(absence -> report("no gateway is deployed", absence, root, findings));
    if (!absences.isEmpty()) return;
    String what = "none of the template's resources is of type " + TYPE;
    findings.error(root, what, GatewayFinder.WANTED);
  }

  /** Reports why a gateway of a name is not deployed; false when the template has none. */
  boolean absent(String name, JsonValue root, Findings findings) {
    List<Absence> absences =
        evaluation.absences(TYPE).stream()
            .filter(absence -> name.equalsIgnoreCase(absence.name()))
            .toList();
    String subject = "the gateway " + name + " is not deployed";
    absences.forEach(absence -> report(subject, absence, root, findings));
    return !absences.isEmpty();
  }

  private static void report(String subject, Absence absence, JsonValue root, Findings findings) {
    String what = subject + ": " + absence.what();
    if (absence.open()) {
      findings.add(findings.purpose().missing(what, absence.where(), absence.mend()));
      var reason = new JsonUnknown.Reason(JsonUnknown.Kind.NOT_GIVEN, what, absence.mend());
      findings.unknown(new JsonUnknown(reason, root.position()));
    } else {
      findings.add(Problem.error(what, absence.where(), absence.mend()));
    }
  }

  /**
   * A parameter without a value is no matter where nothing but certificates is made of it that
   * stand in files of this machine.
   *
   * @param gateways those that are read
   */
  void spareBound(List<JsonObject> gateways, Bindings bindings) {
    var bound = new Unknowns();
    Unknowns needed = evaluation.unknowns(resource -> !TYPE.equalsIgnoreCase(resource.type()));
    for (JsonObject gateway : gateways) new BoundParts(bindings, bound, needed).add(gateway);
    var spared = new HashSet<>(bound.reasons());
    spared.removeAll(needed.reasons());
    if (!spared.isEmpty()) evaluation.spare(spared);
  }

  private List<JsonObject> machines() {
    return evaluation.resources().stream()
        .filter(resource -> !resource.isExisting() && isMachine(resource))
        .map(Resource::body)
        .toList();
  }

  private static boolean isMachine(Resource resource) {
    return Arrays.stream(Machine.Kind.values())
        .anyMatch(kind -> kind.type().equalsIgnoreCase(resource.type()));
  }
}
