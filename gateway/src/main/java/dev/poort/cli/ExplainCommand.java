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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
    customSynopsis = {
      "poort explain [OPTIONS] FILE METHOD URL",
      "       poort explain [OPTIONS] METHOD URL"
    },
    footer = {
      "",
      "It names the listener and why it is not another, the rule, each path rule",
      "that was tried, redirects, rewrites with before and after, the members that",
      "could serve, the request as a member would see it, and the time-out; each with",
      "its place in the file. When nothing serves, it says what the gateway answers",
      "itself and why.",
      "",
      "The URL's port is the frontend's, or the local one that poort.json binds it",
      "to. For ws:// and wss:// the fields of a handshake are added. Without FILE a",
      "running instance answers, which knows the health of its members.",
      "",
      "Examples:",
      "  poort explain gateway.json GET https://shop.example/cart?id=1",
      "  poort explain gateway.json GET wss://shop.example/chat --settings poort.json",
      "  poort explain gateway.json POST http://127.0.0.1:8080/ -H 'Host: a.test'",
      "  poort explain template.json GET http://shop.example/ -p parameters.json",
      "  poort explain gateway.json GET http://shop.example/ --json | jq .outcome",
      "  poort explain GET http://shop.example/"
    })
final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigurationOptions options;
  @Mixin private ManagementOption management;

  @Parameters(index = "1", paramLabel = "METHOD", description = "Such as GET.")
  private String method;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "URL",
      description = "As a client would ask for it: http, https, ws or wss.")
  private @Nullable String url;

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
    if (url == null) return ask();
    if (management.isNamed()) {
      throw usage("a running instance is asked without FILE: say METHOD URL");
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Question question = question(method, url);
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

  /** Without a file the words stand one place earlier. */
  private int ask() {
    String wanted = options.named();
    if (!management.isNamed() && Files.exists(Path.of(wanted))) {
      throw usage("URL is missing: say FILE METHOD URL");
    }
    Question question = question(wanted, method);
    return management.ask(
        instance -> {
          ManagementClient.Reply reply = instance.get(target(question)).orRefused();
          PrintWriter out = spec.commandLine().getOut();
          if (json) out.println(reply.text().strip());
          else Fields.texts(reply.json(), "text").forEach(out::println);
          return ExitCode.FINE;
        });
  }

  /** The question as docs/explain.md says. */
  private String target(Question question) {
    StringBuilder target = new StringBuilder("/explain?url=").append(encoded(question.url()));
    target.append("&method=").append(encoded(question.method()));
    target.append("&client=").append(encoded(clientIp));
    if (sni != null) target.append("&sni=").append(encoded(sni));
    for (String header : headers) target.append("&header=").append(encoded(header));
    for (String gateway : options.gateways()) target.append("&gateway=").append(encoded(gateway));
    return target.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Question question(String method, String url) {
    try {
      return Question.of(method, url, headers, sni, clientIp);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException usage(String what) {
    return new ParameterException(spec.commandLine(), what);
  }

  private static Subject subject(EvaluatedGateway evaluated, Settings settings) {
    Settings own = settings.withBindings(settings.bindings().of(evaluated.gateway().name()));
    return new Subject(evaluated.gateway(), own, new Places(evaluated.resource()), new AtRest(own));
  }
}
