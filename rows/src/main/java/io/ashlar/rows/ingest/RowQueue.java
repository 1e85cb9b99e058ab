package io.ashlar.rows.ingest;

import io.ashlar.codec.memory.BufferPool;
import io.ashlar.codec.memory.PooledBuffer;
import io.ashlar.error.ClosedException;
import io.ashlar.ingest.Acknowledgement;
import io.ashlar.ingest.FlushCause;

/**
 * The rows that wait for one thread, bounded by rows and bytes. Each priority has a list of its
 * own, so that the first to be dropped is found at once; the thread takes them in the order in
 * which they came, whatever their priority. Rows that it has taken count against the bounds until
 * it gives them back.
 *
 * <p>Shared by producers and one thread that takes. Allocates nothing, but for acknowledgements.
 */
final class RowQueue implements AutoCloseable {

  /** Answers of {@link #offer}: there was no room. */
  static final int FULL = -1;

  /** It is in, and nothing is to be done. */
  static final int ADDED = 0;

  /** It is in, and whoever takes is to be woken. */
  static final int ADDED_AND_DUE = 1;

  private static final long NO_TIME = Long.MAX_VALUE;
  private static final int LEVELS = 4;

  private final QueueLock lock = new QueueLock();
  private final BlockMemory memory;
  private final int maxRows;
  private final int batchRows;
  private final int batchBlocks;
  private final long delayNs;

  // All below is guarded by the lock.

  /** By priority: the first and the last row that waits, and the blocks of all. */
  private final int[] first = new int[LEVELS];

  private final int[] last = new int[LEVELS];
  private final int[] blocks = new int[LEVELS];

  private int waitingRows;
  private int waitingBlocks;
  private int takenRows;

  /** The number of the next row. */
  private long nextNumber;

  /** That of the oldest row that was taken and not given back. */
  private long oldestTaken;

  /** Rows with lower numbers are to be written without delay, and why. */
  private long urgentBelow;

  private FlushCause urgency = FlushCause.REQUEST;

  /** An offer that reaches one of these wakes who takes. */
  private int wakeRows;

  private int wakeBlocks;
  private boolean closed;
  private boolean freed;

  /** By first block; made with the first acknowledgement. */
  private Acknowledgement[] acknowledgements;

  RowQueue(BufferPool pool, QueueBounds bounds) {
    this.memory = new BlockMemory(pool, bounds.blocks());
    this.maxRows = bounds.rows();
    this.batchRows = bounds.batchRows();
    this.batchBlocks = bounds.batchBlocks();
    this.delayNs = bounds.delayNs();
    for (int level = 0; level < LEVELS; level++) {
      first[level] = BlockMemory.NONE;
      last[level] = BlockMemory.NONE;
    }
  }

  /**
   * Puts a row in.
   *
   * @param row the row
   * @param dropping takes rows that are dropped for it, of its level and those below; null to drop
   *     none
   */
  int offer(Submission row, Dropped dropping) {
    int needed = BlockMemory.blocksOf(row.length());
    lock.lock();
    try {
      if (closed) {
        throw new ClosedException("The writer is closed.");
      }
      if (!fits(needed) && (dropping == null || !makeRoom(needed, row.level(), dropping))) {
        urgentBelow = nextNumber;
        urgency = FlushCause.FULL;
        return FULL;
      }
      return add(row, needed);
    } finally {
      lock.unlock();
    }
  }

  private boolean fits(int needed) {
    return waitingRows + takenRows < maxRows && needed <= memory.free();
  }

  private boolean makeRoom(int needed, int level, Dropped dropping) {
    int rows = maxRows - takenRows;
    int could = memory.free();
    int highest = dropping.anyLevel() ? LEVELS - 1 : level;
    boolean some = false;
    for (int each = 0; each < LEVELS; each++) {
      if (each <= highest) {
        could += blocks[each];
        some |= blocks[each] > 0;
      }
    }
    if (rows <= 0 || could < needed || (!some && waitingRows >= rows)) {
      return false;
    }
    while (!fits(needed)) {
      int victim = dropping.anyLevel() ? oldestLevel() : lowestLevel();
      int dropped = unlink(victim);
      dropping.add(acknowledgement(dropped));
      forget(dropped);
      memory.release(dropped);
    }
    return true;
  }

  private int add(Submission row, int needed) {
    long number = nextNumber++;
    int level = row.level();
    if (row.acknowledgement() != null && acknowledgements == null) {
      acknowledgements = new Acknowledgement[memory.blocks()];
    }
    int record =
        memory.store(
            row.record(), row.length(), row.operation(), (byte) level, number, row.submittedNs());
    if (acknowledgements != null) {
      acknowledgements[record] = row.acknowledgement();
    }
    if (last[level] == BlockMemory.NONE) {
      first[level] = record;
    } else {
      memory.link(last[level], record);
    }
    last[level] = record;
    blocks[level] += needed;
    waitingBlocks += needed;
    waitingRows++;
    if (waitingRows >= wakeRows || waitingBlocks >= wakeBlocks) {
      wakeRows = Integer.MAX_VALUE;
      wakeBlocks = Integer.MAX_VALUE;
      return ADDED_AND_DUE;
    }
    return ADDED;
  }

  /** Takes the first row of a level out of its list. */
  private int unlink(int level) {
    int record = first[level];
    int taken = memory.blocksAt(record);
    first[level] = memory.next(record);
    if (first[level] == BlockMemory.NONE) {
      last[level] = BlockMemory.NONE;
    }
    blocks[level] -= taken;
    waitingBlocks -= taken;
    waitingRows--;
    return record;
  }

  private int lowestLevel() {
    int level = 0;
    while (first[level] == BlockMemory.NONE) {
      level++;
    }
    return level;
  }

  /** The level of the row that has waited longest; some row waits. */
  private int oldestLevel() {
    int oldest = -1;
    for (int level = 0; level < LEVELS; level++) {
      if (first[level] != BlockMemory.NONE
          && (oldest < 0 || memory.number(first[level]) < memory.number(first[oldest]))) {
        oldest = level;
      }
    }
    return oldest;
  }

  private Acknowledgement acknowledgement(int record) {
    return acknowledgements == null ? null : acknowledgements[record];
  }

  private void forget(int record) {
    if (acknowledgements != null) {
      acknowledgements[record] = null;
    }
  }

  /** Why a batch is due, or null; an offer says then when the next may be. */
  FlushCause due(long nowNs) {
    lock.lock();
    try {
      if (waitingRows == 0) {
        wakeRows = 1;
        wakeBlocks = 1;
        return null;
      }
      if (waitingRows >= batchRows) {
        return FlushCause.ROWS;
      }
      if (waitingBlocks >= batchBlocks) {
        return FlushCause.BYTES;
      }
      int oldest = first[oldestLevel()];
      if (closed || memory.number(oldest) < urgentBelow) {
        return closed ? FlushCause.REQUEST : urgency;
      }
      if (nowNs - memory.submitted(oldest) >= delayNs) {
        return FlushCause.AGE;
      }
      wakeRows = batchRows;
      wakeBlocks = batchBlocks;
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** How long until the first row has waited long enough; the largest number where none waits. */
  long dueInNs(long nowNs) {
    long age = oldestAgeNs(nowNs);
    return age < 0 ? NO_TIME : Math.max(0, delayNs - age);
  }

  /** How long the first row has waited, or -1. */
  long oldestAgeNs(long nowNs) {
    lock.lock();
    try {
      return waitingRows == 0 ? -1 : Math.max(0, nowNs - memory.submitted(first[oldestLevel()]));
    } finally {
      lock.unlock();
    }
  }

  /** Takes the rows of a batch, which is to have room for as many as one has; returns how many. */
  int take(int[] batch) {
    lock.lock();
    try {
      int rows = 0;
      int taken = 0;
      while (waitingRows > 0 && rows < batchRows) {
        int level = oldestLevel();
        int needed = memory.blocksAt(first[level]);
        if (rows > 0 && taken + needed > batchBlocks) {
          break;
        }
        batch[rows++] = unlink(level);
        taken += needed;
      }
      takenRows += rows;
      oldestTaken = rows > 0 ? memory.number(batch[0]) : oldestTaken;
      return rows;
    } finally {
      lock.unlock();
    }
  }

  /** Gives rows of a batch back, from one to before another, in order; count is that of all. */
  void release(int[] batch, int from, int to, int count) {
    lock.lock();
    try {
      for (int i = from; i < to; i++) {
        forget(batch[i]);
        memory.release(batch[i]);
        takenRows--;
      }
      oldestTaken = to < count ? memory.number(batch[to]) : oldestTaken;
    } finally {
      lock.unlock();
    }
  }

  /** Copies a row that was taken; returns its bytes. */
  int read(int record, PooledBuffer into) {
    return memory.read(record, into);
  }

  byte operation(int record) {
    return memory.operation(record);
  }

  long submittedNs(int record) {
    return memory.submitted(record);
  }

  /** Whom to tell of a row that was taken, or null. */
  Acknowledgement acknowledgementOf(int record) {
    lock.lock();
    try {
      return acknowledgement(record);
    } finally {
      lock.unlock();
    }
  }

  /** Has the rows that are in written without delay; returns the number behind the last. */
  long hurry() {
    lock.lock();
    try {
      urgentBelow = nextNumber;
      urgency = FlushCause.REQUEST;
      return nextNumber;
    } finally {
      lock.unlock();
    }
  }

  /** Whether no row with a lower number waits or is being written. */
  boolean isDoneBelow(long number) {
    lock.lock();
    try {
      return (takenRows == 0 || oldestTaken >= number)
          && (waitingRows == 0 || memory.number(first[oldestLevel()]) >= number);
    } finally {
      lock.unlock();
    }
  }

  /** Lets no row in any more. */
  void shut() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  /** Whether no row comes any more. */
  boolean isShut() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  int rows() {
    lock.lock();
    try {
      return waitingRows + takenRows;
    } finally {
      lock.unlock();
    }
  }

  /** What the rows that are in take. */
  long bytes() {
    lock.lock();
    try {
      return freed ? 0 : memory.usedBytes();
    } finally {
      lock.unlock();
    }
  }

  /** Whether a row of so many bytes finds room when no other is in. */
  boolean holds(int length) {
    return BlockMemory.blocksOf(length) <= memory.blocks();
  }

  /** Shuts, forgets the rows that are in, and frees their memory. By who takes; idempotent. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      waitingRows = 0;
      waitingBlocks = 0;
      takenRows = 0;
      if (!freed) {
        freed = true;
        memory.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
