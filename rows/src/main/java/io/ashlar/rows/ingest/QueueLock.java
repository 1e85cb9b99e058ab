package io.ashlar.rows.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * Held for some memory accesses, and never over a call that blocks. Unlike the locks of the JDK it
 * allocates nothing for those who come meanwhile: they spin, then yield, then sleep for moments.
 * Not reentrant. Shared by all threads.
 */
final class QueueLock {

  private static final int SPINS = 64;
  private static final int YIELDS = 128;
  private static final long PAUSE_NS = 20_000;
  private static final VarHandle HELD = heldField();

  @SuppressWarnings("unused") // by HELD
  private volatile boolean held;

  private static VarHandle heldField() {
    try {
      return MethodHandles.lookup().findVarHandle(QueueLock.class, "held", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Enters, once nobody is inside. */
  @SuppressWarnings("ThreadPriorityCheck") // whoever is inside may have lost its processor
  void lock() {
    for (int tries = 0; !HELD.compareAndSet(this, false, true); tries++) {
      if (tries < SPINS) {
        Thread.onSpinWait();
      } else if (tries < YIELDS) {
        Thread.yield();
      } else {
        LockSupport.parkNanos(this, PAUSE_NS);
      }
    }
  }

  /** Leaves; what was done inside is seen by whoever reads a volatile field of others from now. */
  void unlock() {
    held = false;
  }
}
