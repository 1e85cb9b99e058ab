package io.ashlar.rows.statistics;

import io.ashlar.mvcc.ReadProbe;
import io.ashlar.mvcc.VersionedStore;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Measures one in {@value #EVERY} executions of a statement: counting blocks in each would cost
 * some hundred nanoseconds. Belongs to the statement.
 */
public final class CostSample {

  /** A power of two. */
  private static final int EVERY = 64;

  private ReadProbe probe;

  /** From anywhere, so that statements that are executed once are measured now and then too. */
  private int executions = ThreadLocalRandom.current().nextInt(EVERY);

  /** Nothing is measured yet. */
  public CostSample() {}

  /**
   * Begins an execution.
   *
   * @param store what is read
   * @return whether it is measured: then {@link #end} is to follow on the same thread
   */
  public boolean begin(VersionedStore store) {
    executions = (executions + 1) & (EVERY - 1);
    if (executions != 0) {
      return false;
    }
    if (probe == null) {
      probe = store.newReadProbe();
    }
    probe.begin();
    return true;
  }

  /**
   * Ends an execution that is measured.
   *
   * @param counters where its blocks are counted
   */
  public void end(KeyspaceCounters counters) {
    probe.end();
    counters.blocks(probe.cacheHits(), probe.blocksRead());
  }
}
