package io.ashlar.bench.peers;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ashlar.bench.peers.engine.PeerDurability;
import io.ashlar.bench.peers.run.PeerKind;
import io.ashlar.bench.peers.run.PeerResult;
import io.ashlar.bench.peers.run.Rounding;
import java.io.IOException;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * An engine at a column over all rounds: medians.
 *
 * @param kind the engine
 * @param column what it ran at
 * @param rounds its measured rounds, at least one
 * @param ashlarOverPeer Ashlar's rate divided by this one's, round by round; NaN where Ashlar did
 *     not run
 * @param counting the run that counted syncs; null for none
 */
record PeerSummary(
    PeerKind kind,
    PeerColumn column,
    List<PeerRound> rounds,
    double ashlarOverPeer,
    PeerRound counting) {

  /** What the edges of the measured time may cut off. */
  private static final double EDGE = 0.98;

  double median(ToDoubleFunction<PeerResult> figure) {
    return Rounding.median(
        rounds.stream().mapToDouble(round -> figure.applyAsDouble(round.result())).toArray());
  }

  double tps() {
    return median(PeerResult::tps);
  }

  String version() {
    return rounds.get(0).result().version();
  }

  boolean syncsCounted() {
    return counting != null;
  }

  /** Infinite for an engine that never synced; NaN where syncs were not counted. */
  double commitsPerSync() {
    return counting == null
        ? Double.NaN
        : (double) counting.result().commits() / Math.max(0, counting.syncs());
  }

  /**
   * Whether the rate counts. Each client waits for its commit, so one sync can cover a commit of
   * each at most; an engine that acknowledges more than that has not synced what it acknowledged.
   */
  boolean competes() {
    return column.durability() == PeerDurability.ASYNCHRONOUS
        || !column.work().writes()
        || counting == null
        || (double) counting.syncs() * column.clients() >= counting.result().commits() * EDGE;
  }

  void writeTo(JsonGenerator json) throws IOException {
    json.writeStringField("record", "median");
    json.writeStringField("engine", kind.word());
    json.writeStringField("version", version());
    json.writeStringField("work", column.work().word());
    json.writeStringField("durability", column.durability().word());
    json.writeNumberField("clients", column.clients());
    json.writeNumberField("rounds", rounds.size());
    json.writeNumberField("tps", Rounding.to(tps(), 10));
    writeOrNull(json, "ashlar_over_peer", ashlarOverPeer, 1_000);
    json.writeNumberField("p50_ms", Rounding.to(median(PeerResult::p50Ms), 1_000));
    json.writeNumberField("p95_ms", Rounding.to(median(PeerResult::p95Ms), 1_000));
    json.writeNumberField("p99_ms", Rounding.to(median(PeerResult::p99Ms), 1_000));
    json.writeNumberField("p999_ms", Rounding.to(median(PeerResult::p999Ms), 1_000));
    json.writeNumberField("slowest_share", Rounding.to(median(PeerResult::slowestShare), 100));
    writeOrNull(json, "idle", median(PeerResult::idle), 100);
    json.writeNumberField(
        "alloc_bytes_per_tx", Rounding.to(median(PeerResult::allocBytesPerTx), 10));
    writeOrNull(json, "commits_per_sync", commitsPerSync(), 100);
    json.writeBooleanField("syncs_counted", syncsCounted());
    json.writeBooleanField("competes", competes());
    json.writeStringField("settings", kind.settings(column.durability()));
  }

  private static void writeOrNull(JsonGenerator json, String name, double value, int parts)
      throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, Rounding.to(value, parts));
    } else {
      json.writeNullField(name);
    }
  }
}
