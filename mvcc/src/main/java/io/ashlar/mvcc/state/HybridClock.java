package io.ashlar.mvcc.state;

import io.ashlar.codec.value.CommitTimestamp;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Issues {@linkplain CommitTimestamp commit timestamps}.
 *
 * <p>Timestamps rise strictly and are never issued twice, also after a power cut and under a wall
 * clock that steps back. What makes this so is the <em>ceiling</em>: a timestamp is issued only
 * below a ceiling that has been synced to disk, and a clock starts at the ceiling that it finds
 * there. Example: wall clock at 100 s, ceiling on disk 110 s; the power fails at 104 s. The restart
 * finds 110 s and issues from there on, though the wall shows 105 s, and counts up within that
 * millisecond until the wall has caught up.
 *
 * <p>{@link #reserve} and {@link #pass} are called by the leader of the pipeline alone; the ceiling
 * is raised by whoever has persisted it.
 */
public final class HybridClock {

  /** How far ahead of the wall the ceiling is put: one extra fsync in as many milliseconds. */
  public static final long CEILING_AHEAD_MS = 10_000;

  /**
   * What is reserved when the clock is ahead of the wall anyway, some 100 million timestamps: a
   * crash loop pushes the clock ahead by no more than this each turn.
   */
  static final long CEILING_AHEAD_OF_CLOCK_MS = 100;

  /** How far counter overflows may carry the clock ahead of the wall before it waits. */
  static final long MAX_LEAD_MS = 1_000;

  private static final long RETRY_NS = TimeUnit.MICROSECONDS.toNanos(200);

  private final LongSupplier wallClockMs;

  /** Last timestamp that was issued or passed. Written by the leader alone; only rises. */
  private volatile long last;

  /** Synced to disk: {@code last <= ceiling} always. Only rises while the store is open. */
  private volatile long ceiling;

  /**
   * Highest ceiling that was or is being persisted. Under a wall that steps back the next one would
   * come out lower, and the disk would promise less than is issued. Leader only.
   */
  private long proposedCeiling;

  /** Highest millisecond that the wall, or the clock at its start, has shown. Leader only. */
  private long highestMs;

  /**
   * A clock that goes on from a ceiling.
   *
   * @param wallClockMs milliseconds since 1970; may step back
   * @param recoveredCeiling the ceiling found on disk, 0 for a new store
   */
  public HybridClock(LongSupplier wallClockMs, long recoveredCeiling) {
    this.wallClockMs = wallClockMs;
    last = Math.max(recoveredCeiling, CommitTimestamp.firstOf(wallClockMs.getAsLong()));
    highestMs = CommitTimestamp.millis(last);
    ceiling = recoveredCeiling;
    proposedCeiling = recoveredCeiling;
  }

  /**
   * The last timestamp that was issued or passed.
   *
   * @return the timestamp
   */
  public long last() {
    return last;
  }

  /**
   * Up to where timestamps may be issued.
   *
   * @return a timestamp that is synced to disk
   */
  public long ceiling() {
    return ceiling;
  }

  /**
   * The ceiling to persist next: never below one that was asked for before. Leader only.
   *
   * @return the ceiling
   */
  public long nextCeiling() {
    long aheadOfWall = CommitTimestamp.firstOf(wallClockMs.getAsLong() + CEILING_AHEAD_MS);
    long aheadOfClock = last + CommitTimestamp.firstOf(CEILING_AHEAD_OF_CLOCK_MS);
    proposedCeiling = Math.max(proposedCeiling, Math.max(aheadOfWall, aheadOfClock));
    return proposedCeiling;
  }

  /**
   * To be called when a ceiling is synced.
   *
   * @param newCeiling the ceiling
   */
  public synchronized void raiseCeiling(long newCeiling) {
    ceiling = Math.max(ceiling, newCeiling);
  }

  /**
   * Whether less than half of what was reserved ahead is left.
   *
   * @return true when a new ceiling should be persisted
   */
  public boolean ceilingNear() {
    long next = Math.max(last + 1, CommitTimestamp.firstOf(wallClockMs.getAsLong()));
    long left = ceiling - next;
    boolean aheadOfWall = CommitTimestamp.millis(last) > wallClockMs.getAsLong();
    long ahead = aheadOfWall ? CEILING_AHEAD_OF_CLOCK_MS : CEILING_AHEAD_MS;
    return left < CommitTimestamp.firstOf(ahead) / 2;
  }

  /** First timestamp that a block of {@code count} may start at now; waits on too great a lead. */
  private long candidate(int count) {
    while (true) {
      long wallMs = wallClockMs.getAsLong();
      highestMs = Math.max(highestMs, wallMs);
      long first = Math.max(last + 1, CommitTimestamp.firstOf(wallMs));
      if (CommitTimestamp.millis(first + count - 1) <= highestMs + MAX_LEAD_MS) {
        return first;
      }
      LockSupport.parkNanos(RETRY_NS);
    }
  }

  /**
   * Issues a block of timestamps, which ends with {@link #last}. Leader only.
   *
   * @param count how many, one after the other
   * @return false when the ceiling must be raised first; nothing is issued then
   */
  public boolean reserve(int count) {
    long first = candidate(count);
    long end = first + count - 1;
    if (end > ceiling) {
      return false;
    }
    assert first > last : "timestamps must rise";
    last = end;
    return true;
  }

  /**
   * The last timestamp of the present: the end of the wall's millisecond, or what was issued.
   *
   * @return the timestamp
   */
  public long present() {
    return Math.max(last, CommitTimestamp.lastOf(wallClockMs.getAsLong()));
  }

  /**
   * Lets a timestamp of the present pass: none up to it will be issued from here on. Leader only.
   *
   * @param timestamp the timestamp
   * @return false when the ceiling must be raised first; nothing is passed then
   */
  public boolean pass(long timestamp) {
    if (timestamp > ceiling) {
      return false;
    }
    last = Math.max(last, timestamp);
    return true;
  }
}
