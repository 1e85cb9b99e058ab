package io.ashlar.mvcc.commit;

import io.ashlar.error.OutOfSpaceException;
import io.ashlar.error.SerializationConflictException;
import io.ashlar.error.WriteConflictException;
import io.ashlar.mvcc.log.LogDevice;
import io.ashlar.mvcc.log.Poison;
import io.ashlar.mvcc.log.SyncWait;
import io.ashlar.mvcc.log.Waiting;
import io.ashlar.mvcc.log.WalSyncer;
import io.ashlar.mvcc.state.HybridClock;
import io.ashlar.mvcc.state.StatePointers;
import io.ashlar.mvcc.state.StatePublisher;
import io.ashlar.mvcc.state.ViewSlot;
import io.ashlar.store.Freshness;
import io.ashlar.transaction.Durability;
import java.util.concurrent.locks.LockSupport;

/**
 * The only writer: gives commits their order.
 *
 * <p>Committing threads combine. Each puts its commit into the queue; whoever finds no leader
 * becomes it, and does for a whole group what one alone would have to do for itself:
 *
 * <ol>
 *   <li>validate every entry, and the reads of the serializable, against the windows of recent
 *       commits and the group's earlier members; a commit in conflict leaves the group, the others
 *       go on;
 *   <li>take a block of timestamps, stamp the values, fill one batch;
 *   <li>write the batch: log and memtable, no sync;
 *   <li>note the keys in the window, take a snapshot, publish it as the written state, and note the
 *       keys in the ordered window if some reader will be validated by ranges;
 *   <li>tell each member's listener that it is ordered, so that its row locks go;
 *   <li>wake the relaxed members, leave the others to the {@link WalSyncer}.
 * </ol>
 *
 * <p>A leader serves one group and hands over; no wake-up is lost ({@link Leadership}).
 */
public final class CommitPipeline {

  /** Groups between two looks for the oldest pinned view, which costs a walk over the slots. */
  private static final int GROUPS_PER_LOOK = 64;

  /** Keys between two looks: a window that was trimmed late would have to grow. */
  private static final int KEYS_PER_LOOK = 1 << 14;

  private final LogDevice log;
  private final StatePointers pointers;
  private final StatePublisher publisher;
  private final HybridClock clock;
  private final Poison poison;
  private final WalSyncer syncer;
  private final CommitQueue queue = new CommitQueue();
  private final Leadership leadership = new Leadership(queue);
  private final OwnWrites ownWrites;

  // What follows is the leader's.

  private final CommitGroup group;
  private final MaintenanceBatch maintenance;
  private final long groupLimitBytes;

  /** Whether something of the present group may be in the log, though nobody was told. */
  private boolean logTouched;

  private long oldestView;
  private int groupsUntilLook;
  private int keysUntilLook;

  private final CommitCounts counts = new CommitCounts();

  /**
   * The pipeline of one store.
   *
   * @param log takes the groups
   * @param pointers to the store's states
   * @param publisher of the written one
   * @param clock issues timestamps
   * @param poison of the store
   * @param syncer takes over what must become durable
   * @param group takes the commits that are written together
   * @param groupLimitBytes no more are taken once they are as large
   */
  public CommitPipeline(
      LogDevice log,
      StatePointers pointers,
      StatePublisher publisher,
      HybridClock clock,
      Poison poison,
      WalSyncer syncer,
      CommitGroup group,
      long groupLimitBytes) {
    this.log = log;
    this.pointers = pointers;
    this.publisher = publisher;
    this.clock = clock;
    this.poison = poison;
    this.syncer = syncer;
    this.group = group;
    this.maintenance = new MaintenanceBatch(group.batch(), log);
    this.ownWrites = new OwnWrites(leadership, maintenance, clock, pointers, poison, syncer);
    this.groupLimitBytes = groupLimitBytes;
  }

  /**
   * What it has done.
   *
   * @return counts, which go on rising
   */
  public CommitCounts counts() {
    return counts;
  }

  /**
   * What the store writes on its own account, in turn with the groups.
   *
   * @return always the same
   */
  public OwnWrites ownWrites() {
    return ownWrites;
  }

  /**
   * Takes a commit through: returns when it is ordered or settled; its fields then belong to the
   * caller. Blocks; an interrupt does not end that. Whatever goes wrong is told by the commit.
   *
   * @param commit prepared by the calling thread
   * @param waiting the calling thread's
   */
  public void order(PendingCommit commit, Waiting waiting) {
    queue.push(commit);
    waiting.begin();
    while (commit.status() == PendingCommit.QUEUED) {
      if (leadership.tryLead()) {
        try {
          if (commit.status() == PendingCommit.QUEUED) {
            leadGroup(commit);
          }
        } finally {
          leadership.stepDown();
        }
      } else {
        waiting.pause(this);
      }
    }
    waiting.end();
  }

  private void leadGroup(PendingCommit own) {
    logTouched = false;
    try {
      gatherGroup();
      writeGroup();
    } catch (RuntimeException | Error e) {
      if (e instanceof VirtualMachineError && !logTouched) {
        handOver(own, e);
      } else {
        // Nobody knows what was written, and nobody may wait for ever.
        poison.set(e);
        failUnsettled();
        syncer.wakeWaiters();
      }
    } finally {
      group.clear();
    }
  }

  /**
   * The leading thread has run out of stack or memory before anything was written: its own commit
   * fails for that, and the others wait for another leader, in the order in which they came.
   */
  private void handOver(PendingCommit own, Throwable failure) {
    group.abandon();
    boolean member = group.remove(own);
    for (int i = group.size() - 1; i >= 0; i--) {
      group.member(i).fail(null);
      queue.putBack(group.member(i));
    }
    if (member) {
      own.fail(failure);
      own.status(PendingCommit.SETTLED);
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
        group.member(i).beginValidation();
        settlePoisoned(group.member(i));
      }
      return;
    }
    try {
      writeValidated();
    } catch (OutOfSpaceException e) {
      group.abandon();
      writeThoseThatFree(e);
    }
    finishGroup();
  }

  private void writeValidated() {
    long first;
    do {
      group.validate();
      first = group.writers() == 0 ? 0 : reserve(group.writers());
    } while (!group.fill(first));
    if (group.writers() > 0) {
      publisher.ensureFree();
      logTouched = true;
      log.write(group.batch(), group.need());
      publish(first);
    }
  }

  /** By the log's promise not a byte was written. Who only takes away may use what is kept free. */
  private void writeThoseThatFree(OutOfSpaceException refusal) {
    logTouched = false;
    if (!group.failWriters(refusal, true)) {
      return;
    }
    try {
      writeValidated();
    } catch (OutOfSpaceException e) {
      logTouched = false;
      group.abandon();
      group.failWriters(e, false);
    }
  }

  /** The first of a block of timestamps, which nobody else is given. */
  private long reserve(int count) {
    while (!clock.reserve(count)) {
      raiseCeilingLed();
    }
    return clock.last() - count + 1;
  }

  private void raiseCeilingLed() {
    long ceiling = clock.nextCeiling();
    logTouched = true;
    maintenance.putCeiling(ceiling);
    log.sync();
    logTouched = false;
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
    publisher.publishWritten(newest);
    group.recordKeys(newest, oldestView);
    counts.groupWritten(group.writers());
    if (anyRelaxed()) {
      acknowledgeWritten();
    }
  }

  private boolean anyRelaxed() {
    boolean relaxed = false;
    for (int i = 0; i < group.size(); i++) {
      PendingCommit commit = group.member(i);
      if (commit.writes()) {
        relaxed |= !commit.durability().waitsForSync();
        if (commit.durability() == Durability.INTERVAL) {
          syncer.requestWithinInterval();
        }
      }
    }
    return relaxed;
  }

  /** Lets readers see what a relaxed commit is about to be told, and what was ordered before. */
  public void acknowledgeWritten() {
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
          counts.conflict();
        }
        wake(commit, PendingCommit.SETTLED);
      } else if (!commit.accepted()) {
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
    } catch (RuntimeException | Error e) {
      commit.fail(e);
    }
  }

  /** Whether the commit was left to the syncer's thread. */
  private boolean dispatch(PendingCommit commit, boolean alone) {
    if (commit.durability() != Durability.GROUP
        || commit.detached()
        || (alone && syncer.lonelySyncAllowed())) {
      wake(commit, PendingCommit.ORDERED);
      return false;
    }
    SyncWait wait = commit.syncWait();
    // Before the status, with which the commit goes back to its owner, who then waits for a sync.
    wait.enlist();
    commit.status(PendingCommit.ORDERED);
    syncer.enlist(wait);
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

  private static void settlePoisoned(PendingCommit commit) {
    commit.poison();
    wake(commit, PendingCommit.SETTLED);
  }

  private void failUnsettled() {
    for (int i = 0; i < group.size(); i++) {
      PendingCommit commit = group.member(i);
      if (commit.status() == PendingCommit.QUEUED) {
        settlePoisoned(commit);
      }
    }
  }

  /**
   * Moves the pointers on to a state that holds all that was deleted so far, though nothing was
   * committed: the states that they pointed to would keep it from being compacted away.
   */
  public void publishAnew() {
    leadership.lead();
    try {
      publisher.ensureFree();
      publisher.publishWritten(reserve(1));
    } finally {
      leadership.stepDown();
    }
    syncer.syncAlone();
  }
}
