package dev.poort.settings;

import dev.poort.config.Bindings;
import dev.poort.config.CertificateBinding;
import dev.poort.config.HostAndPort;
import dev.poort.config.Hosts;
import dev.poort.config.PageBinding;
import dev.poort.config.Placed;
import dev.poort.config.TenantBinding;
import dev.poort.json.JsonArray;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonValue;
import dev.poort.json.JsonValues;
import dev.poort.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads where the things of Azure are on this machine. */
final class BindingsReader {
  private static final List<String> TABLES =
      List.of("frontends", "ports", "members", "certificates", "pages", "tenants");

  /** What may stand in bindings. */
  static final List<String> KEYS =
      List.of("frontends", "ports", "members", "certificates", "pages", "tenants", "gateways");

  private final SettingsObject json;
  private final Path file;
  private final List<Problem> problems;
  private final JsonValues values;

  /**
   * @param file poort.json, at whose folder relative paths start
   */
  BindingsReader(SettingsObject json, Path file, List<Problem> problems) {
    this.json = json;
    this.file = file;
    this.problems = problems;
    values = json.values();
  }

  Bindings read() {
    return new Bindings(
        frontends(), ports(), members(), certificates(), pages(), tenants(), gateways());
  }

  private Map<String, Bindings> gateways() {
    var gateways = new HashMap<String, Bindings>();
    for (JsonMember member : table("gateways")) {
      JsonObject own = values.object(member.value());
      if (own == null) continue;
      SettingsObject tables = new SettingsObject(own, TABLES, problems);
      gateways.put(key(member), new BindingsReader(tables, file, problems).read());
    }
    return gateways;
  }

  private Collection<JsonMember> table(String key) {
    JsonObject table = json.table(key);
    return table == null ? List.of() : table.members();
  }

  private Map<String, String> frontends() {
    var frontends = new HashMap<String, String>();
    for (JsonMember member : table("frontends")) {
      String text = values.text(member.value());
      if (text == null) continue;
      String address = withoutBrackets(text);
      if (Hosts.isIpAddress(address) || Hosts.isName(address)) {
        frontends.put(key(member), address);
      } else {
        values.error(
            member.value(),
            JsonValues.shown(text) + " is no local address",
            "Write one without a port, such as \"127.0.0.1\": ports stand under bindings.ports");
      }
    }
    return frontends;
  }

  private static String withoutBrackets(String text) {
    boolean bracketed = text.startsWith("[") && text.endsWith("]");
    return bracketed ? text.substring(1, text.length() - 1) : text;
  }

  private Map<Integer, Integer> ports() {
    var ports = new HashMap<Integer, Integer>();
    for (JsonMember member : table("ports")) {
      int frontendPort = HostAndPortText.port(member.name());
      if (frontendPort < 0) {
        String what = JsonValues.shown(member.name()) + " is no port";
        problems.add(
            Problem.error(what, member.place(), "Write a frontend port, such as \"443\": 8443"));
      }
      Long local = values.whole(member.value(), 0, 65_535);
      if (frontendPort > 0 && local != null) ports.put(frontendPort, local.intValue());
    }
    return ports;
  }

  private Map<String, List<HostAndPort>> members() {
    var members = new HashMap<String, List<HostAndPort>>();
    for (JsonMember member : table("members")) {
      JsonArray array = values.array(member.value());
      if (array != null) members.put(key(member), members(array));
    }
    return members;
  }

  private List<HostAndPort> members(JsonArray array) {
    var members = new ArrayList<HostAndPort>();
    for (JsonValue element : array.elements()) {
      String text = values.text(element);
      if (text == null) continue;
      HostAndPort member = HostAndPortText.parse(text);
      if (member != null) {
        members.add(member);
      } else {
        String what = JsonValues.shown(text) + " is no host with a port";
        values.error(element, what, "Write \"127.0.0.1:5000\"");
      }
    }
    return List.copyOf(members);
  }

  private Map<String, CertificateBinding> certificates() {
    var certificates = new HashMap<String, CertificateBinding>();
    for (JsonMember member : table("certificates")) {
      CertificateBinding binding = CertificateBindingsReader.read(member, file, problems);
      if (binding != null) certificates.put(key(member), binding);
    }
    return certificates;
  }

  private Map<String, PageBinding> pages() {
    var pages = new HashMap<String, PageBinding>();
    for (JsonMember member : table("pages")) {
      Placed page = WebOrFile.read(member.value(), file, values);
      if (page != null) pages.put(key(member), new PageBinding(page));
    }
    return pages;
  }

  private Map<String, TenantBinding> tenants() {
    var tenants = new HashMap<String, TenantBinding>();
    for (JsonMember member : table("tenants")) {
      TenantBinding tenant = TenantBindingsReader.read(member, file, problems);
      if (tenant != null) tenants.put(key(member), tenant);
    }
    return tenants;
  }

  private static String key(JsonMember member) {
    return member.name().toLowerCase(Locale.ROOT);
  }
}
