package dev.poort.problem;

/** What an input is read for. It decides how bad it is that something is missing. */
public enum Purpose {
  /** To serve it: what is missing is an error. */
  RUN,
  /** To judge it: what is missing is a warning, which says that run will need it. */
  CHECK,
  /**
   * To write bindings for it or to write it elsewhere: as {@link #CHECK}, and what a binding can
   * replace is missing even where something unusable stands in its place.
   */
  BIND;

  /**
   * Something that serving needs and that the input cannot have, such as a certificate that only
   * Azure can read.
   *
   * @param what names it, one sentence without a full stop
   * @param mend how to give it, one sentence without a full stop
   */
  public Problem missing(String what, Place where, String mend) {
    if (this == RUN) return Problem.error(what, where, mend);
    return Problem.warning(what + ", run will need it", where, mend);
  }
}
