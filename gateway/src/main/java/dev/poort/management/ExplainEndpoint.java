package dev.poort.management;

import dev.poort.config.ApplicationGateway;
import dev.poort.control.Gateway;
import dev.poort.explain.Explainer;
import dev.poort.explain.Explanation;
import dev.poort.explain.ExplanationDocument;
import dev.poort.explain.Places;
import dev.poort.explain.Question;
import dev.poort.explain.Subject;
import dev.poort.json.JsonObject;
import dev.poort.json.JsonReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code /explain}: what running gateways would do with a request, with the health that
 * their members have now. Places are those of {@code /config}.
 */
final class ExplainEndpoint {
  private static final String USAGE =
      "say url=, and if need be method=, header= (several), sni=, client= and gateway=";

  private ExplainEndpoint() {}

  /**
   * Answers a question.
   *
   * @param asked the parameters of the query
   * @param gateways who may be asked
   */
  static Answer answer(Map<String, List<String>> asked, List<Gateway> gateways) {
    String url = first(asked, "url");
    if (url == null) return Answer.error(400, "MissingParameter", USAGE);
    String method = first(asked, "method");
    String client = first(asked, "client");
    Question question;
    try {
      question =
          Question.of(
              method == null ? "GET" : method,
              url,
              asked.getOrDefault("header", List.of()),
              first(asked, "sni"),
              client == null ? Question.DEFAULT_CLIENT : client);
    } catch (IllegalArgumentException e) {
      return Answer.error(400, "BadRequest", String.valueOf(e.getMessage()));
    }
    return Answer.of(200, new ExplanationDocument(explain(question, gateways))::write);
  }

  /** What the gateways would do with a request now. */
  static Explanation explain(Question question, List<Gateway> gateways) {
    boolean one = gateways.size() == 1;
    return new Explainer(gateways.stream().map(each -> subject(each, one)).toList())
        .explain(question);
  }

  private static @Nullable String first(Map<String, List<String>> asked, String name) {
    List<String> values = asked.getOrDefault(name, List.of());
    return values.isEmpty() ? null : values.getFirst();
  }

  private static Subject subject(Gateway gateway, boolean only) {
    ApplicationGateway config = gateway.configuration();
    String which =
        only ? "" : "?gateway=" + URLEncoder.encode(config.name(), StandardCharsets.UTF_8);
    String document = Answer.of(200, new GatewayDocument(config)).json().toString();
    if (!(JsonReader.read("/config" + which, document).value() instanceof JsonObject resource)) {
      throw new IllegalStateException("what is written is read again");
    }
    return new Subject(config, gateway.settings(), new Places(resource), new Running(gateway));
  }
}
