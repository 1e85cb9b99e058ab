package io.ashlar.check.history;

import java.util.List;

/** A transaction of a history. */
public final class HistoryTransaction {

  /** How it ended, as far as its client was told. */
  public enum Outcome {
    /** It committed. */
    OK,
    /** It was rolled back. */
    FAIL,
    /** Nobody knows. */
    INFO
  }

  /** The timestamp of a transaction of which none is known. */
  static final long NO_TIMESTAMP = -1;

  /** The completion of a transaction that had none. */
  public static final int NEVER = Integer.MAX_VALUE;

  private final int id;
  private final long process;
  private final int invoked;
  private final int completed;
  private final Outcome outcome;
  private final List<Operation> operations;
  private final long timestamp;

  private boolean committed;

  /**
   * A transaction.
   *
   * @param id its index in the history
   * @param process whose it was
   * @param invoked where in the order of events it was invoked
   * @param completed where it completed; of no meaning when nobody knows how it ended
   * @param outcome how it ended
   * @param operations its steps in order
   * @param timestamp of its commit; -1 for none
   */
  public HistoryTransaction(
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

  /**
   * Which transaction it is.
   *
   * @return its index in the history
   */
  public int id() {
    return id;
  }

  /**
   * Whose it was.
   *
   * @return the number of the process
   */
  public long process() {
    return process;
  }

  /**
   * Where in the order of events it was invoked.
   *
   * @return the index of the event
   */
  public int invoked() {
    return invoked;
  }

  /**
   * Where in the order of events it completed.
   *
   * @return the index of the event; {@link #NEVER} when that is not known
   */
  public int completed() {
    return completed;
  }

  /**
   * How it ended.
   *
   * @return what its client was told
   */
  public Outcome outcome() {
    return outcome;
  }

  /**
   * What it did.
   *
   * @return its steps in order
   */
  public List<Operation> operations() {
    return operations;
  }

  /**
   * When it committed.
   *
   * @return the timestamp; of no meaning unless it is {@link #stamped}
   */
  public long timestamp() {
    return timestamp;
  }

  /**
   * Whether it has committed: acknowledged, or of unknown outcome and seen by another.
   *
   * @return true once that is known
   */
  public boolean committed() {
    return committed;
  }

  /** Notes that another has seen what it wrote, so that it has committed. */
  public void noteSeen() {
    committed = true;
  }

  /**
   * Whether its client was told that it committed.
   *
   * @return true for {@link Outcome#OK}
   */
  public boolean ok() {
    return outcome == Outcome.OK;
  }

  /**
   * Whether its timestamp is known.
   *
   * @return true when it is
   */
  public boolean stamped() {
    return timestamp != NO_TIMESTAMP;
  }

  /**
   * Whether it had ended before another began.
   *
   * @param other the other
   * @return true when every observer agrees on that order
   */
  public boolean before(HistoryTransaction other) {
    return completed < other.invoked;
  }
}
