package io.ashlar.mvcc.embedded;

import io.ashlar.engine.Engine;
import io.ashlar.engine.EngineBatch;
import io.ashlar.error.OutOfSpaceException;
import io.ashlar.error.SerializationConflictException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.mvcc.Freshness;
import io.ashlar.mvcc.SyncMode;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The only writer: gives commits their order.
 *
 * <p>Committing threads combine. Each puts its commit into the queue; whoever finds no leader
 * becomes it, and does for a whole group what one alone would have to do for itself:
 *
 * <ol>
 *   <li>judge every entry, and the reads of the serializable, against the windows of recent commits
 *       and the group's earlier members; a commit in conflict leaves the group, the others go on;
 *   <li>take a block of timestamps, stamp the values, fill one batch;
 *   <li>write the batch: log and memtable, no sync;
 *   <li>note the keys in the window, take a snapshot, publish it as the written state, and note the
 *       keys in the ordered window if some reader will be judged by ranges;
 *   <li>tell each member's listener that it is ordered, so that its row locks go;
 *   <li>wake the relaxed members, leave the others to the {@link WalSyncer}.
 * </ol>
 *
 * <p>A leader serves one group and hands over. No wake-up is lost: a thread parks only after it has
 * queued its commit and then failed to become leader; the leader that kept it from it looks at the
 * queue after it has stepped down and unparks an owner that it finds there, who leads the next
 * group or has been led by one who came first and looks after the rest.
 */
final class CommitPipeline {

  private static final long RETRY_NS = 50_000;

  /** Groups between two looks for the oldest pinned view, which costs a walk over the slots. */
  private static final int GROUPS_PER_LOOK = 64;

  /** Keys between two looks: a window that was trimmed late would have to grow. */
  private static final int KEYS_PER_LOOK = 1 << 14;

  private final Engine engine;
  private final LogDevice log;
  private final StatePointers pointers;
  private final ViewSlots slots;
  private final OrderedWindow ordered;
  private final HybridClock clock;
  private final Poison poison;
  private final WalSyncer syncer;
  private final CommitQueue queue = new CommitQueue();

  /** Whoever sets it is the leader, and owns what follows until it clears it. */
  private final AtomicBoolean led = new AtomicBoolean();

  private final CommitGroup group;
  private final MaintenanceBatch maintenance;
  private final long groupLimitBytes;
  private long oldestView;
  private int groupsUntilLook;
  private int keysUntilLook;

  private final AtomicLong commits = new AtomicLong();
  private final AtomicLong groups = new AtomicLong();
  private final AtomicLong largestGroup = new AtomicLong();
  private final AtomicLong conflicts = new AtomicLong();

  CommitPipeline(StoreCore core, WalSyncer syncer, EngineBatch batch) {
    this.engine = core.engine();
    this.log = core.log();
    this.pointers = core.pointers();
    this.slots = core.slots();
    this.ordered = core.ordered();
    this.clock = core.clock();
    this.poison = core.poison();
    this.syncer = syncer;
    this.group = new CommitGroup(core, batch);
    this.maintenance = new MaintenanceBatch(batch, log);
    this.groupLimitBytes = core.options().groupLimitBytes();
  }

  long commits() {
    return commits.get();
  }

  long groups() {
    return groups.get();
  }

  long largestGroup() {
    return largestGroup.get();
  }

  long conflicts() {
    return conflicts.get();
  }

  /** Returns when the commit is ordered or settled; its fields then belong to the caller. */
  void order(PendingCommit commit, Waiting waiting) {
    queue.push(commit);
    waiting.begin();
    while (commit.status() == PendingCommit.QUEUED) {
      if (led.compareAndSet(false, true)) {
        try {
          if (commit.status() == PendingCommit.QUEUED) {
            leadGroup();
          }
        } finally {
          stepDown();
        }
      } else {
        waiting.pause(this);
      }
    }
    waiting.end();
  }

  private void stepDown() {
    Thread successor = queue.nextTaken();
    led.set(false);
    if (successor == null) {
      successor = queue.nextArrived();
    }
    if (successor != null && successor != Thread.currentThread()) {
      LockSupport.unpark(successor);
    }
  }

  private void leadGroup() {
    try {
      gatherGroup();
      writeGroup();
    } catch (RuntimeException | Error e) {
      // Whatever went wrong here, nobody knows what was written, and nobody may wait for ever.
      poison.set(e);
      failUnsettled();
      syncer.wakeWaiters();
    } finally {
      group.clear();
    }
  }

  private void gatherGroup() {
    long bytes = 0;
    while (!group.full() && bytes < groupLimitBytes) {
      PendingCommit commit = queue.poll();
      if (commit == null) {
        return;
      }
      group.add(commit);
      bytes += commit.source().bytes();
    }
  }

  private void writeGroup() {
    if (poison.poisoned()) {
      for (int i = 0; i < group.size(); i++) {
        settle(group.member(i), poison.refusal());
      }
      return;
    }
    try {
      long first;
      do {
        group.judge();
        first = group.writers() == 0 ? 0 : reserve(group.writers());
      } while (!group.fill(first));
      if (group.writers() > 0) {
        slots.ensureFree();
        log.write(group.batch());
        publish(first);
      }
    } catch (OutOfSpaceException e) {
      // The log's promise: refused before a byte was written.
      failWriters(e);
    }
    finishGroup();
  }

  private long reserve(int count) {
    long first = clock.reserve(count);
    while (first < 0) {
      raiseCeilingLed();
      first = clock.reserve(count);
    }
    return first;
  }

  private void raiseCeilingLed() {
    long ceiling = clock.nextCeiling();
    maintenance.putCeiling(ceiling);
    log.sync();
    clock.raiseCeiling(ceiling);
  }

  private void publish(long first) {
    keysUntilLook -= group.keys();
    if (--groupsUntilLook < 0 || keysUntilLook < 0) {
      groupsUntilLook = GROUPS_PER_LOOK;
      keysUntilLook = KEYS_PER_LOOK;
      oldestView = pointers.oldestView();
    }
    long newest = first + group.writers() - 1;
    group.record(first, oldestView);
    pointers.publishWritten(newest, engine);
    // Asked after the publication: who counts himself later has this group in his view.
    if (ordered.needed()) {
      group.recordKeys(oldestView);
    } else {
      ordered.forget(newest);
    }
    commits.lazySet(commits.get() + group.writers());
    groups.lazySet(groups.get() + 1);
    if (group.writers() > largestGroup.get()) {
      largestGroup.lazySet(group.writers());
    }
    if (anyRelaxed()) {
      acknowledgeWritten();
    }
  }

  private boolean anyRelaxed() {
    boolean relaxed = false;
    for (int i = 0; i < group.size(); i++) {
      PendingCommit commit = group.member(i);
      if (commit.failure() == null && commit.timestamp() != 0) {
        relaxed |= !commit.syncMode().waitsForSync();
        if (commit.syncMode() == SyncMode.INTERVAL) {
          syncer.requestWithinInterval();
        }
      }
    }
    return relaxed;
  }

  /** Lets readers see what a relaxed commit is about to be told, and what was ordered before. */
  void acknowledgeWritten() {
    ViewSlot slot = pointers.pin(Freshness.WRITTEN);
    pointers.acknowledge(slot);
    pointers.unpin(slot);
  }

  private void finishGroup() {
    boolean alone = group.size() == 1;
    boolean enlisted = false;
    for (int i = 0; i < group.size(); i++) {
      PendingCommit commit = group.member(i);
      if (commit.failure() != null) {
        if (commit.failure() instanceof WriteConflictException
            || commit.failure() instanceof SerializationConflictException) {
          conflicts.lazySet(conflicts.get() + 1);
        }
        wake(commit, PendingCommit.SETTLED);
      } else if (commit.timestamp() == 0) {
        wake(commit, PendingCommit.SETTLED);
      } else {
        tellOrdered(commit);
        enlisted |= dispatch(commit, alone);
      }
    }
    if (enlisted) {
      syncer.wake();
    }
  }

  private static void tellOrdered(PendingCommit commit) {
    try {
      commit.listener().ordered(commit.timestamp());
    } catch (RuntimeException e) {
      commit.fail(e);
    }
  }

  /** Whether the commit was left to the syncer's thread. */
  private boolean dispatch(PendingCommit commit, boolean alone) {
    if (commit.syncMode() != SyncMode.GROUP
        || commit.detached()
        || (alone && syncer.lonelySyncAllowed())) {
      wake(commit, PendingCommit.ORDERED);
      return false;
    }
    commit.enlist();
    commit.status(PendingCommit.ORDERED);
    syncer.enlist(commit);
    return true;
  }

  private static void wake(PendingCommit commit, int status) {
    // Read first: with the status the commit goes back to its owner.
    Thread owner = commit.thread();
    commit.status(status);
    if (owner != Thread.currentThread()) {
      LockSupport.unpark(owner);
    }
  }

  private static void settle(PendingCommit commit, RuntimeException failure) {
    commit.fail(failure);
    wake(commit, PendingCommit.SETTLED);
  }

  private void failWriters(OutOfSpaceException refusal) {
    for (int i = 0; i < group.size(); i++) {
      PendingCommit commit = group.member(i);
      if (commit.failure() == null && commit.timestamp() != 0) {
        commit.ordered(0, 0);
        commit.fail(new OutOfSpaceException(refusal, "The file system is full."));
      }
    }
  }

  private void failUnsettled() {
    for (int i = 0; i < group.size(); i++) {
      PendingCommit commit = group.member(i);
      if (commit.status() == PendingCommit.QUEUED) {
        settle(commit, poison.outcomeUnknown(commit.timestamp()));
      }
    }
  }

  /** Persists a new ceiling ahead of need, and all that was written before; not by the leader. */
  void raiseCeiling() {
    long ceiling;
    lead();
    try {
      ceiling = clock.nextCeiling();
      maintenance.putCeiling(ceiling);
    } finally {
      stepDown();
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
  void lowerCeiling() {
    lead();
    try {
      maintenance.putCeiling(clock.last());
    } catch (OutOfSpaceException refusedWhole) {
      assert clock.last() <= clock.ceiling() : "the old ceiling holds";
    } finally {
      stepDown();
    }
  }

  /** Deletes all keys of a keyspace that nobody can see. */
  void deleteKeyspace(int keyspaceId) {
    lead();
    try {
      maintenance.deleteKeyspace(keyspaceId);
    } finally {
      stepDown();
    }
  }

  /** Deletes what a keyspace has kept in the buckets below one, or all of it. */
  void deleteHistory(int keyspaceId, boolean all, int firstKept) {
    lead();
    try {
      maintenance.deleteHistory(keyspaceId, all, firstKept);
    } finally {
      stepDown();
    }
  }

  /** Frees what the leader owned; nobody commits any more. */
  void close() {
    group.close();
  }

  private void lead() {
    while (!led.compareAndSet(false, true)) {
      LockSupport.parkNanos(RETRY_NS);
    }
  }
}
