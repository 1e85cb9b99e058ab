package io.ashlar.mvcc.embedded;

import io.ashlar.engine.Engine;
import io.ashlar.engine.gate.CloseLimit;
import io.ashlar.engine.gate.CloseWait;
import io.ashlar.error.CloseTimeoutException;
import io.ashlar.mvcc.commit.OwnWrites;
import io.ashlar.mvcc.history.HistoryRecorder;
import io.ashlar.mvcc.log.DurableMark;
import io.ashlar.mvcc.log.Poison;
import io.ashlar.mvcc.log.WalSyncer;
import io.ashlar.mvcc.resident.ResidentRanges;
import io.ashlar.mvcc.state.StatePointers;
import io.ashlar.mvcc.window.OrderedWindow;
import io.ashlar.store.Freshness;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The end of a store, in steps, any of which may have to wait for a call that does not come back. A
 * close that has given up at one of them goes on there when it is called again:
 *
 * <ol>
 *   <li>wait for those who write;
 *   <li>wait for the syncer's thread, which syncs, writes the mark and calls listeners of users:
 *       while it lives nothing is touched, and the directory stays locked;
 *   <li>stop the compactions that nobody has asked for: {@link Reclaims} begins none any more;
 *   <li>make durable what was committed, and put it on the mark;
 *   <li>free what is the store's own; then the engine, which waits for those who read.
 * </ol>
 */
final class StoreClose {

  /** The packages whose classes commit, sync or compact while a close waits for them. */
  private static final String INSIDE = "io.ashlar.mvcc.";

  /** The syncer's thread without work, and others who wait to close. */
  private static final String[] IDLE = {
    WalSyncer.class.getName() + ".sleep", EmbeddedStore.class.getName() + ".close"
  };

  private final Engine engine;
  private final Poison poison;
  private final StatePointers pointers;
  private final OrderedWindow ordered;
  private final OwnWrites ownWrites;
  private final WalSyncer syncer;
  private final DurableMark mark;
  private final HistoryRecorder recorder;
  private final ResidentRanges resident;
  private final CloseLimit limit;

  /** Whether what was committed was made durable, or that has failed for good. */
  private boolean settled;

  private boolean freed;

  /** Listeners are called by the last sync, too, and may close the store. */
  private boolean running;

  StoreClose(
      Engine engine,
      Poison poison,
      StatePointers pointers,
      OrderedWindow ordered,
      OwnWrites ownWrites,
      WalSyncer syncer,
      DurableMark mark,
      HistoryRecorder recorder,
      ResidentRanges resident,
      CloseLimit limit) {
    this.engine = engine;
    this.poison = poison;
    this.pointers = pointers;
    this.ordered = ordered;
    this.ownWrites = ownWrites;
    this.syncer = syncer;
    this.mark = mark;
    this.recorder = recorder;
    this.resident = resident;
    this.limit = limit;
  }

  /**
   * Closes, or goes on with it; by one thread at a time. From inside a close does nothing.
   *
   * @param inFlight calls that write or wait; none is added any more
   */
  void run(AtomicInteger inFlight) {
    if (freed || running) {
      return;
    }
    running = true;
    try {
      stopAndFree(inFlight);
    } finally {
      running = false;
    }
  }

  private void stopAndFree(AtomicInteger inFlight) {
    try (CloseWait wait = limit.begin("commits", INSIDE, IDLE)) {
      while (inFlight.get() != 0) {
        wait.pause();
      }
    }
    syncer.stop(limit);
    // An interrupt would close the channel of the durable mark under its write.
    boolean interrupted = Thread.interrupted();
    try {
      settleAndFree();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void settleAndFree() {
    try {
      settle();
    } catch (RuntimeException | Error e) {
      freeAfter(e);
      throw e;
    }
    free();
  }

  private void settle() {
    if (settled) {
      return;
    }
    // Also when it fails: the engine takes no writes any more once its close has begun.
    settled = true;
    engine.stopCompactions();
    if (!engine.readOnly() && !poison.poisoned()) {
      ownWrites.lowerCeiling();
      long newest = pointers.timestamp(Freshness.WRITTEN);
      syncer.syncAlone();
      if (poison.poisoned()) {
        throw poison.outcomeUnknown(newest);
      }
      syncer.refreshMark(mark);
    }
  }

  /** That another close is needed is what the caller must hear, whatever has failed before. */
  private void freeAfter(Throwable failure) {
    try {
      free();
    } catch (CloseTimeoutException e) {
      e.addSuppressed(failure);
      throw e;
    } catch (RuntimeException | Error e) {
      failure.addSuppressed(e);
    }
  }

  /** Each part may be closed again. */
  private void free() {
    syncer.abandonWaiters();
    ordered.close();
    recorder.close();
    resident.close();
    engine.close();
    freed = true;
  }
}
