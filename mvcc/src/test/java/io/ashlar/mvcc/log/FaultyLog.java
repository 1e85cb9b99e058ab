package io.ashlar.mvcc.log;

import io.ashlar.engine.EngineBatch;
import io.ashlar.error.OutOfSpaceException;
import io.ashlar.error.StoreIoException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A log whose calls fail or wait when a test wants them to. */
public final class FaultyLog implements LogDevice {

  private final LogDevice log;

  /** Whether writes fail once they are written. */
  public volatile boolean failWrites;

  /** Whether syncs fail, and sync nothing. */
  public volatile boolean failSyncs;

  /** Whether writes are refused for want of space. */
  public volatile boolean full;

  /** When set, writes wait for it. */
  public volatile CountDownLatch writeGate;

  /** Writes that are inside and wait, or have yet to pass the gate. */
  public final AtomicInteger writesWaiting = new AtomicInteger();

  /** When set, syncs wait for it. */
  public volatile CountDownLatch syncGate;

  /** Syncs that are inside and wait, or have yet to pass the gate. */
  public final AtomicInteger syncsWaiting = new AtomicInteger();

  /**
   * A log without faults yet.
   *
   * @param log does the work
   */
  public FaultyLog(LogDevice log) {
    this.log = log;
  }

  @Override
  public void write(EngineBatch batch, WriteNeed need) {
    if (full) {
      throw new OutOfSpaceException("The file system is full.");
    }
    CountDownLatch gate = writeGate;
    writesWaiting.incrementAndGet();
    while (gate != null && gate.getCount() > 0) {
      Thread.onSpinWait();
    }
    writesWaiting.decrementAndGet();
    log.write(batch, need);
    if (failWrites) {
      throw new StoreIoException("The write failed.");
    }
  }

  @Override
  public void sync() {
    CountDownLatch gate = syncGate;
    syncsWaiting.incrementAndGet();
    while (gate != null && gate.getCount() > 0) {
      Thread.onSpinWait();
    }
    syncsWaiting.decrementAndGet();
    if (failSyncs) {
      throw new StoreIoException("The sync failed.");
    }
    log.sync();
  }

  @Override
  public void refreshSpace() {
    log.refreshSpace();
  }

  @Override
  public boolean spaceLow() {
    return full || log.spaceLow();
  }

  @Override
  public boolean freeStuckWrite() {
    return log.freeStuckWrite();
  }
}
