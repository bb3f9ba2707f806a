package dev.poort.arm;

import dev.poort.config.Bindings;
import dev.poort.config.EntraJwtValidation;
import dev.poort.config.Placed;
import dev.poort.config.TenantBinding;
import dev.poort.config.TokenSource;
import dev.poort.json.JsonArray;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonReader;
import dev.poort.json.JsonString;
import dev.poort.json.JsonUnknown;
import dev.poort.json.JsonValue;
import dev.poort.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how the tokens of requests are looked at ({@code entraJWTValidationConfigs}). */
final class EntraJwtValidations {
  private static final int MOST_AUDIENCES = 5;

  /** What stands for a tenant where tokens of several are taken. */
  private static final Set<String> MANY_TENANTS = Set.of("common", "organizations", "consumers");

  private static final Pattern GUID =
      Pattern.compile("\\p{XDigit}{8}-(\\p{XDigit}{4}-){3}\\p{XDigit}{12}");

  private final Bindings bindings;

  /**
   * @param bindings where the tokens of tenants come from on this machine
   */
  EntraJwtValidations(Bindings bindings) {
    this.bindings = bindings;
  }

  @Nullable EntraJwtValidation read(ArmObject json, String name) {
    json.require("tenantId");
    String tenant = tenant(json);
    String client = json.text("clientId");
    List<String> audiences = audiences(json);
    if (client == null && audiences.isEmpty() && !json.isUnreadable()) {
      String what = "tokens for nobody would be taken";
      json.findings().error(json.json(), what, "Give it clientId or audiences");
    }
    String action = json.choice("unAuthorizedRequestAction", List.of("Deny", "Allow"));
    if (tenant == null) return null;
    var what =
        "Allow".equals(action) ? EntraJwtValidation.Action.ALLOW : EntraJwtValidation.Action.DENY;
    TenantBinding binding = bindings.tenant(tenant);
    TokenSource source = binding == null ? null : source(json, tenant, binding);
    if (binding != null && source == null) return null;
    return new EntraJwtValidation(name, what, tenant, client, audiences, source);
  }

  private static @Nullable String tenant(ArmObject json) {
    JsonValue value = json.value("tenantId");
    String tenant = value == null ? null : json.findings().values().text(value);
    if (value == null || tenant == null) return null;
    if (GUID.matcher(tenant).matches() || MANY_TENANTS.contains(lower(tenant))) return tenant;
    String mend = "Write its GUID, or common, organizations or consumers";
    json.findings().error(value, "this is no id of a tenant", mend);
    return null;
  }

  private static List<String> audiences(ArmObject json) {
    List<String> audiences = new ArrayList<>();
    for (JsonValue element : json.elements("audiences")) {
      if (element instanceof JsonUnknown unknown) {
        json.findings().unknown(unknown);
        continue;
      }
      String audience = json.findings().values().text(element);
      if (audience != null) audiences.add(audience);
    }
    JsonValue all = json.raw("audiences");
    if (all != null && audiences.size() > MOST_AUDIENCES) {
      String what = "there are " + audiences.size() + " audiences";
      json.findings().error(all, what, "Keep at most " + MOST_AUDIENCES);
    }
    return audiences;
  }

  /** Reports that a rule needs tokens of a tenant that is not bound. */
  static void reportUnbound(EntraJwtValidation validation, JsonValue where, Findings findings) {
    String tenant = validation.tenantId();
    String issuer = "https://login.microsoftonline.com/" + tenant + "/v2.0";
    String lines =
        "\"bindings\": { \"tenants\": { %s: { \"issuer\": %s } } }"
            .formatted(JsonString.quoted(tenant), JsonString.quoted(issuer));
    String what = "whose tokens of the tenant are good cannot be told";
    findings.missing(where, what, "Bind it in poort.json: " + lines);
  }

  private static @Nullable TokenSource source(
      ArmObject json, String tenant, TenantBinding binding) {
    Placed keys = binding.keys();
    Placed issuer = binding.issuer();
    List<String> issuers = issuer == null ? microsoft(tenant) : List.of(issuer.text());
    if (keys == null) return new TokenSource(issuers, null, null);
    if (isUrl(keys.text())) return new TokenSource(issuers, null, keys.text());
    byte[] file = BoundFile.read(keys, json.findings());
    if (file == null) return null;
    String keySet = new String(file, StandardCharsets.UTF_8);
    if (isKeySet(keys.text(), keySet)) return new TokenSource(issuers, keySet, null);
    String mend = "Write { \"keys\": [...] } (RFC 7517), as an issuer's jwks_uri answers";
    json.findings().add(Problem.error("the file is no set of keys", keys.place(), mend));
    return null;
  }

  /** Both versions of Microsoft's tokens. */
  private static List<String> microsoft(String tenant) {
    String id = MANY_TENANTS.contains(lower(tenant)) ? "{tenantid}" : lower(tenant);
    return List.of(
        "https://login.microsoftonline.com/" + id + "/v2.0", "https://sts.windows.net/" + id + "/");
  }

  private static boolean isUrl(String text) {
    return text.startsWith("http://") || text.startsWith("https://");
  }

  private static boolean isKeySet(String name, String text) {
    return JsonReader.read(name, text).value() instanceof JsonObject object
        && object.get("keys") instanceof JsonArray array
        && !array.elements().isEmpty();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
