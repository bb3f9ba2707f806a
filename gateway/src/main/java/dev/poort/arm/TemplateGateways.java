package dev.poort.arm;

import dev.poort.config.Bindings;
import dev.poort.config.Machine;
import dev.poort.json.JsonObject;
import dev.poort.problem.Purpose;
import dev.poort.template.Evaluation;
import dev.poort.template.Request;
import dev.poort.template.Resource;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** The gateways of a template, those in nested and linked ones too. */
final class TemplateGateways {
  static final String TYPE = "Microsoft.Network/applicationGateways";

  private final Evaluation evaluation;

  TemplateGateways(JsonObject template, GatewaySource source, Bindings bindings, Purpose purpose) {
    var deployed = new AzureProperties(bindings, source.scope().location());
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
        evaluation.resources().stream()
            .filter(resource -> TYPE.equalsIgnoreCase(resource.type()) && !resource.isExisting())
            .map(resource -> new Found.Gateway(resource.name(), resource.written(), resource::body))
            .toList();
    return new Found(gateways, this::machines, evaluation::files);
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
