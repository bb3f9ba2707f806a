package dev.poort.rewrite;

import static dev.poort.testkit.Rewrite.rule;
import static dev.poort.testkit.Rewrite.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poort.config.ServerVariable;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each server variable of Azure's table and what it is. */
class ServerVariablesTest {
  private static final String REQUEST =
      Run.get(
          "/a/%2e%2e/article.aspx?id=123&title=fabrikam",
          "X-Forwarded-For: 10.0.0.1",
          "X-Forwarded-For: 10.0.0.2:80",
          "Cookie: other=0; session=abc",
          "Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "add_x_forwarded_for_proxy | 10.0.0.1, 10.0.0.2:80, 203.0.113.7",
        "ciphers_supported | TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384",
        "ciphers_used | TLS_AES_128_GCM_SHA256",
        "client_ip | 203.0.113.7",
        "client_port | 50123",
        "client_tcp_rtt | 4200",
        "client_user | Aladdin",
        "host | contoso.com",
        "cookie_session | abc",
        "http_method | GET",
        "http_version | HTTP/1.1",
        "query_string | id=123&title=fabrikam",
        "request_query | id=123&title=fabrikam",
        "request_scheme | https",
        "request_uri | /a/%2e%2e/article.aspx?id=123&title=fabrikam",
        "server_port | 443",
        "ssl_connection_protocol | TLSv1.3",
        "ssl_enabled | On",
        "uri_path | /article.aspx",
        // Line breaks are encoded on their way into a header.
        "client_certificate | the%0Aclient_certificate",
        "client_certificate_end_date | the%0Aclient_certificate_end_date",
        "client_certificate_fingerprint | the%0Aclient_certificate_fingerprint",
        "client_certificate_issuer | the%0Aclient_certificate_issuer",
        "client_certificate_serial | the%0Aclient_certificate_serial",
        "client_certificate_start_date | the%0Aclient_certificate_start_date",
        "client_certificate_subject | the%0Aclient_certificate_subject",
        "client_certificate_verification | the%0Aclient_certificate_verification",
      })
  void isKnownOfARequest(String name, String value) throws Exception {
    var run = Run.of(set(rule("r").request("X", "{var_" + name + "}")), REQUEST);

    assertThat(run.header("X")).containsExactly(value);
  }

  @Test
  void countsTheOctetsOfTheRequest() throws Exception {
    var run = Run.of(set(rule("r").request("X", "{var_received_bytes}")), REQUEST);

    assertThat(run.header("X")).containsExactly(Integer.toString(REQUEST.length()));
  }

  @ParameterizedTest
  @CsvSource({
    "http_status, 404",
    "sent_bytes, 0",
    "received_bytes, 500",
    "uri_path, /article.aspx"
  })
  void isKnownOfAnAnswer(String name, String value) throws Exception {
    var run = Run.of(set(rule("r").response("X", "{var_" + name + "}")), REQUEST);

    assertThat(run.answered("404 Not Found").fields().get("X")).isEqualTo(value);
  }

  @Test
  void isEmptyWhereThereIsNone() throws Exception {
    var set = set(rule("r").request("X", "[{var_cookie_none}{var_client_user}{var_http_status}]"));

    assertThat(Run.of(set, Run.get("/")).header("X")).containsExactly("[]");
  }

  @Test
  void theHostOfARequestWithoutOneIsTheGateways() throws Exception {
    var run = Run.of(set(rule("r").request("X", "{var_host}")), "GET / HTTP/1.0\r\n\r\n");

    assertThat(run.header("X")).containsExactly("192.0.2.1");
  }

  @Test
  void allOfThemAreNamedAsInAzuresTable() {
    Set<String> names = new TreeSet<>();
    Arrays.stream(ServerVariable.values()).map(ServerVariable::armName).forEach(names::add);

    assertThat(names)
        .containsExactly(
            "add_x_forwarded_for_proxy",
            "ciphers_supported",
            "ciphers_used",
            "client_certificate",
            "client_certificate_end_date",
            "client_certificate_fingerprint",
            "client_certificate_issuer",
            "client_certificate_serial",
            "client_certificate_start_date",
            "client_certificate_subject",
            "client_certificate_verification",
            "client_ip",
            "client_port",
            "client_tcp_rtt",
            "client_user",
            "host",
            "http_method",
            "http_status",
            "http_version",
            "query_string",
            "received_bytes",
            "request_query",
            "request_scheme",
            "request_uri",
            "sent_bytes",
            "server_port",
            "ssl_connection_protocol",
            "ssl_enabled",
            "uri_path");
  }
}
