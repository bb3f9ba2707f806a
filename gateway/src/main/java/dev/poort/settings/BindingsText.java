package dev.poort.settings;

import dev.poort.config.SslCertificate;
import dev.poort.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a poort.json for people: each table says what it is for. */
public final class BindingsText {
  private static final String STEP = "  ";

  private final String indent;
  private final List<String> members = new ArrayList<>();

  /**
   * @param indent before each member
   */
  private BindingsText(String indent) {
    this.indent = indent;
  }

  /**
   * The text of a poort.json that binds what is proposed.
   *
   * @param proposals one for each gateway of a file; several have tables of their own
   */
  public static String of(List<BindingsProposal> proposals) {
    var bindings = new BindingsText(STEP + STEP);
    if (proposals.size() == 1) {
      bindings.tables(proposals.getFirst());
    } else {
      var gateways = new BindingsText(bindings.indent + STEP);
      for (BindingsProposal proposal : proposals) gateways.gateway(proposal);
      bindings.object("gateways", "What holds for one gateway alone.", gateways.members());
    }
    return "{\n  \"bindings\": {\n" + bindings.members() + "\n  }\n}\n";
  }

  private void gateway(BindingsProposal proposal) {
    var own = new BindingsText(indent + STEP);
    own.tables(proposal);
    object(proposal.gateway(), "", own.members());
  }

  private void tables(BindingsProposal proposal) {
    object(
        "frontends",
        "Where each frontend listens.",
        entries(proposal.frontends(), JsonString::quoted));
    object(
        "ports",
        "Which local port stands for a port in Azure; 0 lets the kernel choose.",
        entries(proposal.ports(), String::valueOf));
    object(
        "members",
        "Who serves each pool: as many \"host:port\" as there are.",
        entries(proposal.members(), it -> "[" + JsonString.quoted(it.toString()) + "]"));
    // Comments, as a file that is not there is an error.
    object(
        "certificates",
        "Certificates that only Azure can read: put their files here, then uncomment them.",
        proposal.certificates().stream().map(this::certificate).collect(Collectors.joining("\n")));
  }

  private interface Value<T> {
    String json(T value);
  }

  private <T> String entries(Map<?, T> entries, Value<T> value) {
    return entries.entrySet().stream()
        .map(
            entry ->
                indent
                    + STEP
                    + JsonString.quoted(entry.getKey().toString())
                    + ": "
                    + value.json(entry.getValue()))
        .collect(Collectors.joining(",\n"));
  }

  private String certificate(SslCertificate certificate) {
    String comment = indent + STEP + "// ";
    String name = JsonString.quoted(certificate.name());
    String pfx = JsonString.quoted(certificate.pfxName());
    String line = comment + name + ": { \"pfx\": " + pfx + ", \"password\": \"\" },";
    String id = certificate.keyVaultSecretId();
    if (id == null || !id.startsWith("https://")) return line;
    String download = "az keyvault secret download --encoding base64 --id ";
    return comment + download + JsonString.quoted(id) + " --file " + pfx + "\n" + line;
  }

  private void object(String name, String purpose, String content) {
    if (content.isEmpty()) return;
    String comment = purpose.isEmpty() ? "" : indent + "// " + purpose + "\n";
    String quoted = JsonString.quoted(name);
    members.add(comment + indent + quoted + ": {\n" + content + "\n" + indent + "}");
  }

  private String members() {
    return String.join(",\n", members);
  }
}
