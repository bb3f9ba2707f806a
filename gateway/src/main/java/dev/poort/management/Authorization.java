package dev.poort.management;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what to resources. Nobody is known by name yet: whoever is on this machine may do
 * everything, and nobody else anything.
 */
final class Authorization {
  /** How the store's history names whoever is on this machine. */
  private static final String LOCAL = "local";

  /**
   * Decides before anything of a call is done.
   *
   * @return who calls
   * @throws NotAllowedException when he may not
   */
  String caller(Call call) throws NotAllowedException {
    if (mayCall(call.client())) return LOCAL;
    throw new NotAllowedException(
        Answer.error(
            403,
            "AuthorizationFailed",
            "only programs on this machine may see or change resources, as there are no users"));
  }

  /** Whether a client may send bodies of any size, asked before they are read. */
  boolean mayCall(@Nullable InetAddress client) {
    return client != null && client.isLoopbackAddress();
  }

  /** A call is turned away. */
  static final class NotAllowedException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Answer answer;

    NotAllowedException(Answer answer) {
      super("not allowed");
      this.answer = answer;
    }

    Answer answer() {
      return answer;
    }
  }
}
