package dev.poort.management;

import dev.poort.identity.Caller;
import dev.poort.identity.Denial;
import dev.poort.identity.Identity;
import dev.poort.identity.Operation;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Who calls, and whether he may do what he asks for. */
final class Authorization {
  private final Identity identity;

  Authorization(Identity identity) {
    this.identity = identity;
  }

  /**
   * Who calls, whatever he may do.
   *
   * @throws NotAllowedException when nobody may call so
   */
  Caller caller(Call call) throws NotAllowedException {
    try {
      return identity.caller(call.field(HttpHeaderNames.AUTHORIZATION), call.origin());
    } catch (Denial e) {
      throw new NotAllowedException(e);
    }
  }

  /**
   * Decides before anything of an operation is done.
   *
   * @return who calls
   * @throws NotAllowedException when he may not
   */
  Caller demand(Call call, Operation operation) throws NotAllowedException {
    Caller caller = caller(call);
    demand(caller, operation);
    return caller;
  }

  /** The same when it is known who calls. */
  static void demand(Caller caller, Operation operation) throws NotAllowedException {
    try {
      caller.demand(operation);
    } catch (Denial e) {
      throw new NotAllowedException(e);
    }
  }

  /**
   * Whether a client may send bodies of any size, asked before they are read. Never waits.
   *
   * @param authorization the request's field; null when it has none
   */
  boolean mayTellMuch(@Nullable String authorization, InetAddress client) {
    return identity.mayTellMuch(authorization, client);
  }

  /** A call is turned away. */
  static final class NotAllowedException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Answer answer;

    private NotAllowedException(Denial denial) {
      super(denial);
      Answer error = Answer.error(denial.status(), denial.code(), denial.text());
      answer = new Answer(error.status(), error.json(), denial.fields());
    }

    Answer answer() {
      return answer;
    }
  }
}
