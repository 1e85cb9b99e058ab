package io.ashlar.bench.reads;

import io.ashlar.bench.reads.engine.SpanEngine;
import io.ashlar.bench.reads.run.CaseResult;
import io.ashlar.workbench.JsonObject;

/**
 * One case of one turn.
 *
 * @param engine the engine
 * @param round from 1; what is measured once, the inserting, counts as the first
 * @param result what was measured
 */
public record ReadsRound(SpanEngine engine, int round, CaseResult result) {

  /**
   * For programs.
   *
   * @return a JSON object on one line, whose field {@code record} is {@code round}
   */
  public String toJson() {
    JsonObject json =
        new JsonObject()
            .put("record", "round")
            .put("engine", engine.word())
            .put("round", (long) round);
    return result.writeTo(json).toLine();
  }
}
