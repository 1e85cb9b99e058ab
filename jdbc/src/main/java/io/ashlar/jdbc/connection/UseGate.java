package io.ashlar.jdbc.connection;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Lets one thread at a time into a connection; it may come in again while it is inside. Passed for
 * each row, so threads are told apart by their numbers: a collector has nothing to note when one
 * comes in.
 */
final class UseGate {

  private static final VarHandle INSIDE = insideField();

  /** No thread has this number. */
  private static final long NOBODY = 0;

  /** The {@link #number} of the thread that is inside. By {@link #INSIDE}. */
  private volatile long inside = NOBODY;

  /** How often the thread that is inside came in again; only it looks. */
  private int depth;

  private long uses;

  private static VarHandle insideField() {
    try {
      return MethodHandles.lookup().findVarHandle(UseGate.class, "inside", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Of the present thread; below zero for one that visits. */
  private static long number() {
    Thread current = Thread.currentThread();
    return current instanceof IdleTransactions.Visitor ? -current.getId() : current.getId();
  }

  /** Comes in, unless another thread is inside for more than a look; whether it did. */
  boolean enter() {
    long current = number();
    if (inside == current) {
      depth++;
      return true;
    }
    while (!INSIDE.compareAndSet(this, NOBODY, current)) {
      if (keepsOut(inside)) {
        return false;
      }
      Thread.onSpinWait();
    }
    uses++;
    return true;
  }

  /** Whether a thread that is inside keeps others out; a visitor leaves at once. */
  private static boolean keepsOut(long there) {
    return there > NOBODY;
  }

  /** How often a thread came in that did not only look. Within the connection. */
  long uses() {
    return uses;
  }

  /** Whether the thread has left for good. */
  boolean exit() {
    if (depth > 0) {
      depth--;
      return false;
    }
    inside = NOBODY;
    return true;
  }

  /** Comes in unless another thread is inside. */
  boolean tryEnter() {
    long current = number();
    if (inside == current) {
      depth++;
      return true;
    }
    return INSIDE.compareAndSet(this, NOBODY, current);
  }

  /** Whether another thread is inside for more than a look. */
  boolean isTaken() {
    long there = inside;
    return keepsOut(there) && there != Thread.currentThread().getId();
  }
}
