package dev.poort.arm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes gateways without a fault in all the ways in which they may be written: any letter case,
 * properties nested or beside the name, numbers as strings, odd names, things that Poort does not
 * know. Objects are maps, arrays lists.
 */
final class GatewayMaker {
  /**
   * A text as it stands in a file, and what it says.
   *
   * @param written with {@code #} where a number makes it differ from all others
   */
  record Word(String written, String says) {
    Word(String both) {
      this(both, both);
    }

    Word with(int number) {
      String digits = Integer.toString(number);
      return new Word(written.replace("#", digits), says.replace("#", digits));
    }
  }

  /** Words that say what they are in every file. */
  private static final List<Word> PLAIN =
      List.of(
          new Word("n#"),
          new Word("web-#"),
          new Word("a.b_#"),
          new Word("Été #"),
          new Word("'quoted' #"),
          new Word("{open #"),
          new Word("[#"),
          new Word("#]"),
          new Word("(secret) #"),
          new Word("\"\\\n\u2028😀#"));

  /** Words that say in a gateway that stands alone what they say here. */
  static final List<Word> ALONE =
      Stream.concat(
              PLAIN.stream(),
              Stream.of(
                  new Word("[x#]"),
                  new Word("[[x#]"),
                  new Word("[[concat('#')]", "[concat('#')]"),
                  new Word("[[[concat('#')]", "[[concat('#')]")))
          .toList();

  /** Words that say in a template what they say here. */
  static final List<Word> IN_TEMPLATE =
      Stream.concat(
              PLAIN.stream(),
              Stream.of(
                  new Word("[[x#]", "[x#]"),
                  new Word("[[[x#]", "[[x#]"),
                  new Word("[[concat('#')]", "[concat('#')]")))
          .toList();

  private static final String REQUEST = "requestHeaderConfigurations";
  private static final String RESPONSE = "responseHeaderConfigurations";

  private final Tape tape;
  private final List<Word> words;
  private final List<Map<String, String>> certificates;
  private final boolean upperCase;

  /**
   * @param words of which names and other texts are made
   * @param certificates the properties that those of listeners may have
   */
  GatewayMaker(Tape tape, List<Word> words, List<Map<String, String>> certificates) {
    this.tape = tape;
    this.words = words;
    this.certificates = certificates;
    upperCase = tape.flip();
  }

  /** A whole resource. */
  Map<String, @Nullable Object> gateway() {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    List<Word> frontends = fill(properties, "frontendIPConfigurations", 1, this::frontend);
    List<Word> ports =
        fill(properties, "frontendPorts", 1, i -> map("port", number(tape.of(80, 443, 1) + i)));
    List<Word> tls = fill(properties, "sslCertificates", 0, _ -> certificate());
    List<Word> listeners =
        fill(properties, "httpListeners", 1, i -> listener(i, frontends, ports, tls));
    List<Word> pools = fill(properties, "backendAddressPools", 1, this::pool);
    List<Word> probes = fill(properties, "probes", 0, _ -> probe());
    List<Word> settings =
        fill(properties, "backendHttpSettingsCollection", 1, _ -> settings(probes));
    List<Word> redirects = fill(properties, "redirectConfigurations", 0, _ -> redirect(listeners));
    List<Word> rewrites = fill(properties, "rewriteRuleSets", 0, _ -> rewrites());
    Actions actions = new Actions(pools, settings, redirects, rewrites);
    List<Word> maps = fill(properties, "urlPathMaps", 0, _ -> pathMap(actions));
    boolean priorities = tape.flip();
    List<Object> rules = new ArrayList<>();
    for (int i = 0; i < listeners.size(); i++) {
      Map<String, @Nullable Object> rule = rule(listeners.get(i), i == 0, actions, maps);
      if (priorities) rule.put(key("priority"), number(i + 1));
      rules.add(resource(word(i), rule));
    }
    properties.put(key("requestRoutingRules"), rules);
    addUnknown(properties);
    Map<String, @Nullable Object> gateway = resource(word(0), properties);
    gateway.put(key("type"), "Microsoft.Network/applicationGateways");
    if (tape.flip()) gateway.put(key("tags"), map("HostName", text()));
    if (tape.flip()) gateway.put(key("etag"), "W/\"1\"");
    return gateway;
  }

  /** Mostly the first, as it takes long to open the others. */
  private Map<String, @Nullable Object> certificate() {
    int which = tape.below(3) == 2 ? tape.below(certificates.size()) : 0;
    return new LinkedHashMap<>(certificates.get(which));
  }

  private Word word(int number) {
    return words.get(tape.below(words.size())).with(number);
  }

  private String text() {
    return tape.flip() ? word(0).written() : "";
  }

  private void addUnknown(Map<String, @Nullable Object> properties) {
    if (tape.flip()) properties.put(key("enableHttp2"), tape.flip());
    if (tape.flip()) properties.put(key("sslPolicy"), null);
    if (tape.flip()) {
      properties.put("Future", List.of(map("Odd", text()), List.of(1, true, List.of())));
    }
  }

  private Map<String, @Nullable Object> frontend(int index) {
    if (index > 0 || tape.flip()) return map("privateIPAddress", "10.0.0." + (4 + index));
    return map("publicIPAddress", map("id", "/publicIPAddresses/ip"));
  }

  private Map<String, @Nullable Object> listener(
      int index, List<Word> frontends, List<Word> ports, List<Word> tls) {
    // All of one frontend and port tell their hosts apart and speak one protocol.
    boolean secure = !tls.isEmpty();
    Map<String, @Nullable Object> listener =
        map(
            "protocol", secure ? tape.of("Https", "HTTPS") : tape.of("Http", "http"),
            "frontendIPConfiguration", id("frontendIPConfigurations", tape.below(9), frontends),
            "frontendPort", id("frontendPorts", tape.below(9), ports));
    if (secure) listener.put(key("sslCertificate"), id("sslCertificates", tape.below(9), tls));
    else if (tape.flip()) listener.put(key("sslCertificate"), null);
    String host = index + ".contoso.com";
    if (index == 0) return listener;
    if (tape.flip()) listener.put(key("hostNames"), List.of(host, "*." + host));
    else listener.put(key("hostName"), host);
    return listener;
  }

  private Map<String, @Nullable Object> pool(int index) {
    if (index == 0 && tape.flip()) return map();
    List<Object> addresses = new ArrayList<>();
    for (int i = tape.below(3); i > 0; i--) {
      addresses.add(tape.flip() ? map("fqdn", i + ".test") : map("ipAddress", "10.0.1." + i));
    }
    Map<String, @Nullable Object> pool = map("backendAddresses", addresses);
    if (tape.flip()) {
      String id = "/x/" + tape.of("networkInterfaces", "VIRTUALMACHINESCALESETS") + "/a/b/c";
      pool.put(key("backendIPConfigurations"), tape.flip() ? List.of(map("id", id)) : null);
    }
    return pool;
  }

  private Map<String, @Nullable Object> probe() {
    Map<String, @Nullable Object> probe = map("protocol", "Http", "path", "/" + tape.below(3));
    if (tape.flip()) probe.put(key("host"), "probe.test");
    else probe.put(key("pickHostNameFromBackendHttpSettings"), tape.of(true, "true"));
    if (tape.flip()) probe.put(key("interval"), number(30));
    if (tape.flip()) probe.put(key("match"), map("statusCodes", List.of("200-399", "404")));
    return probe;
  }

  private Map<String, @Nullable Object> settings(List<Word> probes) {
    Map<String, @Nullable Object> settings =
        map("port", number(8080), "protocol", tape.of("Http", "Https"));
    if (tape.flip()) settings.put(key("requestTimeout"), number(1 + tape.below(60)));
    if (tape.flip()) settings.put(key("hostName"), tape.of("a.test", ""));
    if (tape.flip()) settings.put(key("path"), "/base/");
    if (tape.flip()) {
      settings.put(
          key("connectionDraining"),
          map("enabled", tape.flip(), "drainTimeoutInSec", number(tape.of(1, 60))));
    }
    if (!probes.isEmpty()) settings.put(key("probe"), id("probes", tape.below(9), probes));
    return settings;
  }

  private Map<String, @Nullable Object> redirect(List<Word> listeners) {
    Map<String, @Nullable Object> redirect = map("redirectType", tape.of("Permanent", "found"));
    if (tape.flip()) redirect.put(key("targetListener"), id("httpListeners", 0, listeners));
    else redirect.put(key("targetUrl"), "https://contoso.com/a?b=c");
    if (tape.flip()) redirect.put(key("includePath"), tape.of(true, "false"));
    return redirect;
  }

  private Map<String, @Nullable Object> rewrites() {
    Map<String, @Nullable Object> header =
        map("headerName", "X-A", "headerValue", tape.of("a", "", "{var_host_1} {http_req_X-A}"));
    Map<String, @Nullable Object> actions = map(tape.flip() ? REQUEST : RESPONSE, List.of(header));
    if (tape.flip()) {
      actions.put(
          key("urlConfiguration"),
          map("modifiedPath", tape.of("/a{var_uri_path}", ""), "modifiedQueryString", ""));
    }
    Map<String, @Nullable Object> rule = map("name", "r", "actionSet", actions);
    if (tape.flip()) rule.put(key("ruleSequence"), number(tape.below(200)));
    rule.put(
        key("conditions"),
        List.of(map("variable", "var_host", "pattern", "(a)", "negate", "false")));
    return map("rewriteRules", List.of(rule));
  }

  /** What may become of a request. */
  private record Actions(
      List<Word> pools, List<Word> settings, List<Word> redirects, List<Word> rewrites) {}

  private Map<String, @Nullable Object> action(
      String pool,
      String settings,
      String redirect,
      String rewrites,
      boolean forward,
      Actions actions) {
    if (!forward && !actions.redirects().isEmpty() && tape.flip()) {
      return map(redirect, id("redirectConfigurations", tape.below(9), actions.redirects()));
    }
    Map<String, @Nullable Object> action =
        map(
            pool, id("backendAddressPools", tape.below(9), actions.pools()),
            settings, id("backendHttpSettingsCollection", tape.below(9), actions.settings()));
    if (!actions.rewrites().isEmpty() && tape.flip()) {
      action.put(key(rewrites), id("rewriteRuleSets", tape.below(9), actions.rewrites()));
    }
    return action;
  }

  private Map<String, @Nullable Object> action(boolean forward, Actions actions) {
    return action(
        "backendAddressPool",
        "backendHttpSettings",
        "redirectConfiguration",
        "rewriteRuleSet",
        forward,
        actions);
  }

  private Map<String, @Nullable Object> pathMap(Actions actions) {
    Map<String, @Nullable Object> map =
        action(
            "defaultBackendAddressPool",
            "defaultBackendHttpSettings",
            "defaultRedirectConfiguration",
            "defaultRewriteRuleSet",
            false,
            actions);
    fill(
        map,
        "pathRules",
        1,
        i -> {
          Map<String, @Nullable Object> rule = action(false, actions);
          rule.put(key("paths"), List.of("/" + i, "/" + i + "/*"));
          return rule;
        });
    return map;
  }

  private Map<String, @Nullable Object> rule(
      Word listener, boolean forward, Actions actions, List<Word> maps) {
    Map<String, @Nullable Object> rule;
    if (!forward && !maps.isEmpty() && tape.flip()) {
      rule = map("ruleType", "PathBasedRouting");
      rule.put(key("urlPathMap"), id("urlPathMaps", tape.below(9), maps));
    } else {
      rule = action(forward, actions);
      rule.put(key("ruleType"), "Basic");
    }
    rule.put(key("httpListener"), id("httpListeners", 0, List.of(listener)));
    return rule;
  }

  /** Puts a collection in, and gives the names in it. */
  private List<Word> fill(
      Map<String, @Nullable Object> owner,
      String collection,
      int least,
      IntFunction<Map<String, @Nullable Object>> make) {
    List<Word> names = new ArrayList<>();
    List<Object> elements = new ArrayList<>();
    for (int i = 0; i < least + tape.below(3); i++) {
      Word name = word(i);
      names.add(name);
      elements.add(resource(name, make.apply(i)));
    }
    if (!elements.isEmpty() || tape.flip()) owner.put(key(collection), elements);
    return names;
  }

  private Map<String, @Nullable Object> resource(
      Word name, Map<String, @Nullable Object> properties) {
    Map<String, @Nullable Object> resource = map("name", name.written());
    if (tape.flip()) resource.put(key("properties"), properties);
    else resource.putAll(properties);
    return resource;
  }

  private Map<String, @Nullable Object> id(String collection, int index, List<Word> names) {
    String name = names.get(index % names.size()).says();
    String id = tape.of("", "/subscriptions/s/x") + "/" + collection + "/" + name;
    return map("id", tape.flip() ? id.toUpperCase(Locale.ROOT) : id);
  }

  private Object number(int number) {
    return tape.flip() ? Integer.toString(number) : number;
  }

  private String key(String name) {
    return upperCase ? name.toUpperCase(Locale.ROOT) : name;
  }

  private Map<String, @Nullable Object> map(Object... keysAndValues) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put(key((String) keysAndValues[i]), keysAndValues[i + 1]);
    }
    return map;
  }
}
