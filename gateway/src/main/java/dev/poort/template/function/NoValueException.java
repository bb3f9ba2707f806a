package dev.poort.template.function;

/** An expression yields no value. Thrown often and always caught, so it carries no stack trace. */
public abstract sealed class NoValueException extends Exception
    permits FunctionException, UnknownException {
  private static final long serialVersionUID = 1;

  NoValueException(String what) {
    super(what, null, false, false);
  }
}
