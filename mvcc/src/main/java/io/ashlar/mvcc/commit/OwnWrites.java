package io.ashlar.mvcc.commit;

import io.ashlar.error.OutOfSpaceException;
import io.ashlar.mvcc.log.Poison;
import io.ashlar.mvcc.log.WalSyncer;
import io.ashlar.mvcc.state.HybridClock;
import io.ashlar.mvcc.state.StatePointers;
import io.ashlar.store.Freshness;

/**
 * What the store writes on its own account, between two groups of commits: each call waits for its
 * turn and leads for a moment. Shared by all threads; not for one that leads.
 */
public final class OwnWrites {

  private final Leadership leadership;
  private final MaintenanceBatch maintenance;
  private final HybridClock clock;
  private final StatePointers pointers;
  private final Poison poison;
  private final WalSyncer syncer;

  OwnWrites(
      Leadership leadership,
      MaintenanceBatch maintenance,
      HybridClock clock,
      StatePointers pointers,
      Poison poison,
      WalSyncer syncer) {
    this.leadership = leadership;
    this.maintenance = maintenance;
    this.clock = clock;
    this.pointers = pointers;
    this.poison = poison;
    this.syncer = syncer;
  }

  /**
   * Persists a new ceiling ahead of need, and all that was written before; not by the leader.
   *
   * @throws io.ashlar.error.OutOfSpaceException when it was refused; nothing was written
   */
  public void raiseCeiling() {
    long ceiling;
    leadership.lead();
    try {
      ceiling = clock.nextCeiling();
      maintenance.putCeiling(ceiling);
    } finally {
      leadership.stepDown();
    }
    syncer.syncAlone();
    if (!poison.poisoned()) {
      clock.raiseCeiling(ceiling);
    }
  }

  /**
   * Lowers the ceiling to what was issued; nothing may be issued afterwards. Not synced. On a full
   * disk it stays where it is, which only starts the next clock a little ahead of the wall.
   */
  public void lowerCeiling() {
    leadership.lead();
    try {
      maintenance.putCeiling(clock.last());
    } catch (OutOfSpaceException refusedWhole) {
      assert clock.last() <= clock.ceiling() : "the old ceiling holds";
    } finally {
      leadership.stepDown();
    }
  }

  /**
   * Deletes all keys of a keyspace that nobody can see.
   *
   * @param keyspaceId the keyspace
   * @throws io.ashlar.error.OutOfSpaceException when it was refused; nothing was written
   */
  public void deleteKeyspace(int keyspaceId) {
    leadership.lead();
    try {
      maintenance.deleteKeyspace(keyspaceId);
    } finally {
      leadership.stepDown();
    }
  }

  /**
   * Deletes all history of a keyspace.
   *
   * @param keyspaceId the keyspace
   * @throws io.ashlar.error.OutOfSpaceException when it was refused; nothing was written
   */
  public void deleteHistory(int keyspaceId) {
    leadership.lead();
    try {
      maintenance.deleteHistory(keyspaceId);
    } finally {
      leadership.stepDown();
    }
  }

  /**
   * Deletes what a keyspace has kept in the buckets below one.
   *
   * @param keyspaceId the keyspace
   * @param firstKept the bucket
   * @throws io.ashlar.error.OutOfSpaceException when it was refused; nothing was written
   */
  public void deleteHistoryBelow(int keyspaceId, int firstKept) {
    leadership.lead();
    try {
      maintenance.deleteHistoryBelow(keyspaceId, firstKept);
    } finally {
      leadership.stepDown();
    }
  }

  /**
   * Lets a timestamp of the present pass: when this returns, all commits up to it are acknowledged,
   * or the log has failed, and none will follow. Waits for a sync of its own where commits are not
   * durable that shall be.
   *
   * @param timestamp of the present
   * @throws io.ashlar.error.StorePoisonedException when the log has failed before
   */
  public void pass(long timestamp) {
    while (!passLed(timestamp)) {
      poison.check();
      raiseCeiling();
    }
    // What was issued was published by its leader, before he stepped down.
    if (pointers.timestamp(Freshness.ACKNOWLEDGED) < pointers.timestamp(Freshness.WRITTEN)) {
      syncer.syncAlone();
    }
  }

  private boolean passLed(long timestamp) {
    leadership.lead();
    try {
      return clock.pass(timestamp);
    } finally {
      leadership.stepDown();
    }
  }
}
