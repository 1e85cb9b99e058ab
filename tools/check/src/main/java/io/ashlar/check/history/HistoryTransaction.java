package io.ashlar.bench.check;

import java.util.List;

/** A transaction of a history. */
final class HistoryTransaction {

  /** How it ended, as far as its client was told. */
  enum Outcome {
    OK,
    FAIL,
    INFO
  }

  /** The timestamp of a transaction of which none is known. */
  static final long NO_TIMESTAMP = -1;

  /** The completion of a transaction that had none. */
  static final int NEVER = Integer.MAX_VALUE;

  final int id;
  final long process;

  /** Where in the order of events it was invoked. */
  final int invoked;

  /** Where it completed; {@link #NEVER} when that is not known. */
  final int completed;

  final Outcome outcome;
  final List<Operation> operations;
  final long timestamp;

  /** Acknowledged, or of unknown outcome and seen by another. */
  boolean committed;

  HistoryTransaction(
      int id,
      long process,
      int invoked,
      int completed,
      Outcome outcome,
      List<Operation> operations,
      long timestamp) {
    this.id = id;
    this.process = process;
    this.invoked = invoked;
    this.completed = outcome == Outcome.INFO ? NEVER : completed;
    this.outcome = outcome;
    this.operations = operations;
    this.timestamp = timestamp;
    this.committed = outcome == Outcome.OK;
  }

  boolean ok() {
    return outcome == Outcome.OK;
  }

  boolean stamped() {
    return timestamp != NO_TIMESTAMP;
  }

  /** Whether it had ended before the other began. */
  boolean before(HistoryTransaction other) {
    return completed < other.invoked;
  }
}
