package io.ashlar.engine.gate;

import java.util.concurrent.locks.LockSupport;

/** How a closer waits: spinning for the length of a get, then parking for the length of a flush. */
final class Pause {

  private static final int SPINS = 200;
  private static final long PARK_NS = 50_000;

  private Pause() {}

  /** Returns early when the thread is interrupted; the caller looks again and comes back. */
  static void after(int round) {
    if (round < SPINS) {
      Thread.onSpinWait();
    } else {
      LockSupport.parkNanos(PARK_NS);
    }
  }
}
