package dev.poort.management;

import dev.poort.identity.Caller;
import dev.poort.identity.Operation;
import dev.poort.json.JsonWriter;
import dev.poort.management.Authorization.NotAllowedException;
import dev.poort.resourcemanager.Refusal;
import dev.poort.resourcemanager.Reply;
import dev.poort.resourcemanager.ResourceManager;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The versions of what is held: {@code GET /history}, {@code GET /history/N}, {@code POST
 * /history/N/rollback}. Waits as long as a change takes.
 *
 * @param resources whose versions; null where nothing is held
 * @param authorization who may ask
 */
record HistoryEndpoint(@Nullable ResourceManager resources, Authorization authorization) {
  private static final String PATH = "/history";
  private static final Pattern VERSION = Pattern.compile("/history/([0-9]{1,18})");
  private static final Pattern ROLLBACK = Pattern.compile("/history/([0-9]{1,18})/rollback");
  private static final int USUAL = 100;

  private interface Asked {
    Reply of(ResourceManager resources) throws Refusal;
  }

  static boolean serves(String path) {
    return path.equals(PATH) || VERSION.matcher(path).matches();
  }

  static boolean isRollback(String path) {
    return ROLLBACK.matcher(path).matches();
  }

  /** Tells about all versions or one, as far as the caller may read what they changed. */
  Answer get(Call call, QueryStringDecoder asked) throws NotAllowedException {
    Caller caller = authorization.caller(call);
    if (!caller.sees("/")) Authorization.demand(caller, Operation.read("history", "/"));
    Matcher version = VERSION.matcher(asked.rawPath());
    if (version.matches()) {
      long number = Long.parseLong(version.group(1));
      return answer(held -> held.version(number, id -> caller.may(Operation.read("history", id))));
    }
    List<String> limits;
    try {
      limits = asked.parameters().getOrDefault("limit", List.of());
    } catch (IllegalArgumentException e) {
      return Answer.error(400, "BadRequest", "the query cannot be read: " + e.getMessage());
    }
    String limit = limits.isEmpty() ? Integer.toString(USUAL) : limits.getFirst();
    if (!limit.matches("[0-9]{1,9}")) {
      return Answer.error(400, "BadRequest", "limit is a whole number, not " + limit);
    }
    int most = Integer.parseInt(limit);
    return answer(held -> held.history(most, id -> caller.may(Operation.read("history", id))));
  }

  /** Goes back to a version, where the caller may change all that differs from it. */
  Answer rollback(Call call, String path) throws NotAllowedException {
    Matcher version = ROLLBACK.matcher(path);
    if (!version.matches()) throw new IllegalArgumentException(path);
    long number = Long.parseLong(version.group(1));
    Caller caller = authorization.caller(call);
    if (!caller.sees("/")) Authorization.demand(caller, rollback("/"));
    return answer(held -> held.rollback(number, caller.name(), id -> caller.may(rollback(id))));
  }

  private static Operation rollback(String id) {
    return Operation.act("history/rollback", id);
  }

  private Answer answer(Asked asked) {
    if (resources == null) return Answer.error(409, "NoStore", "this process keeps no history");
    try {
      return ArmEndpoint.answer(asked.of(resources));
    } catch (Refusal e) {
      return new Answer(e.status(), JsonWriter.compact(e.document()));
    }
  }
}
