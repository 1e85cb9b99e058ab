package io.ashlar.sql.scalar;

import java.math.BigDecimal;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * One row of an operator, as values by column: words, references and a bit for each that says
 * whether it is null. What a column's form is, its type says; a frame does not ask. Doubles are
 * kept as their bits, bytes as where they are in a buffer of somebody else, which must stay as it
 * is for as long as the row counts.
 *
 * <p>One class, so that columns are read by inlined code. It belongs to one thread at a time; no
 * method allocates. All columns are null at first.
 */
public final class Frame {

  private final long[] words;
  private final long[] lows;
  private final Object[] references;
  private final long[] nulls;

  /**
   * A row without values.
   *
   * @param columns how many it has
   */
  public Frame(int columns) {
    words = new long[columns];
    lows = new long[columns];
    references = new Object[columns];
    nulls = new long[(columns + Long.SIZE - 1) / Long.SIZE];
    clear();
  }

  /**
   * How many columns there are.
   *
   * @return the number
   */
  public int columns() {
    return words.length;
  }

  /** Makes all columns null. */
  public void clear() {
    Arrays.fill(nulls, -1L);
  }

  /**
   * Whether a column is null.
   *
   * @param column its number
   * @return true when it has no value
   */
  public boolean isNull(int column) {
    return (nulls[column >> 6] >>> column & 1) != 0;
  }

  /**
   * Makes a column null.
   *
   * @param column its number
   */
  public void setNull(int column) {
    nulls[column >> 6] |= 1L << column;
  }

  private void given(int column) {
    nulls[column >> 6] &= ~(1L << column);
  }

  /**
   * A value of the form WORD.
   *
   * @param column its number
   * @return the value
   */
  public long word(int column) {
    return words[column];
  }

  /**
   * Sets a value of the form WORD.
   *
   * @param column its number
   * @param value the value
   */
  public void setWord(int column, long value) {
    words[column] = value;
    given(column);
  }

  /**
   * The second word of a value of the form PAIR; {@link #word} has the first.
   *
   * @param column its number
   * @return the word
   */
  public long low(int column) {
    return lows[column];
  }

  /**
   * Sets a value of the form PAIR.
   *
   * @param column its number
   * @param first the first word
   * @param second the second
   */
  public void setPair(int column, long first, long second) {
    words[column] = first;
    lows[column] = second;
    given(column);
  }

  /**
   * A value of the form REAL.
   *
   * @param column its number
   * @return the value
   */
  public double real(int column) {
    return Double.longBitsToDouble(words[column]);
  }

  /**
   * Sets a value of the form REAL.
   *
   * @param column its number
   * @param value no negative zero
   */
  public void setReal(int column, double value) {
    words[column] = Double.doubleToLongBits(value);
    given(column);
  }

  /**
   * A value of the form DECIMAL.
   *
   * @param column its number
   * @return the value
   */
  public BigDecimal decimal(int column) {
    return (BigDecimal) references[column];
  }

  /**
   * Sets a value of the form DECIMAL.
   *
   * @param column its number
   * @param value of the column's scale
   */
  public void setDecimal(int column, BigDecimal value) {
    references[column] = value;
    given(column);
  }

  /**
   * Where the bytes of a value of the form BYTES are.
   *
   * @param column its number
   * @return the buffer
   */
  public DirectBuffer buffer(int column) {
    return (DirectBuffer) references[column];
  }

  /**
   * Where they begin.
   *
   * @param column its number
   * @return the offset
   */
  public int offset(int column) {
    return (int) (words[column] >>> Integer.SIZE);
  }

  /**
   * How many there are.
   *
   * @param column its number
   * @return the length
   */
  public int length(int column) {
    return (int) words[column];
  }

  /**
   * Sets a value of the form BYTES; the bytes are not copied.
   *
   * @param column its number
   * @param buffer where they are
   * @param offset the first
   * @param length how many
   */
  public void setBytes(int column, DirectBuffer buffer, int offset, int length) {
    references[column] = buffer;
    words[column] = (long) offset << Integer.SIZE | length;
    given(column);
  }

  /**
   * Evaluates a scalar into a column. Bytes stay where they are.
   *
   * @param column its number
   * @param scalar of the column's form; may read this frame
   * @param row the row it is evaluated for
   * @throws io.ashlar.sql.error.SqlException when there is no value to compute
   */
  public void set(int column, Scalar scalar, Frame row) {
    if (!scalar.evaluate(row)) {
      setNull(column);
      return;
    }
    switch (scalar.form()) {
      case WORD -> setWord(column, scalar.word());
      case REAL -> setReal(column, scalar.real());
      case DECIMAL -> setDecimal(column, scalar.decimal());
      case BYTES -> setBytes(column, scalar.buffer(), scalar.offset(), scalar.length());
      default -> setPair(column, scalar.word(), scalar.low());
    }
  }
}
