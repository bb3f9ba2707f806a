package dev.poort.template;

import dev.poort.json.JsonValue;
import dev.poort.json.Position;
import dev.poort.template.Scope.Level;
import dev.poort.template.function.Call;
import dev.poort.template.function.FunctionException;
import dev.poort.template.function.NoValueException;
import dev.poort.template.function.TemplateFunction;
import java.util.ArrayList;
import java.util.List;

/** Functions that make ids of resources. Source: "Resource functions for ARM templates". */
final class ResourceIdFunctions {
  static final List<ContextFunction> ALL =
      List.of(
          of("resourceId", 2, ResourceIdFunctions::resourceId),
          of("subscriptionResourceId", 2, ResourceIdFunctions::subscriptionResourceId),
          of("tenantResourceId", 2, ResourceIdFunctions::tenantResourceId),
          of("managementGroupResourceId", 2, ResourceIdFunctions::managementGroupResourceId),
          of("extensionResourceId", 3, ResourceIdFunctions::extensionResourceId));

  private static final String SUCH_AS = " such as Microsoft.Network/publicIPAddresses";

  private ResourceIdFunctions() {}

  private static ContextFunction of(String name, int least, ContextFunction.Body body) {
    return new ContextFunction(name, least, TemplateFunction.ANY, body);
  }

  /** {@code resourceId([subscription], [group], type, name...)}, at the level of the deployment. */
  private static JsonValue resourceId(Call call, Frame frame, Position position)
      throws NoValueException {
    List<String> texts = texts(call, 0);
    int type = typeIndex(call, texts, 2);
    Scope scope = frame.environment().scope();
    if (type == 2) {
      scope =
          scope
              .withSubscription(texts.get(0))
              .withResourceGroup(texts.get(1))
              .at(Level.RESOURCE_GROUP);
    } else if (type == 1 && scope.level() == Level.RESOURCE_GROUP) {
      scope = scope.withResourceGroup(texts.getFirst());
    } else if (type == 1) {
      scope = scope.withSubscription(texts.getFirst()).at(Level.SUBSCRIPTION);
    }
    return id(call, scope.idPrefix(), texts.subList(type, texts.size()));
  }

  private static JsonValue subscriptionResourceId(Call call, Frame frame, Position position)
      throws NoValueException {
    List<String> texts = texts(call, 0);
    int type = typeIndex(call, texts, 1);
    Scope scope = frame.environment().scope();
    if (type == 1) scope = scope.withSubscription(texts.getFirst());
    return id(call, scope.subscription(), texts.subList(type, texts.size()));
  }

  private static JsonValue tenantResourceId(Call call, Frame frame, Position position)
      throws NoValueException {
    return id(call, "", texts(call, 0));
  }

  private static JsonValue managementGroupResourceId(Call call, Frame frame, Position position)
      throws NoValueException {
    List<String> texts = texts(call, 0);
    int type = typeIndex(call, texts, 1);
    Scope scope = frame.environment().scope();
    if (type == 1) scope = scope.withManagementGroup(texts.getFirst());
    return id(call, scope.managementGroupId(), texts.subList(type, texts.size()));
  }

  private static JsonValue extensionResourceId(Call call, Frame frame, Position position)
      throws NoValueException {
    return id(call, call.text(0), texts(call, 1));
  }

  private static List<String> texts(Call call, int from) throws NoValueException {
    var texts = new ArrayList<String>();
    for (int i = from; i < call.count(); i++) texts.add(call.text(i));
    return texts;
  }

  /** Where the type is: the first argument with a slash. */
  private static int typeIndex(Call call, List<String> texts, int most) throws FunctionException {
    for (int i = 0; i <= most && i < texts.size(); i++) {
      if (texts.get(i).contains("/")) return i;
    }
    throw call.wrong("no argument is a type" + SUCH_AS);
  }

  private static JsonValue id(Call call, String prefix, List<String> typeAndNames)
      throws NoValueException {
    String type = typeAndNames.getFirst();
    List<String> names = typeAndNames.subList(1, typeAndNames.size());
    String id = ResourceIds.id(prefix, type, String.join("/", names));
    if (id != null) return call.of(id);
    int wanted = ResourceIds.names(type);
    if (wanted == 0) throw call.wrong(Texts.shorten(type) + " is no type" + SUCH_AS);
    throw call.wrong(
        "the type "
            + Texts.shorten(type)
            + " wants "
            + (wanted == 1 ? "one name" : wanted + " names")
            + ", not "
            + names.size());
  }
}
