package io.ashlar.mvcc.log;

import io.ashlar.engine.Engine;
import io.ashlar.engine.EngineBatch;
import io.ashlar.error.AshlarException;
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
 *
 * <p>What is free is not all there to be used: each byte that memtables hold will be written once
 * more, to a table file, before the log that has it can go. So a write may go on if, behind its own
 * bytes in the log and in a table file, what memtables hold still fits, and what is to be kept free
 * is left. Example: 60 MiB free, 20 MiB in memtables, 32 MiB kept; 4 MiB may come. When that is not
 * enough, memtables are flushed first: their log goes, which is as large.
 */
public final class EngineLog implements LogDevice {

  /** Memtables that hold less are not flushed for space: the files would be many and small. */
  private static final long WORTH_FLUSHING_BYTES = 1 << 20;

  /** A written byte is in the log, and will be in a table file. */
  private static final int COPIES = 2;

  private final Engine engine;
  private final long minFreeBytes;
  private final FreeSpace space;
  private final StuckWrite stuck = new StuckWrite();

  /** What memtables take while they hold nothing. */
  private final long emptyBytes;

  /** Odd while a write is in progress; one writes at a time. */
  private final AtomicLong turn = new AtomicLong();

  /**
   * What ordinary writes may still use, by the last look and what was written since; below zero
   * every write looks for itself. The leader counts down, and the housekeeping thread looks about
   * once a second: a count that is lost between the two is found again at the next look.
   */
  private volatile long headroomBytes;

  /**
   * The log of an engine that nobody writes to yet.
   *
   * @param engine has the log
   * @param minFreeBytes what is kept free
   * @param space what is left of the file system
   */
  public EngineLog(Engine engine, long minFreeBytes, FreeSpace space) {
    this.engine = engine;
    this.minFreeBytes = minFreeBytes;
    this.space = space;
    // A recovery has flushed what it found; what is there now is there always.
    this.emptyBytes = engine.gauges().memtableBytes();
    refreshSpace();
  }

  /**
   * What is left of the file system that an engine lies on.
   *
   * @param engine the engine
   * @return asks the file system each time
   * @throws StoreIoException when the file system is unknown
   */
  public static FreeSpace spaceOf(Engine engine) {
    try {
      FileStore store = Files.getFileStore(engine.directory());
      return store::getUsableSpace;
    } catch (IOException e) {
      throw new StoreIoException(
          e, "The file system of the store is unknown.", "path", engine.directory());
    }
  }

  /** Looks how much space is left; costs a system call. */
  @Override
  public void refreshSpace() {
    headroomBytes = usableBytes() - unflushedBytes() - minFreeBytes;
  }

  @Override
  public boolean spaceLow() {
    return headroomBytes < 0;
  }

  private long usableBytes() {
    try {
      return space.usableBytes();
    } catch (IOException e) {
      // Not knowing is no reason to refuse writes; the write itself will tell.
      return Long.MAX_VALUE / COPIES;
    }
  }

  private long unflushedBytes() {
    return Math.max(0, engine.gauges().memtableBytes() - emptyBytes);
  }

  @Override
  public void write(EngineBatch batch, WriteNeed need) {
    long bytes = COPIES * batch.bytes();
    long left = headroomBytes - bytes;
    if (left < 0) {
      require(bytes, need);
      left = headroomBytes - bytes;
    }
    headroomBytes = left;
    long mine = turn.get() + 1;
    turn.lazySet(mine);
    try {
      engine.write(batch);
    } catch (OutOfSpaceException e) {
      throw refusalOrFailure(e);
    } finally {
      turn.lazySet(mine + 1);
    }
  }

  /**
   * An engine whose table files had no space refuses every write before it touches the log, until
   * it has found space again, by itself; it then says again what has failed, which is named by its
   * file. Where none is named it may have been the log.
   */
  static AshlarException refusalOrFailure(OutOfSpaceException e) {
    String file = e.facts().get("file");
    return file.isEmpty() || file.endsWith(".log")
        ? new StoreIoException(
            e, "The file system filled up during a write to the log.", "file", file)
        : e;
  }

  private void require(long bytes, WriteNeed need) {
    refreshSpace();
    if (fits(bytes, need)) {
      return;
    }
    AshlarException flushFailure = null;
    long unflushed = unflushedBytes();
    if (unflushed >= WORTH_FLUSHING_BYTES && unflushed < usableBytes()) {
      flushFailure = flush();
      refreshSpace();
    }
    if (!fits(bytes, need)) {
      throw new OutOfSpaceException(
          flushFailure,
          "The file system is nearly full; nothing was written.",
          "path",
          engine.directory(),
          "freeBytes",
          usableBytes(),
          "unflushedBytes",
          unflushedBytes(),
          "keptFreeBytes",
          need.keptFree(minFreeBytes));
    }
  }

  private boolean fits(long bytes, WriteNeed need) {
    long headroom = headroomBytes + minFreeBytes - need.keptFree(minFreeBytes);
    // What the store needs to go on is a few bytes, and mostly there is nobody to make room for it.
    long unflushed = need == WriteNeed.UPKEEP ? unflushedBytes() : 0;
    return headroom + unflushed - bytes >= 0;
  }

  private AshlarException flush() {
    try {
      engine.flush();
      return null;
    } catch (OutOfSpaceException | StoreIoException e) {
      return e;
    }
  }

  @Override
  public boolean freeStuckWrite() {
    long seen = turn.get();
    long write = (seen & 1) == 0 ? 0 : seen;
    boolean stopped = engine.gauges().writesStopped();
    if (stuck.look(write, stopped, engine.gauges().backgroundErrors())) {
      engine.abandonWrites();
    }
    return stopped;
  }

  @Override
  public void sync() {
    try {
      engine.syncWal();
    } catch (OutOfSpaceException e) {
      throw new StoreIoException(
          e, "The file system filled up during a sync of the log.", "file", e.facts().get("file"));
    }
  }
}
