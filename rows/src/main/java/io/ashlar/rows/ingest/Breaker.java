package io.ashlar.rows.ingest;

import io.ashlar.codec.value.Durations;
import io.ashlar.error.WriterUnavailableException;
import io.ashlar.ingest.BreakerState;
import io.ashlar.ingest.WriterOptions;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Remembers that the store has refused a commit, and for how long it is left alone. Shared by the
 * threads of a writer and its producers. Costs those who submit one read while the store is well.
 */
final class Breaker {

  private final long pauseNs;
  private final AtomicLong refusals = new AtomicLong();
  private volatile boolean refused;

  /** Written before {@link #refused}. */
  private volatile long retryAtNs;

  /** What the store has said last, or null. */
  private volatile Throwable cause;

  Breaker(WriterOptions options) {
    this.pauseNs = Durations.toNanos(options.retryAfter());
  }

  /** The store has refused a commit. */
  void refuse(Throwable reason) {
    cause = reason;
    retryAtNs = System.nanoTime() + pauseNs;
    refused = true;
    refusals.incrementAndGet();
  }

  /** The store has taken a commit. */
  void recover() {
    if (refused) {
      refused = false;
      cause = null;
    }
  }

  /** How often the store has refused. */
  long refusals() {
    return refusals.get();
  }

  /** How long until the store may be asked, in nanoseconds; not above 0 when it may be now. */
  long waitNs(long nowNs) {
    return refused ? retryAtNs - nowNs : 0;
  }

  /** Whether rows are taken. */
  boolean admits(long nowNs) {
    return waitNs(nowNs) <= 0;
  }

  BreakerState state() {
    if (!refused) {
      return BreakerState.CLOSED;
    }
    return waitNs(System.nanoTime()) > 0 ? BreakerState.OPEN : BreakerState.HALF_OPEN;
  }

  Throwable cause() {
    return cause;
  }

  /** To be thrown, or told. */
  WriterUnavailableException unavailable(String table) {
    return new WriterUnavailableException(
        cause, "The store of the writer refuses writes.", "table", table);
  }
}
