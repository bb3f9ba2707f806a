package dev.poort.store;

import java.io.IOException;

/** A resource is no longer as the one who changes it has seen it. */
public final class ConflictException extends IOException {
  private static final long serialVersionUID = 1;

  private final String id;

  ConflictException(Edit edit, long version) {
    super(
        "%s was changed meanwhile: it is of version %d, not %d"
            .formatted(edit.id(), version, edit.replaces()));
    this.id = edit.id();
  }

  /** The resource's id. */
  public String id() {
    return id;
  }
}
