package io.ashlar.page;

import io.ashlar.argument.Arguments;
import io.ashlar.error.IllegalUseException;
import java.time.Duration;

/**
 * What one run of a scan may cost: rows, bytes, time, or several of them, of which the first that
 * is used up ends the run. A run ends with a {@link Continuation} in hand and is no failure. It
 * reads one entry at least, so whoever goes on from token to token comes to the end.
 *
 * <p>What counts is what is <em>read</em>, also when the predicate then rejects it: a budget bounds
 * the work where {@link io.ashlar.Scan#limit} bounds the result. Counting allocates nothing.
 * Immutable.
 *
 * <p>Of a scan in an order that no key gives all rows have to be read before the first can be
 * shown, and a token holds a place, not what was read on the way to it: no slice of that reading
 * would bring the next one further. There the budget begins when the rows are sorted, and counts
 * those that are shown or skipped: their number, the bytes that are kept of them, the time since.
 * The reading itself is bounded by the {@linkplain io.ashlar.transaction.ReadTransaction#timeout
 * timeout} of the transaction. A scan with a budget sorts only where no key gives its order.
 *
 * <pre>{@code
 * Budget.ofRows(1_000).andBytes(1 << 20).andTime(Duration.ofMillis(50))
 * }</pre>
 */
public final class Budget {

  /** Without a bound: as good as none, so that one comparison judges both. */
  private static final long UNBOUNDED = Long.MAX_VALUE;

  private final long rows;
  private final long bytes;
  private final long timeNs;

  private Budget(long rows, long bytes, long timeNs) {
    this.rows = rows;
    this.bytes = bytes;
    this.timeNs = timeNs;
  }

  /**
   * A budget of rows (or entries, where an index is walked).
   *
   * @param rows most that are read in one run, at least 1
   * @return the budget
   * @throws IllegalUseException when below 1
   */
  public static Budget ofRows(long rows) {
    return new Budget(positive("rows", rows), UNBOUNDED, UNBOUNDED);
  }

  /**
   * A budget of bytes: keys and values of the entries that are walked and of the rows that they
   * lead to, as they are stored before compression. Judged between two entries, so a run reads
   * fewer bytes than this and then one entry more.
   *
   * @param bytes how many, at least 1
   * @return the budget
   * @throws IllegalUseException when below 1
   */
  public static Budget ofBytes(long bytes) {
    return new Budget(UNBOUNDED, positive("bytes", bytes), UNBOUNDED);
  }

  /**
   * A budget of time since the cursor was opened, what the caller does between two rows included.
   * The clock is looked at before every 16th entry.
   *
   * @param time how long, more than zero
   * @return the budget
   * @throws IllegalUseException when zero, negative or null
   */
  public static Budget ofTime(Duration time) {
    return new Budget(UNBOUNDED, UNBOUNDED, nanos(Arguments.given(time, "time")));
  }

  /**
   * The same with a bound on rows.
   *
   * @param most as for {@link #ofRows}
   * @return another budget
   */
  public Budget andRows(long most) {
    return new Budget(positive("rows", most), bytes, timeNs);
  }

  /**
   * The same with a bound on bytes.
   *
   * @param most as for {@link #ofBytes}
   * @return another budget
   */
  public Budget andBytes(long most) {
    return new Budget(rows, positive("bytes", most), timeNs);
  }

  /**
   * The same with a bound on time.
   *
   * @param most as for {@link #ofTime}
   * @return another budget
   */
  public Budget andTime(Duration most) {
    return new Budget(rows, bytes, nanos(Arguments.given(most, "most")));
  }

  /**
   * Most rows.
   *
   * @return the number, {@link Long#MAX_VALUE} for no bound
   */
  public long rows() {
    return rows;
  }

  /**
   * Most bytes.
   *
   * @return the number, {@link Long#MAX_VALUE} for no bound
   */
  public long bytes() {
    return bytes;
  }

  /**
   * Most nanoseconds.
   *
   * @return the number, {@link Long#MAX_VALUE} for no bound
   */
  public long timeNs() {
    return timeNs;
  }

  private static long positive(String what, long number) {
    if (number < 1) {
      throw new IllegalUseException("A budget has to be positive.", what, number);
    }
    return number;
  }

  private static long nanos(Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalUseException("A budget has to be positive.", "time", time);
    }
    try {
      return time.toNanos();
    } catch (ArithmeticException longerThanAnyScan) {
      return UNBOUNDED;
    }
  }

  /**
   * The bounds.
   *
   * @return such as {@code rows=1000 bytes=1048576}
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    describe(text, "rows=", rows);
    describe(text, "bytes=", bytes);
    describe(text, "timeNs=", timeNs);
    return text.toString();
  }

  private static void describe(StringBuilder text, String name, long bound) {
    if (bound != UNBOUNDED) {
      text.append(text.isEmpty() ? "" : " ").append(name).append(bound);
    }
  }
}
