package dev.poort.explain;

import dev.poort.problem.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of the way of a request.
 *
 * @param topic what is decided, one word
 * @param text what is decided and why, without a full stop
 * @param place where the configuration says so; null when it is nowhere said
 * @param notes what else was looked at, or follows
 */
public record Step(Topic topic, String text, @Nullable Place place, List<Note> notes) {
  public Step {
    notes = List.copyOf(notes);
  }

  /** What a step decides. */
  public enum Topic {
    /** The request as the gateway reads it. */
    REQUEST("request"),
    /** Which port takes it. */
    PORT("port"),
    /** Which listener shakes hands, and on which terms. */
    TLS("tls"),
    /** Which listener takes it. */
    LISTENER("listener"),
    /** Which rule serves it. */
    RULE("rule"),
    /** Which path rule its path leads to. */
    PATH("path"),
    /** Whether its token is good enough. */
    TOKEN("token"),
    /** Where its client is sent. */
    REDIRECT("redirect"),
    /** What is changed on its way. */
    REWRITE("rewrite"),
    /** Which pool, or which policy over pools, serves it. */
    POOL("pool"),
    /** Which members could serve it. */
    MEMBERS("members"),
    /** How members are spoken to. */
    SETTINGS("settings"),
    /** Which member its client is bound to. */
    AFFINITY("affinity"),
    /** How long it may take. */
    TIMEOUT("time-out"),
    /** Which page goes with the gateway's own answer. */
    PAGE("page");

    private final String word;

    Topic(String word) {
      this.word = word;
    }

    /** Its word in texts and JSON. */
    public String word() {
      return word;
    }
  }

  /**
   * A remark to a step.
   *
   * @param text one sentence without a full stop
   * @param place where the configuration says so; null when it is nowhere said
   */
  public record Note(String text, @Nullable Place place) {
    /** A remark on what no file says. */
    static Note of(String text) {
      return new Note(text, null);
    }
  }
}
