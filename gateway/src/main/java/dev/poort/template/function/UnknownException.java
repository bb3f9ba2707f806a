package dev.poort.template.function;

import dev.poort.json.JsonUnknown;

/** A function needs to look into a value that cannot be told. */
public final class UnknownException extends NoValueException {
  private static final long serialVersionUID = 1;

  private final transient JsonUnknown value;

  /**
   * @param value takes the place of the result
   */
  public UnknownException(JsonUnknown value) {
    super(value.reason().what());
    this.value = value;
  }

  /** What takes the place of the result. */
  public JsonUnknown value() {
    return value;
  }
}
