package dev.poort.explain;

import dev.poort.config.ClientAuthentication;
import dev.poort.config.HttpListener;
import dev.poort.config.SslCertificate;
import dev.poort.config.SslPolicy;
import dev.poort.config.SslProfile;
import dev.poort.config.TlsVersion;
import dev.poort.explain.Step.Note;
import dev.poort.explain.Step.Topic;
import dev.poort.problem.Place;
import dev.poort.routing.RouteTable;
import dev.poort.telemetry.Failure;
import dev.poort.tls.Handshake;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How an HTTPS port shakes hands with a client, of which a good certificate is supposed. */
final class TlsLook {
  private final Entry entry;
  private final Places places;
  private final @Nullable String sni;
  private final @Nullable HttpListener answers;

  TlsLook(Entry entry, @Nullable String sni) {
    this.entry = entry;
    this.places = entry.subject().places();
    this.sni = sni;
    this.answers = entry.shakesHands(sni);
  }

  /** Why no handshake comes about; null when one does. */
  @Nullable String trouble() {
    if (answers != null) return null;
    return "every listener of the port wants a name in the handshake that it serves, and "
        + (sni == null ? "there is none" : sni + " is none")
        + ": the connection is closed";
  }

  /** Who shakes hands, and on which terms. */
  Step step() {
    HttpListener by = answers;
    if (by == null) {
      String text = sni == null ? "no name is asked for" : "the name asked for is " + sni;
      return new Step(Topic.TLS, text, null, List.of());
    }
    List<Note> notes = new ArrayList<>();
    SslCertificate certificate = by.sslCertificate();
    if (certificate != null) {
      Place place = places.of("sslCertificates", certificate.name());
      notes.add(new Note("its certificate is shown, " + certificate.name(), place));
    }
    notes.add(policy(by));
    ClientAuthentication clients = by.clientAuthentication();
    if (clients != null)
      notes.add(new Note(shown(clients), profile(by, "clientAuthConfiguration")));
    return new Step(
        Topic.TLS,
        by.name() + " shakes hands: " + why(by),
        places.of("httpListeners", by.name()),
        notes);
  }

  private String why(HttpListener by) {
    if (sni == null) return "without a name in the handshake " + fallback(by);
    boolean named = by.multiSite() && RouteTable.serves(by, RouteTable.host(sni));
    if (named) return "it serves the name " + sni;
    HttpListener served = entry.table().listener(sni, entry.listeners());
    if (by.equals(served)) return "it serves every name, so " + sni;
    return "no listener serves the name " + sni + ", and then " + fallback(by);
  }

  private static String fallback(HttpListener by) {
    return by.multiSite() ? "the first one answers" : "the basic one answers";
  }

  private Note policy(HttpListener by) {
    SslPolicy policy = by.sslPolicy();
    String versions =
        policy.versions().stream().map(TlsVersion::javaName).collect(Collectors.joining(", "));
    String name = policy.policyName() == null ? policy.policyType().armName() : policy.policyName();
    SslProfile profile = by.sslProfile();
    Place place = null;
    if (profile != null && profile.sslPolicy() != null) place = profile(by, "sslPolicy");
    else if (places.has(List.of(), "sslPolicy")) place = places.of("sslPolicy");
    String origin = place == null ? ", which is the default" : "";
    return new Note("the policy is " + name + " (" + versions + ")" + origin, place);
  }

  private @Nullable Place profile(HttpListener by, String property) {
    SslProfile profile = by.sslProfile();
    return profile == null ? null : places.of("sslProfiles", profile.name(), property);
  }

  private static String shown(ClientAuthentication clients) {
    Failure without = Failure.CLIENT_CERTIFICATE_MISSING;
    return switch (clients.mode()) {
      case STRICT ->
          "the client must prove who it is, which is supposed here; without a certificate that"
              + " holds the gateway answers %d itself (%s)"
                  .formatted(without.status(), without.logName());
      case PASSTHROUGH -> "the client is asked for a certificate, and served whatever it shows";
    };
  }

  /**
   * Why a request for a listener is not served on what was agreed to; null when it is.
   *
   * @param asked the listener that serves its Host
   */
  Outcome.@Nullable Refused refused(HttpListener asked) {
    HttpListener by = answers;
    if (by == null || Handshake.suits(by, asked)) return null;
    String why =
        ("Host leads to %s, which has another policy or asks its clients for other certificates than"
                + " %s, with which the client shook hands")
            .formatted(asked.name(), by.name());
    return new Outcome.Refused(Failure.MISDIRECTED, why);
  }
}
