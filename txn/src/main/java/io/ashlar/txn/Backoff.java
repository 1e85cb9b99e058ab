package io.ashlar.txn;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Pauses before retries: a random part of a bound that doubles, so that those who have collided
 * spread out. The random numbers are SplitMix64 over a shared counter (Steele, Lea and Flood,
 * OOPSLA 2014), which is seedable and allocates nothing.
 */
final class Backoff {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final long baseNs;
  private final long maxNs;
  private final AtomicLong state;

  Backoff(TransactionOptions options) {
    baseNs = options.backoffBaseNs();
    maxNs = options.backoffMaxNs();
    state = new AtomicLong(options.seed());
  }

  /**
   * Pauses before retry number {@code retry}, the first is 0, for no longer than {@code mostNs}; an
   * interrupt ends the pause.
   */
  void pause(int retry, long mostNs) {
    LockSupport.parkNanos(this, Math.min(pauseNs(retry), mostNs));
  }

  long pauseNs(int retry) {
    long bound = baseNs << Math.min(retry, 20);
    if (bound <= 0 || bound > maxNs) {
      bound = maxNs;
    }
    return bound == 0 ? 0 : Long.remainderUnsigned(next(), bound + 1);
  }

  private long next() {
    long z = state.addAndGet(GOLDEN_GAMMA);
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
