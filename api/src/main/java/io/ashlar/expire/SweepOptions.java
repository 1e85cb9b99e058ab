package io.ashlar.expire;

import io.ashlar.argument.Arguments;
import io.ashlar.error.IllegalUseException;
import java.time.Duration;

/** How a {@link Sweeper} works. Immutable: each method gives a changed copy. */
public final class SweepOptions {

  private static final SweepOptions DEFAULTS =
      new SweepOptions(20_000, 256, Duration.ofSeconds(10));
  private static final int MAX_BATCH = 10_000;
  private static final Duration MAX_INTERVAL = Duration.ofDays(1);

  private final int rowsPerSecond;
  private final int batchRows;
  private final Duration interval;

  private SweepOptions(int rowsPerSecond, int batchRows, Duration interval) {
    this.rowsPerSecond = rowsPerSecond;
    this.batchRows = batchRows;
    this.interval = interval;
  }

  /**
   * Looks at 20,000 rows a second, 256 in a transaction, and rests 10 seconds between rounds.
   *
   * @return the options
   */
  public static SweepOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Bounds the rate. Rows are looked at in the order of their keys, those that live on included.
   *
   * @param rows most rows to look at in a second, or 0 for no bound
   * @return changed options
   * @throws IllegalUseException when it is negative
   */
  public SweepOptions rowsPerSecond(int rows) {
    require(rows >= 0, "rowsPerSecond", rows);
    return new SweepOptions(rows, batchRows, interval);
  }

  /**
   * Bounds transactions.
   *
   * @param rows most rows to look at in one, from 1 to 10,000
   * @return changed options
   * @throws IllegalUseException when it is out of range
   */
  public SweepOptions batchRows(int rows) {
    require(rows > 0 && rows <= MAX_BATCH, "batchRows", rows);
    return new SweepOptions(rowsPerSecond, rows, interval);
  }

  /**
   * Sets the rest between two rounds.
   *
   * @param rest from 1 ms to a day
   * @return changed options
   * @throws IllegalUseException when it is out of range
   */
  public SweepOptions interval(Duration rest) {
    Arguments.requireGiven(rest, "rest");
    boolean fits = rest.compareTo(MAX_INTERVAL) <= 0 && rest.compareTo(Duration.ZERO) > 0;
    require(fits && rest.toMillis() > 0, "interval", rest);
    return new SweepOptions(rowsPerSecond, batchRows, rest);
  }

  private static void require(boolean fits, String option, Object value) {
    if (!fits) {
      throw new IllegalUseException("An option is out of range.", "option", option, "value", value);
    }
  }

  /**
   * The rate.
   *
   * @return most rows to look at in a second, 0 for no bound
   */
  public int rowsPerSecond() {
    return rowsPerSecond;
  }

  /**
   * The size of transactions.
   *
   * @return most rows to look at in one
   */
  public int batchRows() {
    return batchRows;
  }

  /**
   * The rest between two rounds.
   *
   * @return the time
   */
  public Duration interval() {
    return interval;
  }
}
