package dev.poort.management;

import dev.poort.identity.Origin;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * A request to the management address.
 *
 * @param method its method
 * @param target path and query
 * @param fields its header
 * @param body its body as text; empty for none
 * @param client who sent it
 * @param secure whether it came over TLS
 */
record Call(
    HttpMethod method,
    String target,
    HttpHeaders fields,
    String body,
    InetAddress client,
    boolean secure) {
  boolean reads() {
    return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
  }

  /** A field's value; null when there is none. */
  @Nullable String field(CharSequence name) {
    return fields.get(name);
  }

  /** Where it comes from. */
  Origin origin() {
    return new Origin(client, secure, base());
  }

  /** How the client calls this address, for links: {@code https://localhost:9000}. */
  String base() {
    return (secure ? "https://" : "http://") + field(HttpHeaderNames.HOST);
  }
}
