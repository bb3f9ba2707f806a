package dev.poort.arm;

import dev.poort.config.RewriteVariable;
import dev.poort.config.ServerVariable;
import dev.poort.json.Nearest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Names of variables that are none, and what was meant. */
final class RewriteNames {
  private static final List<String> SERVER =
      Stream.of(ServerVariable.values()).map(it -> RewriteVariable.SERVER + it.armName()).toList();

  /** What nginx, of which Azure's gateway is made, calls some of them. */
  private static final Map<String, String> OF_NGINX =
      Map.ofEntries(
          Map.entry("args", "query_string"),
          Map.entry("body_bytes_sent", "sent_bytes"),
          Map.entry("remote_addr", "client_ip"),
          Map.entry("remote_port", "client_port"),
          Map.entry("remote_user", "client_user"),
          Map.entry("request_length", "received_bytes"),
          Map.entry("request_method", "http_method"),
          Map.entry("scheme", "request_scheme"),
          Map.entry("server_protocol", "http_version"),
          Map.entry("ssl_cipher", "ciphers_used"),
          Map.entry("ssl_ciphers", "ciphers_supported"),
          Map.entry("ssl_client_cert", "client_certificate"),
          Map.entry("ssl_client_fingerprint", "client_certificate_fingerprint"),
          Map.entry("ssl_client_i_dn", "client_certificate_issuer"),
          Map.entry("ssl_client_s_dn", "client_certificate_subject"),
          Map.entry("ssl_client_serial", "client_certificate_serial"),
          Map.entry("ssl_client_v_end", "client_certificate_end_date"),
          Map.entry("ssl_client_v_start", "client_certificate_start_date"),
          Map.entry("ssl_client_verify", "client_certificate_verification"),
          Map.entry("ssl_protocol", "ssl_connection_protocol"),
          Map.entry("status", "http_status"),
          Map.entry("uri", "uri_path"));

  private RewriteNames() {}

  /** What to write instead. */
  static String mend(String name) {
    String nearest = nearest(name);
    if (nearest != null) return "Did you mean " + nearest + "?";
    return name.startsWith("http_")
        ? "Write http_req_ or http_resp_ and the name of a header"
        : "Begin it with http_req_ or http_resp_ for a header, with var_ for a server variable";
  }

  /** The server variable that was most likely meant; null when none is near. */
  static @Nullable String nearest(String name) {
    if (name.startsWith("http_")) return null;
    boolean prefixed = name.startsWith(RewriteVariable.SERVER);
    String bare = prefixed ? name.substring(RewriteVariable.SERVER.length()) : name;
    String known = OF_NGINX.get(bare);
    return known == null
        ? Nearest.of(RewriteVariable.SERVER + bare, SERVER)
        : RewriteVariable.SERVER + known;
  }
}
