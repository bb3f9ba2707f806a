package dev.poort.settings;

import dev.poort.config.SslCertificate;
import dev.poort.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a poort.json for people: each table says what it is for. */
public final class BindingsText {
  private final List<String> tables = new ArrayList<>();

  private BindingsText() {}

  /** The text of a poort.json that binds what is proposed. */
  public static String of(BindingsProposal proposal) {
    var text = new BindingsText();
    text.table(
        "frontends",
        "Where each frontend listens.",
        entries(proposal.frontends(), JsonString::quoted));
    text.table(
        "ports",
        "Which local port stands for a port in Azure; 0 lets the kernel choose.",
        entries(proposal.ports(), String::valueOf));
    text.table(
        "members",
        "Who serves each pool: as many \"host:port\" as there are.",
        entries(proposal.members(), it -> "[" + JsonString.quoted(it.toString()) + "]"));
    text.certificates(proposal.certificates());
    text.table(
        "gateways",
        "What holds for one gateway alone, which would be where another one is.",
        entries(proposal.gateways(), BindingsText::frontends));
    return "{\n  \"bindings\": {\n" + String.join(",\n", text.tables) + "\n  }\n}\n";
  }

  private static String frontends(Map<String, String> frontends) {
    String addresses =
        frontends.entrySet().stream()
            .map(
                entry ->
                    JsonString.quoted(entry.getKey()) + ": " + JsonString.quoted(entry.getValue()))
            .collect(Collectors.joining(", "));
    return "{ \"frontends\": { " + addresses + " } }";
  }

  private interface Value<T> {
    String json(T value);
  }

  private static <T> String entries(Map<?, T> entries, Value<T> value) {
    return entries.entrySet().stream()
        .map(
            entry ->
                "      %s: %s"
                    .formatted(
                        JsonString.quoted(entry.getKey().toString()), value.json(entry.getValue())))
        .collect(Collectors.joining(",\n"));
  }

  private void table(String name, String purpose, String entries) {
    if (entries.isEmpty()) return;
    tables.add("    // %s\n    \"%s\": {\n%s\n    }".formatted(purpose, name, entries));
  }

  /** Comments, as a file that is not there is an error. */
  private void certificates(List<SslCertificate> certificates) {
    table(
        "certificates",
        "Certificates that only Azure can read: put their files here, then uncomment them.",
        certificates.stream().map(BindingsText::certificate).collect(Collectors.joining("\n")));
  }

  private static String certificate(SslCertificate certificate) {
    String pfx = JsonString.quoted(certificate.pfxName());
    String line =
        "      // %s: { \"pfx\": %s, \"password\": \"\" },"
            .formatted(JsonString.quoted(certificate.name()), pfx);
    String id = certificate.keyVaultSecretId();
    if (id == null || !id.startsWith("https://")) return line;
    return "      // az keyvault secret download --encoding base64 --id %s --file %s\n%s"
        .formatted(JsonString.quoted(id), pfx, line);
  }
}
