package io.ashlar.rows.entry;

import io.ashlar.argument.Arguments;
import io.ashlar.codec.value.Utf8;
import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.error.ConstraintException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.query.Column;
import io.ashlar.type.ColumnType;
import java.math.BigDecimal;
import org.agrona.DirectBuffer;

/** What a column's type can hold, and the numbers behind dates and times. Stateless. */
public final class Values {

  /** Microseconds of a day: one more than the largest time of day. */
  public static final long MICROS_PER_DAY = 86_400_000_000L;

  private Values() {}

  /**
   * Checks a decimal against the declared digits.
   *
   * @param column the column, for the message
   * @param type the type that the table declares for it
   * @param value the value
   * @throws ConstraintException when it has more digits than declared before or behind the point
   */
  public static void checkDigits(Column column, ColumnType type, BigDecimal value) {
    if (!hasDigits(type, value)) {
      BigDecimal shortest = value.stripTrailingZeros();
      throw refused(
          "The decimal has more digits than its column.",
          column,
          "beforePoint",
          Math.max(0, (long) shortest.precision() - shortest.scale()),
          "behindPoint",
          Math.max(0, shortest.scale()));
    }
  }

  /** Whether a decimal has no more digits than declared before or behind the point. */
  static boolean hasDigits(ColumnType type, BigDecimal value) {
    int scale = type.scale();
    int whole = type.precision() - scale;
    if (value.scale() <= scale && (long) value.precision() - value.scale() <= whole) {
      return true;
    }
    if (value.signum() == 0) {
      return true;
    }
    BigDecimal shortest = value.stripTrailingZeros();
    return shortest.scale() <= scale && (long) shortest.precision() - shortest.scale() <= whole;
  }

  /**
   * Checks bytes that are to be a text.
   *
   * @param column the column, for the message
   * @param utf8 holds the bytes, from index 0 on
   * @param length how many
   * @throws ConstraintException when they are not well-formed UTF-8
   */
  public static void checkText(Column column, DirectBuffer utf8, int length) {
    try {
      Utf8.requireValid(utf8, 0, length);
    } catch (ConstraintException e) {
      throw refused(e, column);
    }
  }

  /**
   * Checks that bytes lie inside of the buffer that a caller gives.
   *
   * @param column the column, for the message
   * @param buffer the buffer
   * @param offset where the bytes start
   * @param length how many
   * @throws IllegalUseException when there is no buffer, or they do not
   */
  static void checkSpan(Column column, DirectBuffer buffer, int offset, int length) {
    Arguments.requireGiven(buffer, "buffer");
    if (offset < 0 || length < 0 || offset > buffer.capacity() - length) {
      throw new IllegalUseException(
          "The bytes do not lie inside of the buffer.",
          "column",
          column,
          "offset",
          offset,
          "length",
          length,
          "capacity",
          buffer.capacity());
    }
  }

  /**
   * An object as a column of words keeps it: what is below its unit is cut off.
   *
   * @param column the column, for the message
   * @param type its type
   * @param value the object, which the type takes
   * @return the word
   * @throws ConstraintException when no column of the type can hold it
   */
  public static long word(Column column, ValueType type, Object value) {
    if (isWord(type, value)) {
      return type.word(value);
    }
    Object written = type.side(value) == 0 ? value : type.written(value);
    if (!isWord(type, written)) {
      throw outOfRange(column, type, value);
    }
    return type.word(written);
  }

  /** Whether an object is one of the values that columns of words hold. */
  static boolean isWord(ValueType type, Object value) {
    return type.side(value) == 0 && type.holds(type.word(value));
  }

  /**
   * Says that no column of a type can hold a value.
   *
   * @param column the column, for the message
   * @param type its type
   * @param value the value as it is to be shown
   * @return the exception, for the caller to throw
   */
  public static ConstraintException outOfRange(Column column, ValueType type, Object value) {
    return refused(type.outOfRange(), column, "value", value);
  }

  /**
   * Checks a time of day.
   *
   * @param column the column, for the message
   * @param micros microseconds since midnight
   * @throws ConstraintException when no day has that time
   */
  public static void checkMicroOfDay(Column column, long micros) {
    if (!isMicroOfDay(micros)) {
      throw refused("The time of day is out of range.", column, "microOfDay", micros);
    }
  }

  /** Whether a day has a time. */
  static boolean isMicroOfDay(long micros) {
    return micros >= 0 && micros < MICROS_PER_DAY;
  }

  /** The refusal of a text, told of its column. */
  static ConstraintException refused(ConstraintException e, Column column) {
    return new ConstraintException(
        e, e.sentence(), "table", column.table(), "column", column.name(), "type", column.type());
  }

  private static ConstraintException refused(String sentence, Column column, Object... facts) {
    Object[] all = new Object[6 + facts.length];
    all[0] = "table";
    all[1] = column.table();
    all[2] = "column";
    all[3] = column.name();
    all[4] = "type";
    all[5] = column.type();
    System.arraycopy(facts, 0, all, 6, facts.length);
    return new ConstraintException(sentence, all);
  }
}
