package io.ashlar.mvcc.history;

import io.ashlar.engine.EngineSnapshot;

/** A time in the past, and the pinned state at which its history is read. */
public interface PastState {

  /**
   * The time.
   *
   * @return a timestamp: what was committed up to it is seen
   */
  long asOf();

  /**
   * The newest timestamp in the pinned state.
   *
   * @return at least {@link #asOf}
   */
  long newest();

  /**
   * The newest timestamp that was issued when the state was pinned, by which retention is judged.
   *
   * @return the timestamp
   */
  long now();

  /**
   * The pinned state.
   *
   * @return its snapshot, open while the state is pinned
   */
  EngineSnapshot snapshot();
}
