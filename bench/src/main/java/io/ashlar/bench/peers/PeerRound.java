package io.ashlar.bench.peers;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ashlar.bench.peers.run.PeerKind;
import io.ashlar.bench.peers.run.PeerResult;
import java.io.IOException;

/**
 * One finished run.
 *
 * @param kind the engine
 * @param column what it ran at
 * @param round from 1; 0 for the run that counted syncs, whose rate does not count
 * @param result what was measured
 * @param syncs in the measured time; -1 where they were not counted
 */
public record PeerRound(
    PeerKind kind, PeerColumn column, int round, PeerResult result, long syncs) {

  static final int COUNTING = 0;

  boolean isCounting() {
    return round == COUNTING;
  }

  void writeTo(JsonGenerator json) throws IOException {
    json.writeStringField("record", isCounting() ? "syncs" : "round");
    json.writeStringField("engine", kind.word());
    json.writeStringField("work", column.work().word());
    json.writeStringField("durability", column.durability().word());
    json.writeNumberField("clients", column.clients());
    json.writeNumberField("round", round);
    result.writeTo(json);
    if (syncs >= 0) {
      json.writeNumberField("syncs", syncs);
    }
  }
}
