package dev.poort.http;

import dev.poort.config.ErrorPage;
import dev.poort.config.RedirectType;
import dev.poort.message.FieldName;
import dev.poort.message.Fields;
import dev.poort.message.Framing;
import dev.poort.message.ResponseHead;
import dev.poort.message.Version;
import dev.poort.telemetry.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * An answer that the gateway makes itself: a refusal, or where to go instead. Its body is a small
 * page with the status, the cause and the trace id, unless a custom one stands in for it.
 *
 * @param response what it is written to
 * @param allocator of the client's buffers
 * @param traceId the request's
 * @param toHead whether the request was a HEAD
 * @param keepAlive whether another request may follow
 */
record OwnAnswer(
    ResponseToClient response,
    ByteBufAllocator allocator,
    String traceId,
    boolean toHead,
    boolean keepAlive) {
  private static final DateTimeFormatter DATE = DateTimeFormatter.RFC_1123_DATE_TIME;

  /**
   * Says why the request is not served.
   *
   * @param pages what may stand in for the page
   * @param challenge WWW-Authenticate; null for none
   */
  void refuse(Failure failure, ErrorPages pages, @Nullable String challenge) {
    Fields fields = Fields.empty();
    if (failure == Failure.WEBSOCKET_VERSION) {
      fields.add(FieldName.UPGRADE, "websocket");
      fields.add(FieldName.SEC_WEBSOCKET_VERSION, "13");
    }
    String retryAfter = retryAfter(failure);
    if (retryAfter != null) fields.add(FieldName.RETRY_AFTER, retryAfter);
    if (challenge != null) fields.add(FieldName.WWW_AUTHENTICATE, challenge);
    ErrorPage custom = pages.of(failure.status());
    if (custom == null) {
      write(failure.status(), fields, "<p>" + words(failure) + failure.logName() + "</p>\n");
    } else {
      write(
          failure.status(), fields, custom.contentType(), Unpooled.wrappedBuffer(custom.content()));
    }
  }

  /** In how many seconds another try makes sense; null where nobody knows. */
  private static @Nullable String retryAfter(Failure failure) {
    return switch (failure) {
      case HANDSHAKE_RATE -> "1";
      case CLIENT_SESSION_LIMIT, SESSION_LIMIT, MEMBER_SESSION_LIMIT -> "10";
      default -> null;
    };
  }

  /** What Azure and nginx say, where it says more than the status. */
  private static String words(Failure failure) {
    return switch (failure) {
      case PLAIN_HTTP -> "The plain HTTP request was sent to HTTPS port: ";
      case CLIENT_CERTIFICATE_MISSING -> "No required SSL certificate was sent: ";
      case CLIENT_CERTIFICATE_REFUSED -> "The SSL certificate error: ";
      default -> "";
    };
  }

  /**
   * Sends the client elsewhere.
   *
   * @param location visible ASCII characters alone
   */
  void redirect(RedirectType type, String location) {
    Fields fields = Fields.empty();
    fields.add(FieldName.LOCATION, location);
    write(type.status(), fields, "");
  }

  private void write(int status, Fields fields, String cause) {
    String page = page(status + " " + reason(status), cause);
    write(status, fields, "text/html", ByteBufUtil.writeAscii(allocator, page));
  }

  private void write(int status, Fields fields, String contentType, ByteBuf body) {
    int length = body.readableBytes();
    fields.add(FieldName.DATE, DATE.format(ZonedDateTime.now(ZoneOffset.UTC)));
    fields.add(FieldName.SERVER, "Poort");
    fields.add(FieldName.CONTENT_TYPE, contentType);
    fields.add(FieldName.CONTENT_LENGTH, Integer.toString(length));
    fields.add(FieldName.X_APPGW_TRACE_ID, traceId);
    Framing framing = toHead ? Framing.NONE : Framing.length(length);
    response.begin(
        new ResponseHead(status, reason(status), Version.HTTP_1_1, fields, framing, 0), keepAlive);
    if (toHead) body.release();
    else response.content(body);
    response.end(null);
  }

  /** RFC 9110 15; some of Netty's phrases are of the time before it. */
  private static String reason(int status) {
    return switch (status) {
      case 413 -> "Content Too Large";
      case 414 -> "URI Too Long";
      default -> HttpResponseStatus.valueOf(status).reasonPhrase();
    };
  }

  private String page(String title, String cause) {
    return "<!doctype html>\n<html><head><title>"
        + title
        + "</title></head><body>\n<h1>"
        + title
        + "</h1>\n"
        + cause
        + "<hr><p>Poort, "
        + traceId
        + "</p>\n</body></html>\n";
  }
}
