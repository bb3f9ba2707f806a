package dev.poort.rewrite;

import dev.poort.config.RewriteVariable;
import dev.poort.config.ServerVariable;
import dev.poort.message.FieldName;
import dev.poort.message.Fields;
import dev.poort.message.RequestHead;
import dev.poort.message.ResponseHead;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The values of variables for one exchange, each made when a set asks for it. */
final class Values {
  private final RequestHead head;
  private final ClientView client;
  private final String path;
  private final String forwardedFor;
  private String host;
  private long received;
  private @Nullable ResponseHead answer;

  /**
   * @param head the client's request; its headers are read as they are when they are asked for
   * @param target the request's target as it was matched
   */
  Values(RequestHead head, String target, ClientView client) {
    this.head = head;
    this.client = client;
    this.path = pathOf(target);
    this.host = head.host();
    this.received = head.size();
    // A set may rewrite the header itself before it asks.
    this.forwardedFor = String.join(", ", head.fields().all(FieldName.X_FORWARDED_FOR.text()));
  }

  static String pathOf(String target) {
    int question = target.indexOf('?');
    return question < 0 ? target : target.substring(0, question);
  }

  static @Nullable String queryOf(String target) {
    int question = target.indexOf('?');
    return question < 0 ? null : target.substring(question + 1);
  }

  /** The member has answered. */
  void answered(ResponseHead by, long receivedBytes) {
    answer = by;
    received = receivedBytes;
  }

  /** Host as it goes to the member, unless the settings say another. */
  String host() {
    return host;
  }

  void host(String rewritten) {
    host = rewritten;
  }

  /** The whole value of a variable; empty when there is none. */
  String of(RewriteVariable variable) {
    return switch (variable) {
      case RewriteVariable.Server(ServerVariable name) -> server(name);
      case RewriteVariable.Cookie(String name) -> cookie(name);
      case RewriteVariable.RequestHeader(String name) -> joined(name, lines(variable));
      case RewriteVariable.ResponseHeader(String name) -> joined(name, lines(variable));
    };
  }

  /** What a condition looks at: each line of a header by itself, else the one value. */
  List<String> lines(RewriteVariable variable) {
    return switch (variable) {
      case RewriteVariable.RequestHeader(String name) -> requestHeader(name);
      case RewriteVariable.ResponseHeader(String name) -> {
        ResponseHead by = answer;
        yield by == null ? List.of() : header(by.fields(), name);
      }
      case RewriteVariable.Server _, RewriteVariable.Cookie _ -> List.of(of(variable));
    };
  }

  private List<String> requestHeader(String name) {
    if (name.equalsIgnoreCase(FieldName.HOST.text())) {
      return host.isEmpty() ? List.of() : List.of(host);
    }
    return header(head.fields(), name);
  }

  private static List<String> header(Fields fields, String name) {
    List<String> lines = fields.all(name);
    boolean other = lines.isEmpty() && name.indexOf('_') >= 0;
    return other ? fields.all(name.replace('_', '-')) : lines;
  }

  private static String joined(String name, List<String> lines) {
    if (lines.isEmpty()) return "";
    // RFC 9110 5.3: the lines of Set-Cookie cannot be joined. RFC 6265 5.4: cookies by semicolons.
    if (lines.size() == 1 || name.equalsIgnoreCase("Set-Cookie")) return lines.getFirst();
    return String.join(name.equalsIgnoreCase("Cookie") ? "; " : ", ", lines);
  }

  private String cookie(String name) {
    for (String line : head.fields().all(FieldName.COOKIE.text())) {
      for (String pair : line.split(";", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0 && pair.substring(0, equals).strip().equals(name)) {
          return pair.substring(equals + 1).strip();
        }
      }
    }
    return "";
  }

  private String server(ServerVariable name) {
    return switch (name) {
      case ADD_X_FORWARDED_FOR_PROXY ->
          forwardedFor.isEmpty() ? client.ip() : forwardedFor + ", " + client.ip();
      case CIPHERS_SUPPORTED -> client.ciphersSupported();
      case CIPHERS_USED -> client.sslCipher();
      case CLIENT_IP -> client.ip();
      case CLIENT_PORT -> Integer.toString(client.port());
      case CLIENT_TCP_RTT -> client.tcpRoundTrip();
      case CLIENT_USER -> user();
      case HOST -> hostAskedFor();
      case HTTP_METHOD -> head.method();
      case HTTP_STATUS -> answer == null ? "" : Integer.toString(answer.status());
      case HTTP_VERSION -> head.version().text();
      case QUERY_STRING, REQUEST_QUERY -> head.query();
      case RECEIVED_BYTES -> Long.toString(received);
      case REQUEST_SCHEME -> client.secure() ? "https" : "http";
      case REQUEST_URI -> head.target();
      case SENT_BYTES -> answer == null ? "" : "0";
      case SERVER_PORT -> Integer.toString(client.serverPort());
      case SSL_CONNECTION_PROTOCOL -> client.sslProtocol();
      case SSL_ENABLED -> client.secure() ? "On" : "";
      case URI_PATH -> path;
      case CLIENT_CERTIFICATE,
          CLIENT_CERTIFICATE_END_DATE,
          CLIENT_CERTIFICATE_FINGERPRINT,
          CLIENT_CERTIFICATE_ISSUER,
          CLIENT_CERTIFICATE_SERIAL,
          CLIENT_CERTIFICATE_START_DATE,
          CLIENT_CERTIFICATE_SUBJECT,
          CLIENT_CERTIFICATE_VERIFICATION ->
          client.certificate(name);
    };
  }

  private String user() {
    String authorization = head.fields().get(FieldName.AUTHORIZATION);
    String user = authorization == null ? null : WireText.user(authorization);
    return user == null ? "" : user;
  }

  private String hostAskedFor() {
    String asked = head.host().isEmpty() ? client.localHost() : head.host();
    int colon = asked.lastIndexOf(':');
    boolean port = colon >= 0 && asked.indexOf(']', colon) < 0;
    return (port ? asked.substring(0, colon) : asked).toLowerCase(Locale.ROOT);
  }
}
