package dev.poort.explain;

import dev.poort.config.HostAndPort;
import dev.poort.config.Hosts;
import dev.poort.message.FieldName;
import dev.poort.message.MessageException;
import dev.poort.message.RequestHead;
import dev.poort.message.RequestReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request that nobody sends.
 *
 * @param method such as {@code GET}
 * @param url as it was given
 * @param secure whether it comes over TLS
 * @param webSocket whether it asks for a WebSocket
 * @param authority host and perhaps port, as the URL has them
 * @param port the URL's, or that of its scheme
 * @param target path and perhaps query
 * @param headers field lines, {@code Name: value}
 * @param sni the name in the TLS handshake; null for none
 * @param client from where it comes
 */
public record Question(
    String method,
    String url,
    boolean secure,
    boolean webSocket,
    String authority,
    int port,
    String target,
    List<String> headers,
    @Nullable String sni,
    HostAndPort client) {
  /** From where a request comes when nobody says. */
  public static final String DEFAULT_CLIENT = "127.0.0.1";

  /** A port as a client's kernel would choose it. */
  private static final int CLIENT_PORT = 50_000;

  /** The fields of a handshake (RFC 6455 4.1), the key that of its section 1.3. */
  private static final List<String> HANDSHAKE =
      List.of(
          "Connection: Upgrade",
          "Upgrade: websocket",
          "Sec-WebSocket-Version: 13",
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");

  public Question {
    headers = List.copyOf(headers);
  }

  /**
   * Takes a request apart.
   *
   * @param url absolute, of the scheme http, https, ws or wss
   * @param headers field lines, {@code Name: value}; those of a WebSocket handshake and Host are
   *     added where they are not among them
   * @param sni null for the URL's host, unless that is an IP address
   * @param client an IP address
   * @throws IllegalArgumentException when something cannot be sent; the message says what and how
   *     to mend it
   */
  public static Question of(
      String method, String url, List<String> headers, @Nullable String sni, String client) {
    int schemeEnd = url.indexOf("://");
    String scheme = schemeEnd < 0 ? "" : url.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
    boolean webSocket = scheme.equals("ws") || scheme.equals("wss");
    boolean secure = scheme.equals("https") || scheme.equals("wss");
    if (!webSocket && !secure && !scheme.equals("http")) {
      throw new IllegalArgumentException(
          url + " is no URL to ask about: begin it with http://, https://, ws:// or wss://");
    }
    int start = schemeEnd + 3;
    int end = start;
    while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) end++;
    String authority = url.substring(start, end);
    if (authority.isEmpty()) throw new IllegalArgumentException(url + " names no host");
    if (authority.indexOf('@') >= 0) {
      throw new IllegalArgumentException(
          "a URL with a user in it is not sent so: say -H 'Authorization: ...' instead");
    }
    headers.forEach(Question::check);
    checkOneLine(method + url);
    if (!Hosts.isIpAddress(client)) {
      throw new IllegalArgumentException(client + " is no IP address of a client");
    }
    String host = host(authority);
    String named = Hosts.isIpAddress(host) ? null : host;
    return new Question(
        method,
        url,
        secure,
        webSocket,
        authority,
        port(authority, secure),
        target(url.substring(end)),
        headers,
        !secure ? null : sni == null ? named : sni,
        new HostAndPort(client, CLIENT_PORT));
  }

  private static void check(String line) {
    if (line.indexOf(':') <= 0) {
      throw new IllegalArgumentException("'" + line + "' is no header: say 'Name: value'");
    }
    checkOneLine(line);
  }

  private static void checkOneLine(String text) {
    if (text.indexOf('\r') < 0 && text.indexOf('\n') < 0) return;
    throw new IllegalArgumentException("a header has one line: give each its own");
  }

  private static String target(String afterHost) {
    int fragment = afterHost.indexOf('#');
    String sent = fragment < 0 ? afterHost : afterHost.substring(0, fragment);
    return sent.startsWith("/") ? sent : "/" + sent;
  }

  private static int portStart(String authority) {
    int colon = authority.lastIndexOf(':');
    return colon < 0 || authority.indexOf(']', colon) >= 0 ? -1 : colon;
  }

  /** The host, an IPv6 address without its brackets. */
  private static String host(String authority) {
    int colon = portStart(authority);
    String host = colon < 0 ? authority : authority.substring(0, colon);
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  private static int port(String authority, boolean secure) {
    int colon = portStart(authority);
    String text = colon < 0 ? "" : authority.substring(colon + 1);
    if (text.isEmpty()) return secure ? 443 : 80;
    boolean number = text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    int port = number ? Integer.parseInt(text) : 0;
    if (port < 1 || port > 65_535) throw new IllegalArgumentException(text + " is no port");
    return port;
  }

  /** The host that is connected to, an IPv6 address without its brackets. */
  String host() {
    return host(authority);
  }

  /** The field lines that are added to those given. */
  List<String> added() {
    List<String> added = new ArrayList<>();
    if (!gives(FieldName.HOST.text())) added.add("Host: " + authority);
    if (webSocket) HANDSHAKE.stream().filter(line -> !gives(name(line))).forEach(added::add);
    return added;
  }

  private boolean gives(String name) {
    return headers.stream().anyMatch(line -> name(line).equalsIgnoreCase(name));
  }

  private static String name(String line) {
    return line.substring(0, line.indexOf(':'));
  }

  /**
   * The request as a gateway reads it.
   *
   * @param headLimit octets of a head
   * @param targetLimit octets of a target
   * @throws MessageException when it is refused before anybody looks for a listener
   */
  RequestHead head(int headLimit, int targetLimit) throws MessageException {
    StringBuilder text = new StringBuilder();
    text.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    for (String line : added()) text.append(line).append("\r\n");
    for (String line : headers) text.append(line).append("\r\n");
    text.append("\r\n");
    ByteBuf octets = Unpooled.wrappedBuffer(text.toString().getBytes(StandardCharsets.UTF_8));
    RequestHead head = new RequestReader(headLimit, targetLimit).read(octets);
    if (head == null) throw new IllegalStateException("a whole head was given");
    return head;
  }
}
