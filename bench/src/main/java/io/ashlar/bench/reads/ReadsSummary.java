package io.ashlar.bench.reads;

import io.ashlar.bench.peers.run.Rounding;
import io.ashlar.bench.reads.data.ReadCase;
import io.ashlar.bench.reads.engine.SpanEngine;
import io.ashlar.bench.reads.run.CaseResult;
import io.ashlar.workbench.JsonObject;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * An engine at a case over all rounds: medians.
 *
 * @param engine the engine
 * @param asked the case
 * @param rounds its rounds, at least one
 * @param ashlarOverEngine the rate of Ashlar's typed API divided by this one's, round by round; NaN
 *     where it did not run
 */
record ReadsSummary(
    SpanEngine engine, ReadCase asked, List<ReadsRound> rounds, double ashlarOverEngine) {

  double median(ToDoubleFunction<CaseResult> figure) {
    return Rounding.median(
        rounds.stream().mapToDouble(round -> figure.applyAsDouble(round.result())).toArray());
  }

  String version() {
    return rounds.get(0).result().version();
  }

  String toJson() {
    JsonObject json =
        new JsonObject()
            .put("record", "median")
            .put("engine", engine.word())
            .put("version", version())
            .put("case", asked.word())
            .put("rounds", (long) rounds.size())
            .put("queries_per_second", median(CaseResult::queriesPerSecond))
            .put("rows_per_second", median(CaseResult::rowsPerSecond))
            .put("ashlar_over_engine", ashlarOverEngine)
            .put("p50_us", median(CaseResult::p50Micros))
            .put("p99_us", median(CaseResult::p99Micros))
            .put("p999_us", median(CaseResult::p999Micros))
            .put("alloc_bytes_per_row", median(CaseResult::allocBytesPerRow))
            .put("idle", median(CaseResult::idle));
    if (asked == ReadCase.COLD_START) {
      json.put("open_ms", median(CaseResult::openMillis));
    }
    return json.put("settings", engine.settings()).toLine();
  }
}
