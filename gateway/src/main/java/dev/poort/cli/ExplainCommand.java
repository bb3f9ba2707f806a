package dev.poort.cli;

import dev.poort.arm.EvaluatedGateway;
import dev.poort.config.Settings;
import dev.poort.control.ConfigurationFiles;
import dev.poort.explain.AtRest;
import dev.poort.explain.Explainer;
import dev.poort.explain.Explanation;
import dev.poort.explain.ExplanationDocument;
import dev.poort.explain.ExplanationText;
import dev.poort.explain.Places;
import dev.poort.explain.Question;
import dev.poort.explain.Subject;
import dev.poort.problem.InvalidConfigurationException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code poort explain}. */
@Command(
    name = "explain",
    description = "Says step by step what would become of a request, without sending it.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "It names the listener and why it is not another, the rule, each path rule",
      "that was tried, redirects, rewrites with before and after, the members that",
      "could serve, the request as a member would see it, and the time-out; each with",
      "its place in the file. When nothing serves, it says what the gateway answers",
      "itself and why.",
      "",
      "The URL's port is the frontend's, or the local one that poort.json binds it",
      "to. For ws:// and wss:// the fields of a handshake are added. A running gateway",
      "answers the same at its management address, with the health of its members:",
      "  curl -G http://127.0.0.1:9000/explain --data-urlencode url=http://shop.example/",
      "",
      "Examples:",
      "  poort explain gateway.json GET https://shop.example/cart?id=1",
      "  poort explain gateway.json GET wss://shop.example/chat --settings poort.json",
      "  poort explain gateway.json POST http://127.0.0.1:8080/ -H 'Host: shop.example'",
      "  poort explain template.json GET http://shop.example/ -p parameters.json",
      "  poort explain gateway.json GET http://shop.example/ --json | jq .outcome"
    })
final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigurationOptions options;

  @Parameters(index = "1", paramLabel = "METHOD", description = "Such as GET.")
  private String method;

  @Parameters(
      index = "2",
      paramLabel = "URL",
      description = "As a client would ask for it: http, https, ws or wss.")
  private String url;

  @Option(
      names = {"-H", "--header"},
      paramLabel = "'NAME: VALUE'",
      description = "A header of the request; repeat it for several.")
  private List<String> headers = List.of();

  @Option(
      names = "--tls-sni",
      paramLabel = "NAME",
      description = "The name in the TLS handshake; the URL's host unless that is an address.")
  private @Nullable String sni;

  @Option(
      names = "--client-ip",
      paramLabel = "IP",
      description = "From where the request comes (${DEFAULT-VALUE}).")
  private String clientIp = Question.DEFAULT_CLIENT;

  @Option(names = "--json", description = "Write one JSON object, described in docs/explain.md.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Question question = question();
    String overlooked = options.overlookedParameters();
    if (overlooked != null) err.println(overlooked);
    try {
      ConfigurationFiles.Told told = options.files(Settings.DEFAULT).tell();
      List<Subject> subjects =
          told.gateways().stream().map(gateway -> subject(gateway, told.settings())).toList();
      Explanation explanation = new Explainer(subjects).explain(question);
      if (json) out.println(Json.line(new ExplanationDocument(explanation)::write));
      else new ExplanationText(explanation).lines().forEach(out::println);
      return ExitCode.FINE;
    } catch (InvalidConfigurationException e) {
      e.problems().forEach(problem -> err.println(ProblemText.of(problem)));
      if (!ProblemText.isOneSentence(e.problems())) {
        err.println(ProblemText.count(e.problems()) + "; nothing can be explained");
      }
      return ExitCode.WRONG_INPUT;
    }
  }

  private Question question() {
    try {
      return Question.of(method, url, headers, sni, clientIp);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static Subject subject(EvaluatedGateway evaluated, Settings settings) {
    Settings own = settings.withBindings(settings.bindings().of(evaluated.gateway().name()));
    return new Subject(evaluated.gateway(), own, new Places(evaluated.resource()), new AtRest(own));
  }
}
