package io.ashlar.rows.session;

import io.ashlar.argument.Arguments;
import io.ashlar.codec.stack.StackRoom;
import io.ashlar.error.IllegalUseException;
import io.ashlar.transaction.StatementLimits;
import io.ashlar.txn.limit.StatementClock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.BooleanSupplier;

/**
 * Lets one call at a time into a statement, and refuses the one that comes meanwhile: two at once
 * would mix up its values and buffers, write index entries that do not match their row, and leave
 * memory with nobody. Knows what limits the statement. Allocates nothing.
 */
public final class OneUser {

  private static final VarHandle INSIDE = insideField();

  @SuppressWarnings("unused") // by INSIDE
  private volatile boolean inside;

  /** Of the limits that the statement has; null without. */
  private StatementClock clock;

  /** The thread inside, while it lets code of the user set and bind for the next row. */
  private Thread lent;

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
      throw refused();
    }
  }

  /**
   * Enters to set or bind one value; who the statement is {@link #lend lent} to may do so, and
   * nothing else.
   *
   * @throws IllegalUseException when somebody else is inside, or this thread without having been
   *     lent the statement
   */
  public void enterToSet() {
    StackRoom.require();
    if (!INSIDE.compareAndSet(this, false, true) && lent != Thread.currentThread()) {
      throw refused();
    }
  }

  private IllegalUseException refused() {
    return new IllegalUseException(
        lent == Thread.currentThread()
            ? "The statement is running, and takes values alone until it ends."
            : "The statement is in use by another thread.",
        "thread",
        Thread.currentThread().getName());
  }

  /**
   * Has the statement end by limits of its own from here on; while nobody else is inside.
   *
   * @param limits the limits
   */
  public void limit(StatementLimits limits) {
    Arguments.requireGiven(limits, "limits");
    enter();
    try {
      boolean none = limits.timeout().isEmpty() && limits.token().isEmpty();
      clock = none ? null : new StatementClock(limits);
    } finally {
      leave();
    }
  }

  /**
   * What the runs of the statement are limited by.
   *
   * @return the clock, which each run begins anew, or null
   */
  public StatementClock clock() {
    return clock;
  }

  /** Lets the next one in. */
  public void leave() {
    if (lent == null || lent != Thread.currentThread()) {
      INSIDE.setRelease(this, false);
    }
  }

  /**
   * Runs code of the user that may set and bind values of the statement, as {@link #enterToSet}
   * lets it; by who is inside.
   *
   * @param code what runs
   * @return what it answers
   */
  public boolean lend(BooleanSupplier code) {
    lent = Thread.currentThread();
    try {
      return code.getAsBoolean();
    } finally {
      lent = null;
    }
  }
}
