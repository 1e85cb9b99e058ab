package io.ashlar.mvcc.log;

import java.util.concurrent.locks.LockSupport;

/**
 * The wait of one thread for something that another will do and then unpark it: a short spin, then
 * parking. An interrupt does not end it; {@link #end} sets the thread's flag again.
 */
public final class Waiting {

  /**
   * Turns before parking, some 2 microseconds: a leader that is about to finish is met without a
   * switch, and the second core is not kept from it for longer.
   */
  private static final int SPINS = 64;

  private int spins;
  private boolean interrupted;

  /** For one thread at a time. */
  public Waiting() {}

  /** Begins a wait, which ends with {@link #end}. */
  public void begin() {
    spins = SPINS;
    interrupted = false;
  }

  /**
   * Returns after a while, after an unpark, or for no reason.
   *
   * @param blocker shown in a thread dump
   */
  public void pause(Object blocker) {
    if (spins > 0) {
      spins--;
      Thread.onSpinWait();
      return;
    }
    LockSupport.park(blocker);
    interrupted |= Thread.interrupted();
  }

  /** Ends the wait; an interrupt that came meanwhile is set again. */
  public void end() {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
