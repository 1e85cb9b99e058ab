package io.ashlar.rows.session;

import io.ashlar.store.AcknowledgedListener;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/**
 * What becomes of a commit that nobody waits for. The store's thread, or one that happens to sync
 * or close, tells it the outcome; it is completed, and what depends on it runs, on an executor, so
 * that no code of users keeps other commits from their fsync.
 */
final class AsyncCommit extends CompletableFuture<Long> implements AcknowledgedListener, Runnable {

  private final Executor executor;
  private final Thread committer = Thread.currentThread();

  /** Whether the committing call is over. Only its thread reads or writes it. */
  private boolean returned;

  private long timestamp;
  private RuntimeException failure;

  AsyncCommit(Executor executor) {
    this.executor = executor;
  }

  /** The committing call is over; from here on the user may let something depend on this. */
  AsyncCommit returned() {
    returned = true;
    return this;
  }

  @Override
  public void acknowledged(long commitTimestamp, RuntimeException unknown) {
    timestamp = commitTimestamp;
    failure = unknown;
    if (Thread.currentThread() == committer && !returned) {
      run();
      return;
    }
    try {
      executor.execute(this);
    } catch (RuntimeException | Error refused) {
      // An executor that was shut down, say. Nobody may wait for ever because of that.
      runElsewhere();
    }
  }

  private void runElsewhere() {
    try {
      ForkJoinPool.commonPool().execute(this);
    } catch (RuntimeException | Error refused) {
      // No memory for its task or thread: what depends on this runs here, late as that may be.
      run();
    }
  }

  @Override
  public void run() {
    if (failure == null) {
      complete(timestamp);
    } else {
      completeExceptionally(failure);
    }
  }
}
