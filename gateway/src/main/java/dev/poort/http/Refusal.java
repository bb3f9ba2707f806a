package dev.poort.http;

import dev.poort.message.FieldName;
import dev.poort.message.Fields;
import dev.poort.message.Framing;
import dev.poort.message.MessageException;
import dev.poort.message.ResponseHead;
import dev.poort.message.Version;
import dev.poort.telemetry.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The answers that the gateway makes itself: the status, the cause and the trace id, in HTML. */
final class Refusal {
  private static final DateTimeFormatter DATE = DateTimeFormatter.RFC_1123_DATE_TIME;

  private Refusal() {}

  /** The failure that a message's defect is. */
  static Failure of(MessageException defect) {
    return switch (defect.status()) {
      case 405 -> Failure.METHOD_NOT_ALLOWED;
      case 413 -> Failure.BODY_TOO_LARGE;
      case 414 -> Failure.URL_TOO_LONG;
      case 431 -> Failure.HEAD_TOO_LARGE;
      case 501 -> Failure.TRANSFER_CODING;
      case 505 -> Failure.HTTP_VERSION;
      default -> Failure.BAD_REQUEST;
    };
  }

  /**
   * Writes the whole answer.
   *
   * @param toHead whether the request was a HEAD
   */
  static void write(
      ResponseToClient response,
      Channel channel,
      Failure failure,
      String traceId,
      boolean toHead,
      boolean keepAlive) {
    String reason = reason(failure.status());
    String page = page(failure.status() + " " + reason, failure.logName(), traceId);
    Fields fields = Fields.empty();
    fields.add(FieldName.DATE, DATE.format(ZonedDateTime.now(ZoneOffset.UTC)));
    fields.add(FieldName.SERVER, "Poort");
    fields.add(FieldName.CONTENT_TYPE, "text/html");
    fields.add(FieldName.CONTENT_LENGTH, Integer.toString(page.length()));
    fields.add(FieldName.X_APPGW_TRACE_ID, traceId);
    if (failure == Failure.WEBSOCKET_VERSION) {
      fields.add(FieldName.UPGRADE, "websocket");
      fields.add(FieldName.SEC_WEBSOCKET_VERSION, "13");
    }
    Framing framing = toHead ? Framing.NONE : Framing.length(page.length());
    response.begin(
        new ResponseHead(failure.status(), reason, Version.HTTP_1_1, fields, framing, 0),
        keepAlive);
    if (!toHead) {
      ByteBuf body = channel.alloc().ioBuffer(page.length());
      ByteBufUtil.writeAscii(body, page);
      response.content(body);
    }
    response.end(null);
  }

  /** RFC 9110 15; two of Netty's phrases are of the time before it. */
  private static String reason(int status) {
    return switch (status) {
      case 413 -> "Content Too Large";
      case 414 -> "URI Too Long";
      default -> HttpResponseStatus.valueOf(status).reasonPhrase();
    };
  }

  private static String page(String title, String cause, String traceId) {
    return "<!doctype html>\n<html><head><title>"
        + title
        + "</title></head><body>\n<h1>"
        + title
        + "</h1>\n<p>"
        + cause
        + "</p>\n<hr><p>Poort, "
        + traceId
        + "</p>\n</body></html>\n";
  }
}
