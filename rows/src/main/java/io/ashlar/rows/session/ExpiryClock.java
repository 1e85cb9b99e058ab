package io.ashlar.rows.session;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The time by which rows expire. It never goes back: a row that was seen to have expired stays so
 * for transactions that begin later. Shared by all threads; allocates nothing.
 */
public final class ExpiryClock {

  private final AtomicLong last;

  /** Added to the clock of the machine; tests let time pass by it. */
  private final AtomicLong aheadMicros = new AtomicLong();

  /**
   * A clock.
   *
   * @param earliest microseconds since 1970, such as of the newest commit
   */
  public ExpiryClock(long earliest) {
    last = new AtomicLong(earliest);
  }

  /**
   * The time.
   *
   * @return microseconds since 1970, exact to a millisecond
   */
  public long micros() {
    long now = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()) + aheadMicros.get();
    long before = last.get();
    while (now > before && !last.compareAndSet(before, now)) {
      before = last.get();
    }
    return Math.max(now, before);
  }

  /**
   * Goes ahead of the clock of the machine.
   *
   * @param micros by how much more, at least 0
   */
  public void advance(long micros) {
    assert micros >= 0 : "time never goes back";
    long ahead = aheadMicros.addAndGet(micros);
    assert ahead >= micros : "time does not run over";
  }
}
