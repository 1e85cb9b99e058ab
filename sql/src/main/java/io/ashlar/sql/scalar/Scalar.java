package io.ashlar.sql.scalar;

import io.ashlar.sql.type.ScalarForm;
import io.ashlar.sql.type.SqlType;
import io.ashlar.sql.value.Exact;
import io.ashlar.sql.value.Utf8Text;
import java.math.BigDecimal;
import org.agrona.DirectBuffer;

/**
 * A part of an expression that computes one value from a row. {@link #evaluate} computes it, once,
 * and says whether there is one; what it is stands in registers then, of which the form of the type
 * says which count, until the scalar is evaluated again.
 *
 * <p>A scalar belongs to one thread at a time, to one place in one tree, and to whoever evaluates
 * the tree. Slots alone, which only show what was put into them, may stand in several places.
 * Evaluation allocates nothing but where the class of a scalar says so.
 */
public abstract class Scalar {

  /** Of the form WORD its value, of PAIR the first word. */
  protected long word;

  /** Of the form PAIR the second word. */
  protected long low;

  /** Of the form REAL; one NaN, no negative zero. */
  protected double real;

  /** Of the form DECIMAL; its scale is not negative. */
  protected BigDecimal decimal;

  /** Of the form BYTES, where they are. */
  protected DirectBuffer buffer;

  /** Of the form BYTES, the first. */
  protected int offset;

  /** Of the form BYTES, how many there are. */
  protected int length;

  private final SqlType type;
  private final ScalarForm form;

  /**
   * For nodes.
   *
   * @param type what it computes
   */
  protected Scalar(SqlType type) {
    this.type = type;
    this.form = type.form();
  }

  /**
   * Computes the value.
   *
   * @param frame the row
   * @return false when it is null; the registers are undefined then
   * @throws io.ashlar.sql.error.SqlException when there is no value to compute
   */
  public abstract boolean evaluate(Frame frame);

  /**
   * The type.
   *
   * @return what it computes
   */
  public final SqlType type() {
    return type;
  }

  /**
   * Which registers count.
   *
   * @return the form of the type
   */
  public final ScalarForm form() {
    return form;
  }

  /**
   * Whether the value is the same for all rows, parameters and statements. It may be evaluated
   * while the statement is planned, and what is planned may rest on it.
   *
   * @return true for constants alone; folding makes constants of what is computed from them
   */
  public boolean isConstant() {
    return false;
  }

  /**
   * Whether the value is the same in all runs of the plan. What is kept from one run to the next,
   * may be of such values alone.
   *
   * @return false for all but constants, and for literals that may get other values
   */
  public boolean isFixed() {
    return false;
  }

  /**
   * The value of the form WORD, or the first word of the form PAIR: the upper half of a UUID, the
   * microseconds of an interval.
   *
   * @return as last evaluated
   */
  public final long word() {
    return word;
  }

  /**
   * The second word of the form PAIR: the lower half of a UUID, months and days of an interval.
   *
   * @return as last evaluated
   */
  public final long low() {
    return low;
  }

  /**
   * The value of the form REAL.
   *
   * @return as last evaluated
   */
  public final double real() {
    return real;
  }

  /**
   * The value of the form DECIMAL.
   *
   * @return as last evaluated
   */
  public final BigDecimal decimal() {
    return decimal;
  }

  /**
   * Where the bytes of the form BYTES are.
   *
   * @return read-only by contract
   */
  public final DirectBuffer buffer() {
    return buffer;
  }

  /**
   * Where the bytes of the form BYTES begin.
   *
   * @return as last evaluated
   */
  public final int offset() {
    return offset;
  }

  /**
   * How many bytes the value of the form BYTES has.
   *
   * @return as last evaluated
   */
  public final int length() {
    return length;
  }

  /**
   * Whether a boolean is true.
   *
   * @return as last evaluated
   */
  public final boolean isTrue() {
    return word != 0;
  }

  /**
   * The value of a whole number or decimal. Allocates unless the form is DECIMAL.
   *
   * @return as last evaluated
   */
  public final BigDecimal exact() {
    return form == ScalarForm.DECIMAL ? decimal : BigDecimal.valueOf(word, type.scale());
  }

  /**
   * The value of the form BYTES as a String. Allocates.
   *
   * @return as last evaluated
   */
  public final String string() {
    return Utf8Text.string(buffer, offset, length);
  }

  /**
   * Takes over the registers of a scalar of the same form that has just been evaluated and not been
   * null.
   *
   * @param other the other
   */
  protected final void take(Scalar other) {
    switch (form) {
      case WORD -> word = other.word;
      case REAL -> real = other.real;
      case DECIMAL -> decimal = other.decimal;
      case BYTES -> {
        buffer = other.buffer;
        offset = other.offset;
        length = other.length;
      }
      default -> {
        word = other.word;
        low = other.low;
      }
    }
  }

  /**
   * Sets the value of a boolean.
   *
   * @param value the value
   * @return true
   */
  protected final boolean truth(boolean value) {
    word = value ? 1 : 0;
    return true;
  }

  /**
   * Sets the value of a number of any form, rounded to a decimal's scale.
   *
   * @param value a decimal
   * @return true
   * @throws io.ashlar.sql.error.SqlException 22003 when it is out of range
   */
  protected final boolean exact(BigDecimal value) {
    decimal = Exact.checked(value);
    return true;
  }
}
