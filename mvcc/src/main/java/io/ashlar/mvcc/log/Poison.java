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

  public boolean poisoned() {
    return cause.get() != null;
  }

  public void set(Throwable failure) {
    cause.compareAndSet(null, failure);
  }

  public void check() {
    if (poisoned()) {
      throw refusal();
    }
  }

  public StorePoisonedException refusal() {
    return new StorePoisonedException(
        cause.get(), "The log of the store has failed; reopen the store.");
  }

  public CommitOutcomeUnknownException outcomeUnknown(long timestamp) {
    return new CommitOutcomeUnknownException(
        cause.get(), "The log failed before the commit was durable.", "timestamp", timestamp);
  }
}
