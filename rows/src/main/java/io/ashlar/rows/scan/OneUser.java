package io.ashlar.rows.scan;

import io.ashlar.error.IllegalUseException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Lets one call at a time into a statement, and refuses the one that comes meanwhile: two at once
 * would mix up its buffers, and leave memory with nobody. Allocates nothing.
 */
final class OneUser {

  private static final VarHandle INSIDE = insideField();

  @SuppressWarnings("unused") // by INSIDE
  private volatile boolean inside;

  OneUser() {}

  private static VarHandle insideField() {
    try {
      return MethodHandles.lookup().findVarHandle(OneUser.class, "inside", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Enters, and shows what the last user wrote. */
  void enter() {
    if (!INSIDE.compareAndSet(this, false, true)) {
      throw new IllegalUseException(
          "The statement is in use by another thread.", "thread", Thread.currentThread().getName());
    }
  }

  void leave() {
    INSIDE.setRelease(this, false);
  }
}
