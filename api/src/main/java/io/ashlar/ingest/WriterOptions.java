package io.ashlar.ingest;

import io.ashlar.argument.Arguments;
import io.ashlar.error.IllegalUseException;
import io.ashlar.transaction.Durability;
import java.time.Duration;
import java.util.Optional;

/** How a {@link TableWriter} works. Immutable: each method gives a changed copy. */
public final class WriterOptions {

  private static final int MAX_ROWS = 1 << 24;
  private static final int MIN_QUEUE_BYTES = 4 << 10;
  private static final int MAX_QUEUE_BYTES = 1 << 30;
  private static final int MAX_CONCURRENCY = 64;
  private static final Duration MAX_WAIT = Duration.ofDays(1);
  private static final WriterOptions DEFAULTS = new WriterOptions();

  private int batchRows = 1_000;
  private int batchBytes = 1 << 20;
  private Duration batchDelay = Duration.ofMillis(10);
  private int queueRows = 1 << 16;
  private int queueBytes = 16 << 20;
  private WhenFull whenFull = WhenFull.WAIT;
  private Duration waitAtMost = Duration.ofSeconds(10);
  private Duration retryAfter = Duration.ofSeconds(1);
  private Duration closeTimeout = Duration.ofSeconds(30);
  private int concurrency = 1;

  /** Null for that of the database. */
  private Durability durability;

  /** Null for one that logs. */
  private FailedRowHandler failedRows;

  private WriterOptions() {}

  private WriterOptions(WriterOptions other) {
    batchRows = other.batchRows;
    batchBytes = other.batchBytes;
    batchDelay = other.batchDelay;
    queueRows = other.queueRows;
    queueBytes = other.queueBytes;
    whenFull = other.whenFull;
    waitAtMost = other.waitAtMost;
    retryAfter = other.retryAfter;
    closeTimeout = other.closeTimeout;
    concurrency = other.concurrency;
    durability = other.durability;
    failedRows = other.failedRows;
  }

  /**
   * Batches of 1,000 rows, 1 MiB or 10 ms; a queue of 65,536 rows or 16 MiB whose producers wait 10
   * seconds at most when it is full; one thread; the durability of the database; failed rows are
   * logged.
   *
   * @return the options
   */
  public static WriterOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Sets how many rows a batch has at most.
   *
   * @param rows from 1 to 16,777,216
   * @return changed options
   * @throws IllegalUseException when it is out of range
   */
  public WriterOptions batchRows(int rows) {
    require(rows > 0 && rows <= MAX_ROWS, "batchRows", rows);
    WriterOptions changed = new WriterOptions(this);
    changed.batchRows = rows;
    return changed;
  }

  /**
   * Sets how many bytes the rows of a batch take in the queue at most; a longer row is a batch by
   * itself.
   *
   * @param bytes from 1 to 1,073,741,824
   * @return changed options
   * @throws IllegalUseException when it is out of range
   */
  public WriterOptions batchBytes(int bytes) {
    require(bytes > 0 && bytes <= MAX_QUEUE_BYTES, "batchBytes", bytes);
    WriterOptions changed = new WriterOptions(this);
    changed.batchBytes = bytes;
    return changed;
  }

  /**
   * Sets how long the first row of a batch waits for others.
   *
   * @param delay from zero, for no wait, to a day
   * @return changed options
   * @throws IllegalUseException when it is out of range
   */
  public WriterOptions batchDelay(Duration delay) {
    requireTime(delay, "delay", Duration.ZERO, "batchDelay");
    WriterOptions changed = new WriterOptions(this);
    changed.batchDelay = delay;
    return changed;
  }

  /**
   * Bounds the rows that wait, those that are being committed included. With a {@link #concurrency}
   * of n each thread has an nth of them, at least one.
   *
   * @param rows from 1 to 16,777,216
   * @return changed options
   * @throws IllegalUseException when it is out of range
   */
  public WriterOptions queueRows(int rows) {
    require(rows > 0 && rows <= MAX_ROWS, "queueRows", rows);
    WriterOptions changed = new WriterOptions(this);
    changed.queueRows = rows;
    return changed;
  }

  /**
   * Bounds the memory off the heap of the rows that wait, those that are being committed included.
   * It is taken when the writer is started, rounded up to 256 times a power of four for each
   * thread. A row takes whole pieces of 128 bytes. With a {@link #concurrency} of n each thread has
   * an nth, at least 4 KiB.
   *
   * @param bytes from 4,096 to 1,073,741,824
   * @return changed options
   * @throws IllegalUseException when it is out of range
   */
  public WriterOptions queueBytes(int bytes) {
    require(bytes >= MIN_QUEUE_BYTES && bytes <= MAX_QUEUE_BYTES, "queueBytes", bytes);
    WriterOptions changed = new WriterOptions(this);
    changed.queueBytes = bytes;
    return changed;
  }

  /**
   * Sets what becomes of a row for which there is no room. Those that drop rows drop them too while
   * the store refuses writes; the others refuse them.
   *
   * @param choice what becomes of it
   * @return changed options
   */
  public WriterOptions whenFull(WhenFull choice) {
    Arguments.requireGiven(choice, "choice");
    WriterOptions changed = new WriterOptions(this);
    changed.whenFull = choice;
    return changed;
  }

  /**
   * Sets how long a producer waits for room, where {@link #whenFull} is to wait.
   *
   * @param time from zero to a day
   * @return changed options
   * @throws IllegalUseException when it is out of range
   */
  public WriterOptions waitAtMost(Duration time) {
    requireTime(time, "time", Duration.ZERO, "waitAtMost");
    WriterOptions changed = new WriterOptions(this);
    changed.waitAtMost = time;
    return changed;
  }

  /**
   * Sets how long a store that has refused a commit is left alone before it is asked again.
   *
   * @param time from 1 ms to a day
   * @return changed options
   * @throws IllegalUseException when it is out of range
   */
  public WriterOptions retryAfter(Duration time) {
    requireTime(time, "time", Duration.ofMillis(1), "retryAfter");
    WriterOptions changed = new WriterOptions(this);
    changed.retryAfter = time;
    return changed;
  }

  /**
   * Sets how long a close writes what waits before it gives up.
   *
   * @param time from 1 ms to a day
   * @return changed options
   * @throws IllegalUseException when it is out of range
   */
  public WriterOptions closeTimeout(Duration time) {
    requireTime(time, "time", Duration.ofMillis(1), "closeTimeout");
    WriterOptions changed = new WriterOptions(this);
    changed.closeTimeout = time;
    return changed;
  }

  /**
   * Sets how many threads write. See {@link TableWriter} for what that does to the order of rows.
   *
   * @param threads from 1 to 64
   * @return changed options
   * @throws IllegalUseException when it is out of range
   */
  public WriterOptions concurrency(int threads) {
    require(threads > 0 && threads <= MAX_CONCURRENCY, "concurrency", threads);
    WriterOptions changed = new WriterOptions(this);
    changed.concurrency = threads;
    return changed;
  }

  /**
   * Sets when a commit counts as done.
   *
   * @param mode the mode, instead of that of the database
   * @return changed options
   */
  public WriterOptions durability(Durability mode) {
    Arguments.requireGiven(mode, "mode");
    WriterOptions changed = new WriterOptions(this);
    changed.durability = mode;
    return changed;
  }

  /**
   * Sets who takes the rows that could not be written.
   *
   * @param handler is called by the writer's threads, instead of a log that says once a second at
   *     most how many rows have failed, and why the last one
   * @return changed options
   */
  public WriterOptions onFailedRow(FailedRowHandler handler) {
    Arguments.requireGiven(handler, "handler");
    WriterOptions changed = new WriterOptions(this);
    changed.failedRows = handler;
    return changed;
  }

  private static void requireTime(Duration time, String argument, Duration least, String option) {
    Arguments.requireGiven(time, argument);
    require(time.compareTo(least) >= 0 && time.compareTo(MAX_WAIT) <= 0, option, time);
  }

  private static void require(boolean fits, String option, Object value) {
    if (!fits) {
      throw new IllegalUseException("An option is out of range.", "option", option, "value", value);
    }
  }

  /** {@return how many rows a batch has at most} */
  public int batchRows() {
    return batchRows;
  }

  /** {@return how many bytes a batch has at most} */
  public int batchBytes() {
    return batchBytes;
  }

  /** {@return how long the first row of a batch waits} */
  public Duration batchDelay() {
    return batchDelay;
  }

  /** {@return how many rows may wait} */
  public int queueRows() {
    return queueRows;
  }

  /** {@return how many bytes may wait} */
  public int queueBytes() {
    return queueBytes;
  }

  /** {@return what becomes of a row for which there is no room} */
  public WhenFull whenFull() {
    return whenFull;
  }

  /** {@return how long a producer waits for room} */
  public Duration waitAtMost() {
    return waitAtMost;
  }

  /** {@return how long a store that has refused a commit is left alone} */
  public Duration retryAfter() {
    return retryAfter;
  }

  /** {@return how long a close writes what waits} */
  public Duration closeTimeout() {
    return closeTimeout;
  }

  /** {@return how many threads write} */
  public int concurrency() {
    return concurrency;
  }

  /** {@return when a commit counts as done, empty for the mode of the database} */
  public Optional<Durability> durability() {
    return Optional.ofNullable(durability);
  }

  /** {@return who takes the rows that could not be written, empty for the log} */
  public Optional<FailedRowHandler> failedRowHandler() {
    return Optional.ofNullable(failedRows);
  }
}
