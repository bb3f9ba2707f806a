package dev.poort.management;

import dev.poort.control.Gateway;
import dev.poort.control.Gateways;
import dev.poort.control.HandOver;
import dev.poort.identity.Caller;
import dev.poort.identity.Operation;
import dev.poort.management.Authorization.NotAllowedException;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the management address can be asked.
 *
 * @param gateways whom it tells about
 * @param hosts which Host a request may carry
 * @param authorization who may ask
 * @param signIn where clients sign in
 * @param arm the resources; null for none
 * @param history the versions of the resources
 * @param handOver gives this process's sockets to another; null where there is none
 */
record Endpoints(
    Gateways gateways,
    HostCheck hosts,
    Authorization authorization,
    SignInEndpoint signIn,
    @Nullable ArmEndpoint arm,
    HistoryEndpoint history,
    @Nullable HandOver handOver) {
  /** Whether a path is one of Azure Resource Manager. */
  boolean isOfResources(String target) {
    return arm != null && ArmEndpoint.serves(target);
  }

  /** Does what a client of Azure Resource Manager asks for. */
  Answer resources(Call call) {
    if (arm == null) throw new IllegalStateException("there are no resources");
    return arm.answer(call);
  }

  /**
   * Answers a GET of a path with or without a query. Only {@code /sessions} waits, within 5 s.
   *
   * @throws NotAllowedException when the caller may not ask; {@code /health} and {@code /ready} may
   *     be asked by anybody
   */
  Answer get(Call call) throws NotAllowedException {
    QueryStringDecoder asked = new QueryStringDecoder(call.target());
    String path = asked.rawPath();
    return switch (path) {
      case "/health" -> health();
      case "/ready" -> {
        ReadyDocument ready = ReadyDocument.of(gateways);
        yield Answer.of(ready.ready() ? 200 : 503, ready);
      }
      case "/config" ->
          ofOne(
              asked,
              visible(call, "config", gateways.all()),
              gateway -> new GatewayDocument(gateway.configuration()));
      case "/backendhealth" ->
          ofOne(
              asked,
              visible(call, "backendhealth", gateways.all()),
              gateway -> new BackendHealthDocument(gateway.backendHealth()));
      case "/explain" ->
          ofSome(asked, visible(call, "explain", gateways.all()), ExplainEndpoint::answer);
      case "/sessions" ->
          ofSome(asked, visible(call, "sessions", withEnding()), SessionsEndpoint::list);
      default -> {
        if (HistoryEndpoint.serves(path)) yield history.get(call, asked);
        authorization.caller(call);
        yield Answer.error(
            404,
            "NotFound",
            "there is /health, /ready, /config, /backendhealth, /explain, /sessions and /history,"
                + " not "
                + path);
      }
    };
  }

  private List<Gateway> visible(Call call, String what, List<Gateway> all)
      throws NotAllowedException {
    return allowed(call, all, id -> Operation.read(what, id));
  }

  /** Those with which the caller may do something. */
  private List<Gateway> allowed(Call call, List<Gateway> all, Function<String, Operation> does)
      throws NotAllowedException {
    Caller caller = authorization.caller(call);
    List<Gateway> allowed = new ArrayList<>();
    for (Gateway gateway : all) {
      if (caller.may(does.apply(gateways.idOf(gateway)))) allowed.add(gateway);
    }
    // Where there is no gateway at all nothing is kept from who may see anything.
    Operation everywhere = does.apply("/");
    boolean reads = everywhere.kind() == Operation.Kind.READ;
    boolean kept = !all.isEmpty() || !reads || !caller.sees("/");
    if (allowed.isEmpty() && kept) Authorization.demand(caller, everywhere);
    return allowed;
  }

  private Answer health() {
    return Answer.of(
        200,
        json -> {
          json.writeStartObject();
          json.writeStringField("status", "alive");
          json.writeNumberField("accessLogDropped", gateways.shared().accessLog().dropped());
          json.writeEndObject();
        });
  }

  /** Whether a path stands for something that can be done, by POST. */
  boolean isAction(String target) {
    String path = new QueryStringDecoder(target).rawPath();
    return path.equals(TakeOverEndpoint.PATH)
        || HistoryEndpoint.isRollback(path)
        || SessionsEndpoint.toClose(path) != null
        || MembersEndpoint.action(path) != null;
  }

  /**
   * Answers a POST to such a path.
   *
   * @throws NotAllowedException when the caller may not do it
   */
  Answer post(Call call) throws NotAllowedException {
    String path = new QueryStringDecoder(call.target()).rawPath();
    if (path.equals(TakeOverEndpoint.PATH)) {
      authorization.demand(call, Operation.act("takeOver", "/"));
      return TakeOverEndpoint.begin(call.body(), handOver);
    }
    if (HistoryEndpoint.isRollback(path)) return history.rollback(call, path);
    String id = SessionsEndpoint.toClose(path);
    if (id != null) {
      List<Gateway> mine = allowed(call, withEnding(), it -> Operation.act("sessions/close", it));
      return SessionsEndpoint.close(id, call.body(), mine);
    }
    MembersEndpoint.Action action = MembersEndpoint.action(path);
    if (action == null) {
      return Answer.error(404, "NotFound", "nothing can be done at " + call.target());
    }
    List<Gateway> mine = allowed(call, gateways.all(), it -> Operation.act("members/drain", it));
    return MembersEndpoint.act(action, call.body(), mine);
  }

  /** Those that were removed have sessions too, as long as they end. */
  private List<Gateway> withEnding() {
    return Stream.concat(gateways.all().stream(), gateways.ending().stream()).toList();
  }

  /** Of the gateway that the query names, or of all. */
  private Answer ofSome(
      QueryStringDecoder asked,
      List<Gateway> all,
      BiFunction<Map<String, List<String>>, List<Gateway>, Answer> endpoint) {
    Map<String, List<String>> parameters;
    try {
      parameters = asked.parameters();
    } catch (IllegalArgumentException e) {
      return unreadable(e);
    }
    List<String> wanted = parameters.getOrDefault("gateway", List.of());
    if (wanted.isEmpty()) return endpoint.apply(parameters, all);
    String name = wanted.getFirst();
    List<Gateway> named =
        all.stream().filter(it -> it.configuration().name().equalsIgnoreCase(name)).toList();
    return named.isEmpty() ? unknown(name, all) : endpoint.apply(parameters, named);
  }

  private static Answer unreadable(IllegalArgumentException why) {
    return Answer.error(400, "BadRequest", "the query cannot be read: " + why.getMessage());
  }

  private static Answer unknown(String gateway, List<Gateway> all) {
    String what = "there is no gateway " + gateway + " among " + names(all, name -> name);
    return Answer.error(404, "NotFound", what);
  }

  /** The document of the gateway that the query names, or of the only one that there is. */
  private Answer ofOne(
      QueryStringDecoder asked, List<Gateway> all, Function<Gateway, Answer.Document> document) {
    List<String> wanted;
    try {
      wanted = asked.parameters().getOrDefault("gateway", List.of());
    } catch (IllegalArgumentException e) {
      return unreadable(e);
    }
    if (wanted.isEmpty() && all.size() == 1) return Answer.of(200, document.apply(all.getFirst()));
    if (wanted.isEmpty() && all.isEmpty()) {
      return Answer.error(404, "NotFound", "no gateway runs yet");
    }
    if (wanted.isEmpty()) {
      String question = asked.rawPath() + "?gateway=";
      String each = names(all, name -> question + URLEncoder.encode(name, StandardCharsets.UTF_8));
      return Answer.error(400, "MissingParameter", "say which gateway: " + each);
    }
    Gateway gateway = gateways.get(wanted.getFirst());
    if (gateway != null && all.contains(gateway)) return Answer.of(200, document.apply(gateway));
    return unknown(wanted.getFirst(), all);
  }

  private static String names(List<Gateway> all, Function<String, String> shown) {
    return all.stream()
        .map(gateway -> shown.apply(gateway.configuration().name()))
        .collect(Collectors.joining(", "));
  }
}
