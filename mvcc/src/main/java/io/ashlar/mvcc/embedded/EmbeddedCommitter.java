package io.ashlar.mvcc.embedded;

import io.ashlar.error.ClosedException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.error.OutOfSpaceException;
import io.ashlar.error.RetryableException;
import io.ashlar.mvcc.commit.CommitPipeline;
import io.ashlar.mvcc.commit.PendingCommit;
import io.ashlar.mvcc.log.Poison;
import io.ashlar.mvcc.log.SyncWait;
import io.ashlar.mvcc.log.Waiting;
import io.ashlar.mvcc.log.WalSyncer;
import io.ashlar.mvcc.state.StatePointers;
import io.ashlar.store.AcknowledgedListener;
import io.ashlar.store.Committer;
import io.ashlar.store.Freshness;
import io.ashlar.store.OrderedListener;
import io.ashlar.store.WriteSource;
import io.ashlar.transaction.Durability;
import java.util.ArrayList;
import java.util.List;

/** Takes the commits of one transaction object through pipeline and syncer. */
final class EmbeddedCommitter implements Committer {

  private final EmbeddedStore store;
  private final StatePointers pointers;
  private final Poison poison;
  private final CommitPipeline pipeline;
  private final WalSyncer syncer;
  private final PendingCommit pending = new PendingCommit();
  private final Waiting waiting = new Waiting();
  private boolean closed;

  EmbeddedCommitter(
      EmbeddedStore store,
      StatePointers pointers,
      Poison poison,
      CommitPipeline pipeline,
      WalSyncer syncer) {
    this.store = store;
    this.pointers = pointers;
    this.poison = poison;
    this.pipeline = pipeline;
    this.syncer = syncer;
  }

  @Override
  public long commit(
      WriteSource writes, long viewTimestamp, Durability durability, OrderedListener ordered) {
    enter();
    try {
      if (writes.size() > 0 && order(writes, durability, ordered, false)) {
        return acknowledgeOrdered(durability);
      }
      acknowledgeView(viewTimestamp, durability);
      return viewTimestamp;
    } finally {
      leave();
    }
  }

  @Override
  public long commitAsync(
      WriteSource writes,
      long viewTimestamp,
      Durability durability,
      OrderedListener ordered,
      AcknowledgedListener acknowledged) {
    enter();
    // Taken ahead: once the commit is ordered its listener is told, whatever memory there is.
    SyncWait place = null;
    try {
      place = syncer.takePlace();
      if (writes.size() > 0 && order(writes, durability, ordered, true)) {
        throwFailure();
        long timestamp = pending.timestamp();
        SyncWait used = place;
        place = null;
        acknowledgeLater(used, timestamp, pending.syncWait().awaited(), durability, acknowledged);
        return timestamp;
      }
      if (!acknowledged(viewTimestamp, durability)) {
        poison.check();
      }
      SyncWait used = place;
      place = null;
      acknowledgeLater(used, viewTimestamp, viewTimestamp, durability, acknowledged);
      return viewTimestamp;
    } finally {
      if (place != null) {
        syncer.givePlaceBack(place);
      }
      leave();
    }
  }

  private void enter() {
    if (closed) {
      throw new ClosedException("The committer is closed.");
    }
    store.enter();
  }

  private void leave() {
    pending.forget();
    store.leave();
  }

  /**
   * Takes the entries through the pipeline.
   *
   * @return false when they were checks alone and hold; true when they have their place
   */
  private boolean order(
      WriteSource writes, Durability durability, OrderedListener ordered, boolean detached) {
    if (store.readOnly()) {
      throw new IllegalUseException("The store is read-only.");
    }
    poison.check();
    pending.prepare(writes, durability, ordered);
    if (detached) {
      pending.detach();
    }
    pipeline.order(pending, waiting);
    if (pending.status() == PendingCommit.SETTLED) {
      throwFailure();
      return false;
    }
    return true;
  }

  private long acknowledgeOrdered(Durability durability) {
    long timestamp = pending.timestamp();
    if (durability.waitsForSync()) {
      syncer.await(pending.syncWait(), durability, waiting);
      checkDurable(timestamp);
    }
    throwFailure();
    return timestamp;
  }

  /** Leaves an ordered commit, or a view, to the syncer, unless it can be acknowledged now. */
  private void acknowledgeLater(
      SyncWait place,
      long timestamp,
      long awaited,
      Durability durability,
      AcknowledgedListener listener) {
    if (!acknowledged(awaited, durability)) {
      if (durability.waitsForSync()) {
        syncer.enlistDetached(place, timestamp, awaited, listener);
        return;
      }
      pipeline.acknowledgeWritten();
    }
    syncer.givePlaceBack(place);
    listener.acknowledged(timestamp, null);
  }

  private boolean acknowledged(long timestamp, Durability durability) {
    Freshness needed = durability.waitsForSync() ? Freshness.DURABLE : Freshness.ACKNOWLEDGED;
    return timestamp <= pointers.timestamp(needed) || store.readOnly();
  }

  /** Throws what the leader has failed the commit for; its exceptions are made here. */
  private void throwFailure() {
    if (pending.poisoned()) {
      throw pending.accepted() ? poison.outcomeUnknown(pending.timestamp()) : poison.refusal();
    }
    Throwable failure = pending.failure();
    if (failure == null) {
      return;
    }
    if (failure instanceof RetryableException retryable) {
      throw retryable;
    }
    if (failure instanceof OutOfSpaceException refusal) {
      throw mine(refusal);
    }
    if (failure instanceof Error error) {
      throw error;
    }
    // Failed on the leader's thread; the stack there tells why, the one here tells where.
    failure.addSuppressed(new Throwable("committed here"));
    throw (RuntimeException) failure;
  }

  /** The group was refused as a whole, with one exception; each of its threads throws its own. */
  private static OutOfSpaceException mine(OutOfSpaceException refusal) {
    List<Object> facts = new ArrayList<>();
    refusal
        .facts()
        .forEach(
            (key, value) -> {
              facts.add(key);
              facts.add(value);
            });
    return new OutOfSpaceException(refusal, refusal.sentence(), facts.toArray());
  }

  /** Before a caller is told what its view showed: that must be as durable as it asked for. */
  private void acknowledgeView(long viewTimestamp, Durability durability) {
    if (acknowledged(viewTimestamp, durability)) {
      return;
    }
    poison.check();
    if (durability.waitsForSync()) {
      SyncWait wait = pending.syncWait();
      wait.prepare(viewTimestamp);
      syncer.await(wait, Durability.GROUP, waiting);
      checkDurable(viewTimestamp);
    } else {
      pipeline.acknowledgeWritten();
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
