package io.ashlar.mvcc.embedded;

import io.ashlar.engine.Gauges;
import io.ashlar.engine.ReadCost;
import io.ashlar.store.ReadProbe;

/** Counts by what the engine counts for its thread. */
final class EmbeddedProbe implements ReadProbe {

  private final Gauges gauges;
  private final ReadCost cost = new ReadCost();
  private boolean counting;

  EmbeddedProbe(Gauges gauges) {
    this.gauges = gauges;
  }

  @Override
  public boolean begin() {
    counting = gauges.beginReadCost();
    return counting;
  }

  @Override
  public void end() {
    if (counting) {
      counting = false;
      gauges.endReadCost(cost);
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
