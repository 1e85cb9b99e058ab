package io.ashlar.bench.world;

import io.ashlar.workbench.Latencies;
import java.util.EnumMap;
import java.util.Map;

/** Latencies of each kind of act, recorded by many threads. */
final class Tally {

  private final Map<Act, Latencies> byAct = new EnumMap<>(Act.class);

  Tally() {
    for (Act act : Act.values()) {
      byAct.put(act, new Latencies());
    }
  }

  synchronized void record(Act act, long latencyNs) {
    byAct.get(act).record(latencyNs);
  }

  /** Those of one kind; complete when all sessions have ended. */
  Latencies of(Act act) {
    return byAct.get(act);
  }

  /** Those of all kinds; complete when all sessions have ended. */
  synchronized Latencies all() {
    Latencies all = new Latencies();
    byAct.values().forEach(all::add);
    return all;
  }
}
