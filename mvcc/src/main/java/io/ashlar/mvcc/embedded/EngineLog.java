package io.ashlar.mvcc.embedded;

import io.ashlar.engine.Engine;
import io.ashlar.engine.EngineBatch;
import io.ashlar.error.OutOfSpaceException;
import io.ashlar.error.StoreIoException;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The engine's log, with a guard before it: when RocksDB itself runs out of space in the middle of
 * a log write, nobody can tell what of it is in the log. So writes are refused while some space is
 * left.
 */
final class EngineLog implements LogDevice {

  private final Engine engine;
  private final long minFreeBytes;
  private final FileStore fileStore;

  private final StuckWrite stuck = new StuckWrite();

  /** Odd while a write is in progress; one writes at a time. */
  private final AtomicLong turn = new AtomicLong();

  /** Set by the housekeeping thread; while it is set every write looks for itself. */
  private volatile boolean spaceLow;

  EngineLog(Engine engine, long minFreeBytes) {
    this.engine = engine;
    this.minFreeBytes = minFreeBytes;
    try {
      fileStore = Files.getFileStore(engine.directory());
    } catch (IOException e) {
      throw new StoreIoException(
          e, "The file system of the store is unknown.", "path", engine.directory());
    }
    refreshSpace();
  }

  /** Looks how much space is left; costs a system call. */
  @Override
  public void refreshSpace() {
    try {
      spaceLow = fileStore.getUsableSpace() < minFreeBytes;
    } catch (IOException e) {
      // Not knowing is no reason to refuse writes; the write itself will tell.
      spaceLow = false;
    }
  }

  @Override
  public void write(EngineBatch batch) {
    if (spaceLow) {
      refreshSpace();
      if (spaceLow) {
        throw new OutOfSpaceException(
            "The file system is nearly full; nothing was written.", "minFreeBytes", minFreeBytes);
      }
    }
    long mine = turn.get() + 1;
    turn.lazySet(mine);
    try {
      engine.write(batch);
    } catch (OutOfSpaceException e) {
      throw new StoreIoException(e, "The file system filled up during a write to the log.");
    } finally {
      turn.lazySet(mine + 1);
    }
  }

  @Override
  public boolean freeStuckWrite() {
    long seen = turn.get();
    long write = (seen & 1) == 0 ? 0 : seen;
    boolean stopped = engine.writesStopped();
    if (stuck.look(write, stopped, engine.backgroundErrors())) {
      engine.abandonWrites();
    }
    return stopped;
  }

  @Override
  public void sync() {
    try {
      engine.syncWal();
    } catch (OutOfSpaceException e) {
      throw new StoreIoException(e, "The file system filled up during a sync of the log.");
    }
  }
}
