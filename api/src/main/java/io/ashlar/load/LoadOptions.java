package io.ashlar.load;

import io.ashlar.argument.Arguments;
import io.ashlar.error.IllegalUseException;
import io.ashlar.ingest.FailedRowHandler;
import io.ashlar.transaction.StatementLimits;
import java.util.Optional;
import java.util.function.Consumer;

/** How rows are loaded. Immutable: each method gives a changed copy. */
public final class LoadOptions {

  private static final int MIN_MEMORY_BYTES = 1 << 20;
  private static final int MAX_MEMORY_BYTES = 1 << 30;
  private static final LoadOptions DEFAULTS = new LoadOptions();

  private Duplicates duplicates = Duplicates.REFUSE;
  private int memoryBytes = 64 << 20;
  private int rowsPerSecond;
  private Consumer<LoadProgress> listener = LoadOptions::tellNobody;

  /** Null for one that fails the load. */
  private FailedRowHandler failedRows;

  private StatementLimits limits = StatementLimits.none();

  private LoadOptions() {}

  private LoadOptions(LoadOptions other) {
    duplicates = other.duplicates;
    memoryBytes = other.memoryBytes;
    rowsPerSecond = other.rowsPerSecond;
    listener = other.listener;
    failedRows = other.failedRows;
    limits = other.limits;
  }

  private static void tellNobody(LoadProgress progress) {
    assert progress != null : "there is progress to tell";
  }

  /**
   * Duplicates are refused, and every row that breaks a constraint fails the load; rows are sorted
   * in 64 MiB; as fast as it goes; nobody is told.
   *
   * @return the options
   */
  public static LoadOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Sets what becomes of rows whose key is there.
   *
   * @param choice what becomes of them
   * @return changed options
   */
  public LoadOptions duplicates(Duplicates choice) {
    Arguments.requireGiven(choice, "choice");
    LoadOptions changed = new LoadOptions(this);
    changed.duplicates = choice;
    return changed;
  }

  /**
   * Sets how much memory rows are sorted in, most of it off the heap. What does not fit is sorted
   * on disk, in the directory of the database; more memory makes fewer and larger pieces there.
   *
   * @param bytes from 1,048,576 to 1,073,741,824
   * @return changed options
   * @throws IllegalUseException when it is out of range
   */
  public LoadOptions memoryBytes(int bytes) {
    require(bytes >= MIN_MEMORY_BYTES && bytes <= MAX_MEMORY_BYTES, "memoryBytes", bytes);
    LoadOptions changed = new LoadOptions(this);
    changed.memoryBytes = bytes;
    return changed;
  }

  /**
   * Leaves room for others.
   *
   * @param rows most rows taken from the source in a second; 0, the default, for no limit
   * @return changed options
   * @throws IllegalUseException when it is negative
   */
  public LoadOptions rowsPerSecond(int rows) {
    require(rows >= 0, "rowsPerSecond", rows);
    LoadOptions changed = new LoadOptions(this);
    changed.rowsPerSecond = rows;
    return changed;
  }

  /**
   * Sets who is told of progress: about ten times a second, when a phase begins, and at the end.
   *
   * @param told is called by the thread that loads, which waits for it; what it throws ends the
   *     load
   * @return changed options
   */
  public LoadOptions listener(Consumer<LoadProgress> told) {
    Arguments.requireGiven(told, "told");
    LoadOptions changed = new LoadOptions(this);
    changed.listener = told;
    return changed;
  }

  /**
   * Goes on without rows that break a constraint by themselves: a column that may not be null has
   * no value, a value or key is too long, a check is false. Duplicates are no such rows.
   *
   * @param handler takes these rows, on the thread that loads
   * @return changed options
   */
  public LoadOptions onFailedRow(FailedRowHandler handler) {
    Arguments.requireGiven(handler, "handler");
    LoadOptions changed = new LoadOptions(this);
    changed.failedRows = handler;
    return changed;
  }

  /**
   * Sets when the load gives up, up to the moment at which its rows are published.
   *
   * @param end when
   * @return changed options
   */
  public LoadOptions limitedBy(StatementLimits end) {
    Arguments.requireGiven(end, "end");
    LoadOptions changed = new LoadOptions(this);
    changed.limits = end;
    return changed;
  }

  private static void require(boolean fits, String option, Object value) {
    if (!fits) {
      throw new IllegalUseException("An option is out of range.", "option", option, "value", value);
    }
  }

  /** {@return what becomes of rows whose key is there} */
  public Duplicates duplicates() {
    return duplicates;
  }

  /** {@return how much memory rows are sorted in, in bytes} */
  public int memoryBytes() {
    return memoryBytes;
  }

  /** {@return most rows in a second, 0 for no limit} */
  public int rowsPerSecond() {
    return rowsPerSecond;
  }

  /** {@return who is told of progress, never null} */
  public Consumer<LoadProgress> listener() {
    return listener;
  }

  /** {@return who takes rows that break a constraint, empty where they fail the load} */
  public Optional<FailedRowHandler> failedRowHandler() {
    return Optional.ofNullable(failedRows);
  }

  /** {@return when the load gives up} */
  public StatementLimits limits() {
    return limits;
  }
}
