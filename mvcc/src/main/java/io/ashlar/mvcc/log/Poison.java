package io.ashlar.mvcc.log;

import io.ashlar.error.CommitOutcomeUnknownException;
import io.ashlar.error.StorePoisonedException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether the log has failed. Once it has, nobody knows which of the writes after the last good
 * sync are on disk, so the store takes no more of them until it is opened again.
 */
public final class Poison {

  /** The first failure; never changes once set. */
  private final AtomicReference<Throwable> cause = new AtomicReference<>();

  /** The log has not failed. */
  public Poison() {}

  /**
   * Whether the log has failed.
   *
   * @return true for ever after the first failure
   */
  public boolean poisoned() {
    return cause.get() != null;
  }

  /**
   * Notes a failure; only the first counts.
   *
   * @param failure the failure
   */
  public void set(Throwable failure) {
    cause.compareAndSet(null, failure);
  }

  /**
   * Refuses to go on after a failure.
   *
   * @throws StorePoisonedException when the log has failed
   */
  public void check() {
    if (poisoned()) {
      throw refusal();
    }
  }

  /**
   * Made for a caller who has begun nothing.
   *
   * @return to be thrown
   */
  public StorePoisonedException refusal() {
    return new StorePoisonedException(
        cause.get(), "The log of the store has failed; reopen the store.");
  }

  /**
   * Made for a caller whose commit may be on disk, or not.
   *
   * @param timestamp of the commit
   * @return to be thrown, or told
   */
  public CommitOutcomeUnknownException outcomeUnknown(long timestamp) {
    return new CommitOutcomeUnknownException(
        cause.get(), "The log failed before the commit was durable.", "timestamp", timestamp);
  }
}
