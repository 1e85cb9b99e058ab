package io.ashlar.mvcc.resident;

import io.ashlar.engine.Engine;
import io.ashlar.error.ClosedException;

/** Those who fill pages, a few: when all are busy nobody waits, and nothing is filled. */
final class FillerPool {

  private static final int MOST = 8;

  private final ResidentRanges ranges;
  private final Engine engine;
  private final PageFiller[] idle = new PageFiller[MOST];
  private final PageFiller[] all = new PageFiller[MOST];
  private int idleCount;
  private int made;
  private boolean closed;

  FillerPool(ResidentRanges ranges, Engine engine) {
    this.ranges = ranges;
    this.engine = engine;
  }

  /** One for the caller alone, or null. */
  synchronized PageFiller take() {
    if (closed) {
      throw new ClosedException("The store is closed.");
    }
    if (idleCount > 0) {
      return idle[--idleCount];
    }
    if (made == MOST) {
      return null;
    }
    PageFiller filler = new PageFiller(ranges, engine);
    all[made++] = filler;
    return filler;
  }

  synchronized void give(PageFiller filler) {
    idle[idleCount++] = filler;
  }

  /** Ends all, those that are busy as well. */
  synchronized void close() {
    closed = true;
    for (int i = 0; i < made; i++) {
      all[i].close();
    }
  }
}
