package io.ashlar.mvcc.embedded;

import io.ashlar.engine.Engine;
import io.ashlar.engine.ReadCost;
import io.ashlar.mvcc.ReadProbe;

/** Counts by what the engine counts for its thread. */
final class EmbeddedProbe implements ReadProbe {

  private final Engine engine;
  private final ReadCost cost = new ReadCost();
  private boolean counting;

  EmbeddedProbe(Engine engine) {
    this.engine = engine;
  }

  @Override
  public boolean begin() {
    counting = engine.beginReadCost();
    return counting;
  }

  @Override
  public void end() {
    if (counting) {
      counting = false;
      engine.endReadCost(cost);
    } else {
      cost.clear();
    }
  }

  @Override
  public long blocksRead() {
    return cost.blocksRead;
  }

  @Override
  public long blockBytes() {
    return cost.blockBytes;
  }

  @Override
  public long cacheHits() {
    return cost.cacheHits;
  }

  @Override
  public long tombstonesSkipped() {
    return cost.tombstonesSkipped;
  }

  @Override
  public long versionsSkipped() {
    return cost.versionsSkipped;
  }
}
