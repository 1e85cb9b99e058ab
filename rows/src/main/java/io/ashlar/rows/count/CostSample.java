package io.ashlar.rows.count;

import io.ashlar.store.ReadProbe;
import io.ashlar.store.VersionedStore;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Measures one in so many reads: counting blocks in each would cost some hundred nanoseconds. Which
 * one is left to chance, so that no pattern of the reads decides what is seen. Belongs to a
 * statement.
 */
public final class CostSample {

  private final int every;
  private ReadProbe probe;
  private int ahead;

  /**
   * Nothing is measured yet.
   *
   * @param every one in how many reads is measured on average, at least 2
   */
  public CostSample(int every) {
    this.every = every;
    // From anywhere: statements that are executed once are measured now and then too.
    this.ahead = ThreadLocalRandom.current().nextInt(every);
  }

  /**
   * Begins a read.
   *
   * @param store what is read
   * @return whether it is measured: then {@link #end} is to follow on the same thread
   */
  public boolean begin(VersionedStore store) {
    if (ahead > 0) {
      ahead--;
      return false;
    }
    ahead = ThreadLocalRandom.current().nextInt(2 * every - 1);
    if (probe == null) {
      probe = store.newReadProbe();
    }
    return probe.begin();
  }

  /**
   * Ends a read that is measured.
   *
   * @param counters where its blocks are counted
   */
  public void end(KeyspaceCounters counters) {
    probe.end();
    counters.blocks(probe.cacheHits(), probe.blocksRead());
  }
}
