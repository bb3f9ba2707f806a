package dev.poort.arm;

import dev.poort.json.JsonArray;
import dev.poort.json.JsonBoolean;
import dev.poort.json.JsonMember;
import dev.poort.json.JsonNumber;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gives the values of a gateway the types that ARM's clients insist on: numbers and switches that
 * stand in strings become such, and words get ARM's letter case. What does not fit stays as it is
 * and is reported when the gateway is read.
 */
final class ResourceTypes {
  private static final Set<String> WHOLE =
      words(
          "port capacity minCapacity maxCapacity requestTimeout drainTimeoutInSec interval timeout"
              + " unhealthyThreshold minServers priority ruleSequence weightPerServer"
              + " maxRequestBodySize maxRequestBodySizeInKb fileUploadLimitInMb");

  private static final Set<String> SWITCHES =
      words(
          "enabled requireServerNameIndication pickHostNameFromBackendAddress"
              + " pickHostNameFromBackendHttpSettings pickHostNameFromBackendSettings includePath"
              + " includeQueryString enableHttp2 enableFips ignoreCase negate reroute"
              + " requestBodyCheck verifyClientCertIssuerDN probeEnabled validateCertChainAndExpiry"
              + " validateSNI enableRequestBuffering enableResponseBuffering"
              + " dedicatedBackendConnection forceFirewallPolicyAssociation primary");

  private static final Map<String, Map<String, String>> WORDS =
      Map.of(
          "protocol", spelled("Http Https Tcp Tls"),
          "cookiebasedaffinity", spelled("Enabled Disabled"),
          "ruletype", spelled("Basic PathBasedRouting"),
          "redirecttype", spelled("Permanent Found SeeOther Temporary"),
          "privateipallocationmethod", spelled("Static Dynamic"),
          "policytype", spelled("Predefined Custom CustomV2"),
          "firewallmode", spelled("Detection Prevention"),
          "loaddistributionalgorithm", spelled("RoundRobin LeastConnections IpHash"));

  private static final Pattern DIGITS = Pattern.compile("-?[0-9]{1,18}");

  private ResourceTypes() {}

  private static Set<String> words(String list) {
    return Set.of(list.toLowerCase(Locale.ROOT).split(" "));
  }

  private static Map<String, String> spelled(String list) {
    return Stream.of(list.split(" "))
        .collect(Collectors.toMap(word -> word.toLowerCase(Locale.ROOT), Function.identity()));
  }

  /** The same object with values of the right types, at any depth. */
  static JsonObject of(JsonObject object) {
    var typed = new JsonObject.Builder();
    for (JsonMember member : object.members()) {
      String key = member.name().toLowerCase(Locale.ROOT);
      // A person's own words, which look like ARM's by chance.
      JsonValue value = key.equals("tags") ? member.value() : of(key, member.value());
      typed.put(new JsonMember(member.name(), value, member.position()));
    }
    return typed.build(object.position());
  }

  private static JsonValue of(String key, JsonValue value) {
    return switch (value) {
      case JsonObject object -> of(object);
      case JsonArray array ->
          new JsonArray(
              array.elements().stream()
                  .map(each -> each instanceof JsonString ? each : of(key, each))
                  .toList(),
              array.position());
      case JsonString string -> of(key, string);
      default -> value;
    };
  }

  private static JsonValue of(String key, JsonString string) {
    String text = string.text().strip();
    String lower = text.toLowerCase(Locale.ROOT);
    if (WHOLE.contains(key) && DIGITS.matcher(text).matches()) {
      return new JsonNumber(Long.toString(Long.parseLong(text)), string.position());
    }
    if (SWITCHES.contains(key) && (lower.equals("true") || lower.equals("false"))) {
      return new JsonBoolean(lower.equals("true"), string.position());
    }
    String word = WORDS.getOrDefault(key, Map.of()).get(lower);
    return word == null ? string : new JsonString(word, string.position());
  }
}
