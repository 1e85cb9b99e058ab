package io.ashlar.mvcc.state;

import io.ashlar.engine.Engine;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes the state after a group that is in the log: memory that is short for the moment must
 * not make that unknown. Used by the leader alone.
 */
public final class StatePublisher {

  /** How often, and with what pauses, memory is asked for: two seconds. */
  private static final int TRIALS = 1_000;

  private static final long PAUSE_NS = 2_000_000;

  /** A thousand times what a snapshot takes. */
  private static final int PROBE_BYTES = 64 << 10;

  private final StatePointers pointers;
  private final Engine engine;

  /** A field, so that no compiler leaves out what nobody reads. */
  @SuppressWarnings("unused")
  private volatile byte[] probe;

  /**
   * For one store.
   *
   * @param pointers are moved
   * @param engine has the states
   */
  public StatePublisher(StatePointers pointers, Engine engine) {
    this.pointers = pointers;
    this.engine = engine;
  }

  /** Makes sure that the next publication will not fail for want of a slot. */
  public void ensureFree() {
    pointers.ensureFree();
  }

  /**
   * Publishes the written state.
   *
   * <p>RocksJava takes the native snapshot before it allocates the object that would free it, so a
   * trial that fails in between keeps a state alive until the store is closed. Hence a trial that
   * follows a failure asks for much more first.
   *
   * @param newest its timestamp
   * @throws OutOfMemoryError when no trial found any
   */
  public void publishWritten(long newest) {
    for (int trial = 1; ; trial++) {
      try {
        if (trial > 1) {
          probe = new byte[PROBE_BYTES];
          probe = null;
        }
        pointers.publishWritten(newest, engine);
        return;
      } catch (OutOfMemoryError e) {
        if (trial == TRIALS) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_NS);
      }
    }
  }
}
