package dev.poort.cli;

import dev.poort.json.JsonObject;
import dev.poort.json.JsonWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code poort health}. */
@Command(
    name = "health",
    description = "Shows the health of the members of a running instance.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "A member has a line for each HTTP settings with which rules use its pool.",
      "Health is Up, Down, Partial, Draining or Unknown, as Azure has it.",
      "",
      "Exit codes: 0 fine, whatever the health, 1 there is no such gateway, 2 wrong",
      "usage, 3 nothing answers at the management address.",
      "",
      "Examples:",
      "  poort health",
      "  poort health shop",
      "  poort health --json | jq -r '.gateways[].backendAddressPools[]'"
    })
final class HealthCommand implements Callable<Integer> {
  private static final List<String> HEADINGS =
      List.of("GATEWAY", "POOL", "SETTINGS", "MEMBER", "HEALTH", "PROBE");
  private static final String SETTINGS = "backendHttpSettings";

  @Spec private CommandSpec spec;
  @Mixin private ManagementOption management;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME|ID",
      description = "Of this gateway; without it of all.")
  private @Nullable String wanted;

  @Option(
      names = "--json",
      description = "Write one JSON object: ARM's backendhealth of each gateway.")
  private boolean json;

  @Override
  public Integer call() {
    return management.ask(
        instance -> {
          Map<JsonObject, ManagementClient.Reply> health = new LinkedHashMap<>();
          for (JsonObject gateway : new HeldGateways(instance).named(wanted)) {
            health.put(gateway, of(gateway, instance));
          }
          PrintWriter out = spec.commandLine().getOut();
          if (json) out.println(document(health));
          else table(health).forEach(out::println);
          return ExitCode.FINE;
        });
  }

  private static ManagementClient.Reply of(JsonObject gateway, ManagementClient instance)
      throws IOException, RefusedException {
    String target = HeldGateways.target(Fields.text(gateway, "id") + "/backendhealth");
    ManagementClient.Reply reply = instance.post(target, "{}");
    // One that is stopped has no health, and is no reason to hide that of the others.
    return reply.status() == 409 ? reply : reply.orRefused();
  }

  private static List<String> table(Map<JsonObject, ManagementClient.Reply> health) {
    List<List<String>> rows = new ArrayList<>(List.of(HEADINGS));
    health.forEach(
        (gateway, reply) -> {
          String name = Fields.text(gateway, "name");
          if (!reply.fine()) rows.add(List.of(name, "-", "-", "-", "-", reply.error()));
          for (JsonObject pool : Fields.objects(reply.json(), "backendAddressPools")) {
            addRows(name, pool, rows);
          }
        });
    return rows.size() == 1 ? List.of("no members") : TextTable.of(rows);
  }

  private static void addRows(String gateway, JsonObject pool, List<List<String>> rows) {
    String name = name(pool, "backendAddressPool");
    for (JsonObject settings : Fields.objects(pool, SETTINGS + "Collection")) {
      for (JsonObject server : Fields.objects(settings, "servers")) {
        String fqdn = Fields.text(server, "fqdn");
        String address = Fields.text(server, "address") + ":" + Fields.text(server, "port");
        rows.add(
            List.of(
                gateway,
                name,
                name(settings, SETTINGS),
                fqdn.isEmpty() ? address : fqdn + " (" + address + ")",
                Fields.text(server, "health"),
                Fields.text(server, "healthProbeLog")));
      }
    }
  }

  private static String name(JsonObject around, String reference) {
    return around.get(reference) instanceof JsonObject named ? Fields.text(named, "name") : "";
  }

  private static String document(Map<JsonObject, ManagementClient.Reply> health) {
    return Json.line(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("gateways");
          for (var each : health.entrySet()) {
            json.writeStartObject();
            json.writeStringField("id", Fields.text(each.getKey(), "id"));
            json.writeStringField("name", Fields.text(each.getKey(), "name"));
            for (var member : each.getValue().json().members()) {
              json.writeFieldName(member.name());
              json.writeRawValue(JsonWriter.compact(member.value()));
            }
            json.writeEndObject();
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
