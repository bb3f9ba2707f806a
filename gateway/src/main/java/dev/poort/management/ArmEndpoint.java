package dev.poort.management;

import dev.poort.identity.Caller;
import dev.poort.identity.Operation;
import dev.poort.json.JsonWriter;
import dev.poort.json.RenderedJson;
import dev.poort.management.Authorization.NotAllowedException;
import dev.poort.resourcemanager.Condition;
import dev.poort.resourcemanager.Refusal;
import dev.poort.resourcemanager.Reply;
import dev.poort.resourcemanager.ResourceId;
import dev.poort.resourcemanager.ResourceManager;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Azure Resource Manager's REST interface: maps calls to operations of {@link ResourceManager}, and
 * what comes of them to answers. Waits as long as an operation takes.
 */
final class ArmEndpoint {
  /** No version is older: templates of 2015 name theirs. */
  private static final Pattern VERSION =
      Pattern.compile("20(1[4-9]|[2-9]\\d)-\\d\\d-\\d\\d(-[A-Za-z]+)?");

  private static final List<String> ROOTS =
      List.of("subscriptions", "providers", "tenants", "metadata");

  private final ResourceManager resources;
  private final Authorization authorization;

  ArmEndpoint(ResourceManager resources, Authorization authorization) {
    this.resources = resources;
    this.authorization = authorization;
  }

  /** Whether a path is one of these. */
  static boolean serves(String target) {
    String path = target.startsWith("/") ? target.substring(1) : target;
    for (String root : ROOTS) {
      if (!path.regionMatches(true, 0, root, 0, root.length())) continue;
      if (path.length() == root.length()) return true;
      char next = path.charAt(root.length());
      if (next == '/' || next == '?') return true;
    }
    return false;
  }

  /** Does what a call asks for. */
  Answer answer(Call call) {
    Map<String, String> fields = fields(call);
    Answer answer;
    try {
      answer = answered(call);
    } catch (Refusal e) {
      answer = new Answer(e.status(), JsonWriter.compact(e.document()));
    } catch (NotAllowedException e) {
      answer = e.answer();
    }
    fields.putAll(answer.fields());
    return new Answer(answer.status(), answer.json(), fields);
  }

  private Answer answered(Call call) throws Refusal, NotAllowedException {
    QueryStringDecoder target = new QueryStringDecoder(call.target());
    Map<String, List<String>> query = query(target);
    ResourceId id = ResourceId.ofPath(target.rawPath());
    if (id.is(0, "metadata")) return metadata(call, id, query);
    if (!call.reads() && call.field(HttpHeaderNames.ORIGIN) != null) {
      throw new Refusal(403, "Forbidden", "pages in browsers may not change anything");
    }
    Operation operation = Operation.of(call.method().name(), target.rawPath());
    Caller caller = authorization.demand(call, operation);
    checkVersion(query);
    Reply reply =
        new ArmOperations(resources, id, query)
            .perform(call.method().name(), call.body(), condition(call), caller);
    Answer answer = answer(reply);
    return operation.isFiltered() ? VisibleList.of(answer, caller) : answer;
  }

  static Answer answer(Reply reply) {
    RenderedJson json = reply.json();
    String etag = reply.etag();
    Map<String, String> fields = new LinkedHashMap<>();
    if (etag != null) fields.put("ETag", etag);
    if (reply.version() > 0) fields.put("x-poort-version", Long.toString(reply.version()));
    return new Answer(reply.status(), json == null ? RenderedJson.NONE : json, fields);
  }

  private static Answer metadata(Call call, ResourceId id, Map<String, List<String>> query)
      throws Refusal {
    if (!id.is(1, "endpoints") || id.segments().size() != 2)
      throw new Refusal(404, "NotFound", "there is /metadata/endpoints");
    if (!call.reads()) return Answer.onlyAllowed("GET, HEAD");
    String version = first(query, "api-version");
    return answer(Reply.of(200, CloudMetadata.of(call.base(), version == null ? "" : version)));
  }

  private static Condition condition(Call call) {
    return new Condition(
        call.field(HttpHeaderNames.IF_MATCH), call.field(HttpHeaderNames.IF_NONE_MATCH));
  }

  private static Map<String, List<String>> query(QueryStringDecoder target) throws Refusal {
    try {
      Map<String, List<String>> query = new LinkedHashMap<>();
      target
          .parameters()
          .forEach((name, values) -> query.put(name.toLowerCase(Locale.ROOT), values));
      return query;
    } catch (IllegalArgumentException e) {
      throw new Refusal(400, "BadRequest", "the query cannot be read: " + e.getMessage());
    }
  }

  private static void checkVersion(Map<String, List<String>> query) throws Refusal {
    String version = first(query, "api-version");
    if (version == null) {
      throw new Refusal(
          400,
          "MissingApiVersionParameter",
          "The api-version query parameter (?api-version=) is required for all requests.");
    }
    if (!VERSION.matcher(version).matches()) {
      throw new Refusal(
          400, "InvalidApiVersionParameter", "api-version is a date such as 2024-05-01");
    }
  }

  static @Nullable String first(Map<String, List<String>> query, String name) {
    List<String> values = query.getOrDefault(name, List.of());
    return values.isEmpty() ? null : values.getFirst();
  }

  /** What every answer of Azure Resource Manager carries. */
  private static Map<String, String> fields(Call call) {
    Map<String, String> fields = new LinkedHashMap<>();
    String own = UUID.randomUUID().toString();
    fields.put("x-ms-request-id", own);
    fields.put("x-ms-correlation-request-id", own);
    String clients = call.field("x-ms-client-request-id");
    boolean wanted = "true".equalsIgnoreCase(call.field("x-ms-return-client-request-id"));
    if (clients != null && wanted && clients.matches("[A-Za-z0-9-]{1,64}")) {
      fields.put("x-ms-client-request-id", clients);
    }
    return fields;
  }
}
