package io.ashlar.rows.session;

import io.ashlar.codec.stack.StackRoom;
import io.ashlar.error.IllegalUseException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Lets one call at a time into a statement, and refuses the one that comes meanwhile: two at once
 * would mix up its values and buffers, write index entries that do not match their row, and leave
 * memory with nobody. Allocates nothing.
 */
public final class OneUser {

  private static final VarHandle INSIDE = insideField();

  @SuppressWarnings("unused") // by INSIDE
  private volatile boolean inside;

  /** Nobody is inside. */
  public OneUser() {}

  private static VarHandle insideField() {
    try {
      return MethodHandles.lookup().findVarHandle(OneUser.class, "inside", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * Enters, and shows what the last user wrote.
   *
   * @throws IllegalUseException when somebody is inside, be it this thread
   */
  public void enter() {
    StackRoom.require();
    if (!INSIDE.compareAndSet(this, false, true)) {
      throw new IllegalUseException(
          "The statement is in use by another thread.", "thread", Thread.currentThread().getName());
    }
  }

  /** Lets the next one in. */
  public void leave() {
    INSIDE.setRelease(this, false);
  }
}
