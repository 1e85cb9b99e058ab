package io.ashlar.mvcc.embedded;

import io.ashlar.engine.Engine;
import io.ashlar.error.AshlarException;
import io.ashlar.error.OutOfSpaceException;
import io.ashlar.error.StoreIoException;
import io.ashlar.mvcc.commit.OwnWrites;
import io.ashlar.mvcc.history.HistoryExpiry;
import io.ashlar.mvcc.log.DurableMark;
import io.ashlar.mvcc.log.LogDevice;
import io.ashlar.mvcc.log.Poison;
import io.ashlar.mvcc.log.Upkeep;
import io.ashlar.mvcc.log.WalSyncer;
import io.ashlar.mvcc.state.HybridClock;
import io.ashlar.mvcc.state.StatePointers;
import io.ashlar.store.Freshness;
import java.util.concurrent.TimeUnit;

/** What has to be done about once a second; runs on the syncer's thread. */
final class Housekeeper implements Upkeep {

  private static final long PERIOD_NS = TimeUnit.SECONDS.toNanos(1);

  /** Shorter while a keyspace waits to be reclaimed. */
  private static final long RECLAIM_PERIOD_NS = TimeUnit.MILLISECONDS.toNanos(100);

  /** An idle pooled iterator pins memtables and files; after this long it is freed. */
  private static final long ITERATOR_IDLE_NS = TimeUnit.SECONDS.toNanos(5);

  private final Engine engine;
  private final LogDevice log;
  private final HybridClock clock;
  private final StatePointers pointers;
  private final Poison poison;
  private final OwnWrites ownWrites;
  private final WalSyncer syncer;
  private final DurableMark mark;
  private final Reclaims reclaims;
  private final HistoryExpiry expiry;
  private long lastRunNs = System.nanoTime();
  private long lastIssued;

  Housekeeper(
      Engine engine,
      LogDevice log,
      HybridClock clock,
      StatePointers pointers,
      Poison poison,
      OwnWrites ownWrites,
      WalSyncer syncer,
      DurableMark mark,
      Reclaims reclaims,
      HistoryExpiry expiry) {
    this.engine = engine;
    this.log = log;
    this.clock = clock;
    this.pointers = pointers;
    this.poison = poison;
    this.ownWrites = ownWrites;
    this.syncer = syncer;
    this.mark = mark;
    this.reclaims = reclaims;
    this.expiry = expiry;
    this.lastIssued = clock.last();
  }

  @Override
  public long untilDueNs() {
    long period = reclaims.isEmpty() ? PERIOD_NS : RECLAIM_PERIOD_NS;
    return lastRunNs + period - System.nanoTime();
  }

  @Override
  public void runIfDue() {
    if (untilDueNs() > 0) {
      return;
    }
    lastRunNs = System.nanoTime();
    log.refreshSpace();
    // Who wrote while writes wait would wait too, and nobody would be left to look.
    boolean stopped = log.freeStuckWrite();
    if (!poison.poisoned()) {
      if (!stopped) {
        keepCeilingAhead();
        reclaim();
        guarded(expiry::carryOut);
      }
      refreshMark();
    }
    engine.trimIdle(ITERATOR_IDLE_NS);
  }

  /**
   * A store that has issued nothing since the last look needs no ceiling, and no fsync for it.
   * Under relaxed commits alone this sync, every few seconds, is also what moves the durable state
   * on, whose snapshot would otherwise keep every version since the store was opened.
   */
  private void keepCeilingAhead() {
    long issued = clock.last();
    if (issued != lastIssued && clock.ceilingNear()) {
      guarded(ownWrites::raiseCeiling);
    }
    lastIssued = issued;
  }

  private void reclaim() {
    if (reclaims.isEmpty()) {
      return;
    }
    // The durable pointer itself holds a state: under relaxed commits nobody else moves it on.
    if (pointers.timestamp(Freshness.DURABLE) < pointers.timestamp(Freshness.WRITTEN)) {
      syncer.syncAlone();
    }
    guarded(() -> reclaims.carryOut(log.spaceLow()));
  }

  private void guarded(Runnable writing) {
    try {
      writing.run();
    } catch (OutOfSpaceException e) {
      // Refused whole, and tried again next time; commits are told by themselves.
      lastIssued = 0;
    } catch (AshlarException e) {
      poison.set(e);
      syncer.wakeWaiters();
    }
  }

  private void refreshMark() {
    try {
      syncer.refreshMark(mark);
    } catch (OutOfSpaceException | StoreIoException e) {
      // The old mark stays true, only older; the next turn tries again, and close reports.
      lastRunNs = System.nanoTime();
    }
  }
}
