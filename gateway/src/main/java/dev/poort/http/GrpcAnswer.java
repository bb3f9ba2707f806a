package dev.poort.http;

import dev.poort.message.FieldName;
import dev.poort.message.Fields;
import dev.poort.message.Framing;
import dev.poort.message.RequestHead;
import dev.poort.message.ResponseHead;
import dev.poort.message.Version;
import dev.poort.telemetry.Failure;
import java.util.Locale;

/**
 * A refusal as a gRPC client understands it: status 200 and the cause in {@code grpc-status}, all
 * in one header block ("Trailers-Only" of gRPC over HTTP/2).
 */
final class GrpcAnswer {
  private static final String TYPE = "application/grpc";

  private GrpcAnswer() {}

  /** Whether the request is a gRPC call. */
  static boolean isWanted(RequestHead head) {
    if (head.version() != Version.HTTP_2) return false;
    String type = head.fields().get(FieldName.CONTENT_TYPE);
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(TYPE)) return false;
    return type.length() == TYPE.length() || "+;".indexOf(type.charAt(TYPE.length())) >= 0;
  }

  /** Says why the call is not served. */
  static void refuse(ResponseToClient response, Failure failure, String traceId) {
    Fields fields = Fields.empty();
    fields.add(FieldName.CONTENT_TYPE, TYPE);
    fields.add(FieldName.GRPC_STATUS, Integer.toString(status(failure.status())));
    fields.add(FieldName.GRPC_MESSAGE, failure.logName());
    fields.add(FieldName.SERVER, "Poort");
    fields.add(FieldName.X_APPGW_TRACE_ID, traceId);
    response.begin(new ResponseHead(200, "OK", Version.HTTP_2, fields, Framing.NONE, 0), true);
    response.end(null);
  }

  /** The mapping of gRPC's "HTTP to gRPC Status Code Mapping". */
  private static int status(int http) {
    return switch (http) {
      case 400, 431 -> 13; // INTERNAL
      case 401 -> 16; // UNAUTHENTICATED
      case 403 -> 7; // PERMISSION_DENIED
      case 404 -> 12; // UNIMPLEMENTED
      case 429, 502, 503, 504 -> 14; // UNAVAILABLE
      default -> 2; // UNKNOWN
    };
  }
}
