package dev.poort.template;

import dev.poort.json.JsonObject;
import dev.poort.json.JsonString;
import dev.poort.json.JsonValue;
import dev.poort.template.Scope.Level;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a resource is called. Source: "Set name and type for child resources" and "Set scope for
 * extension resources in ARM templates".
 *
 * @param type its full type, such as {@code Microsoft.Network/virtualNetworks/subnets}
 * @param name its full name, with those of its parents before slashes; null when it cannot be told
 * @param id its id in Azure; null when it cannot be told
 * @param scope where in Azure it is
 */
record ResourceName(String type, @Nullable String name, @Nullable String id, Scope scope) {
  /** Ids are made of names, and looked for in any letter case; ARM allows far less. */
  private static final int LONGEST = 5_000;

  static final String DEPLOYMENT = "Microsoft.Resources/deployments";
  private static final String GROUP = "Microsoft.Resources/resourceGroups";

  /**
   * What a resource of a template is called.
   *
   * @param parent of a resource that is written within another one
   * @param around where the deployment goes to in which it stands
   */
  static ResourceName of(
      JsonObject raw,
      @Nullable ResourceName parent,
      Scope around,
      Frame frame,
      Evaluator evaluator) {
    var texts = new Written(raw, frame, evaluator);
    String ownType = texts.get("type");
    String type = type(ownType == null ? "" : ownType, parent);
    String ownName = texts.get("name");
    String name = ownName == null ? null : name(ownName, type, parent);
    String written = texts.get("scope");
    Scope scope = around.at(texts.get("subscriptionId"), texts.get("resourceGroup"));
    if (raw.get("resourceGroup") != null) scope = scope.at(Level.RESOURCE_GROUP);
    else if (raw.get("subscriptionId") != null) scope = scope.at(Level.SUBSCRIPTION);
    if (type.equalsIgnoreCase(GROUP)) scope = scope.at(Level.SUBSCRIPTION);
    boolean deployment = type.equalsIgnoreCase(DEPLOYMENT);
    if (deployment && written != null) scope = scope.at(written);
    if (deployment && scope.level() != Level.RESOURCE_GROUP) scope = located(scope, texts);
    String prefix = deployment || written == null ? scope.prefix() : scope.prefix(written);
    String id = name == null ? null : ResourceIds.id(prefix, type, name);
    return new ResourceName(type, name, id, scope);
  }

  /** The members of a resource that are strings. */
  private record Written(JsonObject raw, Frame frame, Evaluator evaluator) {
    @Nullable String get(String member) {
      JsonValue value = raw.get(member);
      if (value == null) return null;
      if (!(evaluator.value(value, frame) instanceof JsonString text)) return null;
      if (text.text().length() > LONGEST) {
        throw evaluator
            .spent("a name has more than " + LONGEST + " characters", "Make it shorter")
            .at(text.place());
      }
      return text.text();
    }
  }

  private static Scope located(Scope scope, Written texts) {
    String location = texts.get("location");
    return location == null ? scope : scope.withLocation(location);
  }

  /** A child's type goes on from its parent's, unless it is whole already. */
  private static String type(String own, @Nullable ResourceName parent) {
    if (parent == null) return own;
    int slash = own.indexOf('/');
    boolean whole = slash > 0 && own.substring(0, slash).contains(".");
    return whole ? own : parent.type + "/" + own;
  }

  /** A child's name goes on from its parent's, unless it is whole already. */
  private static @Nullable String name(String own, String type, @Nullable ResourceName parent) {
    if (parent == null || own.split("/", -1).length == ResourceIds.names(type)) return own;
    return parent.name == null ? null : parent.name + "/" + own;
  }

  boolean isDeployment() {
    return type.equalsIgnoreCase(DEPLOYMENT);
  }

  /** Whether the name has a part for each part of the type, as far as it can be told. */
  boolean fits() {
    return name == null || id != null;
  }

  /** {@code Namespace/type/name}; null when it cannot be told. */
  @Nullable String relativeId() {
    return name == null ? null : ResourceIds.relative(type, name);
  }

  /** What a sentence calls the resource. */
  String describe() {
    String kind = isDeployment() ? "the deployment " : "the resource ";
    String shown = name == null ? type : name;
    return kind + (shown.isEmpty() ? "without a name" : Texts.shorten(shown));
  }

  /** A name or an id to look for it by, as it is compared. */
  static String key(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
