package io.ashlar.row;

import io.ashlar.argument.Arguments;
import io.ashlar.query.Column;
import io.ashlar.type.ColumnType;
import java.math.BigDecimal;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Takes the same columns of one row after the other, by {@link RowReader#readInto}: for those who
 * hand rows on as they are. A getter checks the reader and looks its column up for each value; here
 * that is done once for a row, and once for a table.
 *
 * <p>Values come in the few forms that they are stored in. Columns are numbered from 0, in the
 * order in which they were given. Used by one thread at a time, and fastest with a reader of its
 * own.
 */
public abstract class RowTarget {

  /** Decimals of up to so many digits come as words. */
  public static final int MAX_WORD_DIGITS = 18;

  private final List<Column> columns;

  /**
   * For some columns.
   *
   * @param columns of one table; copied, may be none
   */
  protected RowTarget(List<? extends Column> columns) {
    this.columns = Arguments.allGiven(columns, "columns");
  }

  /**
   * The columns.
   *
   * @return immutable, always the same
   */
  public final List<Column> columns() {
    return columns;
  }

  /**
   * Whether the values of a column come as words: all but texts, bytes, floating-point numbers,
   * UUIDs and decimals that are declared with more than {@value #MAX_WORD_DIGITS} digits.
   *
   * @param type the type of the column
   * @return true when {@link #putWord} takes them
   */
  public static boolean isWord(ColumnType type) {
    return switch (type.kind()) {
      case BOOLEAN, INT, LONG, DATE, TIME, TIMESTAMP -> true;
      case DECIMAL -> type.precision() <= MAX_WORD_DIGITS;
      default -> false;
    };
  }

  /**
   * The column is null.
   *
   * @param column its number
   */
  public abstract void putNull(int column);

  /**
   * A number, 0 or 1 for a boolean, days of a date, microseconds of a time or an instant, the
   * digits of a decimal without its point.
   *
   * @param column its number
   * @param value as its getter gives it, {@link RowReader#getUnscaled} for a decimal
   */
  public abstract void putWord(int column, long value);

  /**
   * A FLOAT or DOUBLE.
   *
   * @param column its number
   * @param value the value
   */
  public abstract void putReal(int column, double value);

  /**
   * A decimal of more digits.
   *
   * @param column its number
   * @param value a new object, with the declared scale
   */
  public abstract void putDecimal(int column, BigDecimal value);

  /**
   * A text as UTF-8, or a byte string. Nothing is copied.
   *
   * @param column its number
   * @param buffer holds the bytes until the reader moves; must not be written
   * @param offset where they start
   * @param length how many there are
   */
  public abstract void putBytes(int column, DirectBuffer buffer, int offset, int length);

  /**
   * A UUID.
   *
   * @param column its number
   * @param high the upper half
   * @param low the lower half
   */
  public abstract void putUuid(int column, long high, long low);
}
