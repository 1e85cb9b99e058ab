package io.ashlar.check;

import io.ashlar.check.KeyRecord.Write;
import io.ashlar.check.history.History;
import io.ashlar.check.history.HistoryTransaction;
import io.ashlar.check.history.HistoryTransaction.Outcome;

/** What holds for each value that is read, whatever the kind of its key. */
final class ReadRules {

  private final History history;
  private final Findings findings;

  ReadRules(History history, Findings findings) {
    this.history = history;
    this.findings = findings;
  }

  /**
   * Judges a value that was read.
   *
   * @param newest whether it is what the key was at, rather than an earlier element of a list
   * @return its writer, null when that is unknown or did not commit
   */
  HistoryTransaction writerOf(
      KeyRecord record, long value, HistoryTransaction reader, boolean newest) {
    Write write = record.writes.get(value);
    String what =
        "T" + reader.id() + " read " + history.names().valueName(value) + " from " + name(record);
    if (write == null) {
      findings.add(Anomaly.GARBAGE_READ, what + ", which nobody wrote", reader.id());
      return null;
    }
    HistoryTransaction writer = write.writer();
    if (writer.outcome() == Outcome.FAIL) {
      findings.add(
          Anomaly.G1A,
          what + ", which T" + writer.id() + " wrote and aborted",
          reader.id(),
          writer.id());
      return null;
    }
    if (newest && !write.last() && writer != reader) {
      findings.add(
          Anomaly.G1B, what + ", which T" + writer.id() + " wrote over", reader.id(), writer.id());
    }
    if (reader.stamped() && writer.stamped() && reader.timestamp() < writer.timestamp()) {
      findings.add(
          Anomaly.TIMESTAMP_ORDER,
          what + ", which T" + writer.id() + " committed later",
          reader.id(),
          writer.id());
    }
    return writer;
  }

  void lostUpdate(KeyRecord record, HistoryTransaction loser, HistoryTransaction other) {
    findings.add(
        Anomaly.LOST_UPDATE,
        "T"
            + loser.id()
            + " read "
            + name(record)
            + " and wrote it without having seen T"
            + other.id(),
        loser.id(),
        other.id());
  }

  void vanished(KeyRecord record, HistoryTransaction writer, long value, HistoryTransaction proof) {
    findings.add(
        Anomaly.VANISHED_WRITE,
        "T"
            + writer.id()
            + " wrote "
            + history.names().valueName(value)
            + " to "
            + name(record)
            + " and was acknowledged, T"
            + proof.id()
            + " proves it missing",
        writer.id(),
        proof.id());
  }

  void contradicts(KeyRecord record, HistoryTransaction earlier, HistoryTransaction later) {
    findings.add(
        Anomaly.TIMESTAMP_ORDER,
        "T"
            + earlier.id()
            + " wrote "
            + name(record)
            + " before T"
            + later.id()
            + ", but its commit timestamp is not smaller",
        earlier.id(),
        later.id());
  }

  void swapped(KeyRecord record, HistoryTransaction writer) {
    findings.add(
        Anomaly.INCOMPATIBLE_ORDER,
        "T" + writer.id() + " appended to " + name(record) + " in another order than was read",
        writer.id());
  }

  private String name(KeyRecord record) {
    return history.names().keyName(record.key);
  }
}
