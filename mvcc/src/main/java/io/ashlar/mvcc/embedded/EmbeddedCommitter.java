package io.ashlar.mvcc.embedded;

import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.RetryableException;
import io.ashlar.mvcc.Committer;
import io.ashlar.mvcc.Freshness;
import io.ashlar.mvcc.OrderedListener;
import io.ashlar.mvcc.SyncMode;
import io.ashlar.mvcc.WriteSource;

/** Takes the commits of one transaction object through pipeline and syncer. */
final class EmbeddedCommitter implements Committer {

  private final EmbeddedStore store;
  private final StatePointers pointers;
  private final Poison poison;
  private final PendingCommit pending = new PendingCommit();
  private final Waiting waiting = new Waiting();
  private boolean closed;

  EmbeddedCommitter(EmbeddedStore store, StoreCore core) {
    this.store = store;
    this.pointers = core.pointers();
    this.poison = core.poison();
  }

  @Override
  public long commit(
      WriteSource writes, long viewTimestamp, SyncMode syncMode, OrderedListener ordered) {
    if (closed) {
      throw new ClosedException("The committer is closed.");
    }
    store.enter();
    try {
      if (writes.size() == 0) {
        acknowledgeView(viewTimestamp, syncMode);
        return viewTimestamp;
      }
      return commitEntries(writes, viewTimestamp, syncMode, ordered);
    } finally {
      pending.forget();
      store.leave();
    }
  }

  private long commitEntries(
      WriteSource writes, long viewTimestamp, SyncMode syncMode, OrderedListener ordered) {
    if (store.readOnly()) {
      throw new IllegalUseException("The store is read-only.");
    }
    poison.check();
    pending.prepare(writes, syncMode, ordered);
    store.pipeline().order(pending, waiting);
    if (pending.status() == PendingCommit.SETTLED) {
      throwFailure();
      acknowledgeView(viewTimestamp, syncMode);
      return viewTimestamp;
    }
    long timestamp = pending.timestamp();
    if (syncMode.waitsForSync()) {
      store.syncer().await(pending, waiting);
      checkDurable(timestamp);
    }
    throwFailure();
    return timestamp;
  }

  private void throwFailure() {
    RuntimeException failure = pending.failure();
    if (failure instanceof RetryableException) {
      throw failure;
    }
    if (failure != null) {
      // Failed on the leader's thread; the stack there tells why, the one here tells where.
      failure.addSuppressed(new Throwable("committed here"));
      throw failure;
    }
  }

  /** Before a caller is told what its view showed: that must be as durable as it asked for. */
  private void acknowledgeView(long viewTimestamp, SyncMode syncMode) {
    Freshness needed = syncMode.waitsForSync() ? Freshness.DURABLE : Freshness.ACKNOWLEDGED;
    if (viewTimestamp <= pointers.timestamp(needed) || store.readOnly()) {
      return;
    }
    poison.check();
    if (syncMode.waitsForSync()) {
      pending.prepareWait(viewTimestamp);
      store.syncer().await(pending, waiting);
      checkDurable(viewTimestamp);
    } else {
      store.pipeline().acknowledgeWritten();
    }
  }

  private void checkDurable(long timestamp) {
    if (pointers.timestamp(Freshness.DURABLE) < timestamp) {
      throw poison.outcomeUnknown(timestamp);
    }
  }

  @Override
  public long conflictHash() {
    return pending.conflictHash();
  }

  @Override
  public void close() {
    closed = true;
  }
}
