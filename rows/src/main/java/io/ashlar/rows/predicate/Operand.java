package io.ashlar.rows.predicate;

import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.value.Decimals;
import io.ashlar.codec.value.Utf8;
import io.ashlar.codec.value.ValueForm;
import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.error.SchemaException;
import io.ashlar.query.Column;
import io.ashlar.type.ValueKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.UUID;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * What a column is compared with: a constant, or the value bound to a parameter, in the form in
 * which it is compared. Bytes and texts are copied into a buffer that is kept and grows, so that
 * rebinding allocates nothing in steady state.
 *
 * <p>Any value can be compared with, also one that no column can hold, such as an instant with
 * nanoseconds. The nearest that a column can hold is kept, and the {@link #tilt} says on which side
 * of that the value stands: a column that is equal to the one that is kept is above or below the
 * value. Values that no column can tell apart are the same operand.
 *
 * <p>Long because each Java type that can be bound has a method, and each form a way to be
 * compared.
 */
public final class Operand {

  /** The parameter's number, or -1 for a constant. */
  private final int parameter;

  /** The column that it was first compared with, or the expression that it is in; for messages. */
  private final Object place;

  private final Object type;

  private final ValueType family;

  private boolean bound;
  private boolean isNull;

  /** A word family's value, or the upper half of a UUID. */
  private long word;

  private long low;
  private double real;
  private BigDecimal decimal;

  /** Whether the value stands below (-1) or above (1) the one that is kept, or is that one (0). */
  private int tilt;

  /** The value where {@link #tilt} is not 0, else null. */
  private Object exact;

  private final MutableDirectBuffer bytes = Flyweights.wrap(new byte[0]);
  private int length;

  /**
   * A constant, in the form in which it is compared with a column.
   *
   * @param column the column
   * @param value the constant, of a Java type of the column
   * @return the operand
   * @throws SchemaException when the value does not fit the column
   */
  public static Operand constant(Column column, Object value) {
    Operand operand = new Operand(-1, column);
    operand.setConstant(value);
    return operand;
  }

  Operand(int parameter, Column column) {
    this(parameter, ValueType.of(column.type().kind()).family(), column, column.type());
  }

  Operand(int parameter, ValueType family, Object place, Object type) {
    this.parameter = parameter;
    this.family = family;
    this.place = place;
    this.type = type;
  }

  /** Says that it is compared with one more column, or used in one more expression. */
  void addUse(ValueType otherFamily, Object otherPlace, Object otherType) {
    if (otherFamily != family) {
      throw new SchemaException(
          "A parameter is compared with columns of different types.",
          "parameter",
          parameter,
          "column",
          place,
          "type",
          type,
          "otherColumn",
          otherPlace,
          "otherType",
          otherType);
    }
  }

  int parameter() {
    return parameter;
  }

  /**
   * Whether it is a parameter, whose value may be another one at the next run.
   *
   * @return false for a constant
   */
  public boolean isParameter() {
    return parameter >= 0;
  }

  /**
   * Whether it has a value, null included.
   *
   * @return true for every constant
   */
  public boolean isBound() {
    return bound;
  }

  /**
   * Whether its value is null.
   *
   * @return true when null was bound
   */
  public boolean isNull() {
    return isNull;
  }

  /**
   * The value of a boolean (0 or 1), whole number, date, time or timestamp in its stored form, or
   * the upper half of a UUID.
   *
   * @return the value
   */
  public long word() {
    return word;
  }

  /**
   * The lower half of a UUID.
   *
   * @return the least significant 64 bits
   */
  public long low() {
    return low;
  }

  /**
   * The value of a floating-point number.
   *
   * @return the value
   */
  public double real() {
    return real;
  }

  /**
   * The value of a decimal.
   *
   * @return the value, without trailing zeros
   */
  public BigDecimal decimal() {
    return decimal;
  }

  /**
   * The decimal to compute with, or to write.
   *
   * @return the value itself
   */
  public BigDecimal exactDecimal() {
    return tilt == 0 ? decimal : Decimals.stripped((BigDecimal) exact);
  }

  /**
   * Where the value stands beside the one that is kept, which is what every other method shows.
   *
   * @return -1 below, 1 above; 0 where it is the value itself, as for nearly all
   */
  public int tilt() {
    return tilt;
  }

  /**
   * Whether it is compared with booleans.
   *
   * @return true where {@link #word} is 0 or 1
   */
  public boolean isBoolean() {
    return family.kind() == ValueKind.BOOLEAN;
  }

  /**
   * Whether it is kept as one long.
   *
   * @return true where {@link #word} is the whole value that is kept
   */
  public boolean isWord() {
    return family.form() == ValueForm.WORD;
  }

  /**
   * Sets the value that is kept.
   *
   * @param value the value of an operand that {@link #isWord}
   */
  public void putWord(long value) {
    assert family.form() == ValueForm.WORD : "other families are not kept as one long";
    setWord(value);
  }

  /** Takes the value that is kept for the value. */
  public void straighten() {
    tilt = 0;
    exact = null;
  }

  /**
   * The value of a text, in UTF-8, or of bytes.
   *
   * @return the buffer that holds it from index 0 on, until it is bound anew
   */
  public MutableDirectBuffer bytes() {
    return bytes;
  }

  /**
   * The bytes of a text or of bytes.
   *
   * @return how many
   */
  public int length() {
    return length;
  }

  ValueType family() {
    return family;
  }

  void setNull() {
    bound = true;
    isNull = true;
  }

  void setBoolean(boolean value) {
    if (!isBoolean()) {
      throw unfit(value);
    }
    setWord(value ? 1 : 0);
  }

  void setLong(long value) {
    if (family.form() == ValueForm.REAL) {
      setDouble((double) value);
      // The nearest to the largest longs is 2^63, which is none.
      boolean isLong = real < 0x1p63;
      if (!isLong || value != (long) real) {
        tilt(isLong ? Long.compare(value, (long) real) : -1, value);
      }
      return;
    }
    if (family.form() == ValueForm.DECIMAL) {
      setDecimal(BigDecimal.valueOf(value));
      return;
    }
    if (family.kind() != ValueKind.LONG) {
      throw unfit(value);
    }
    setWord(value);
  }

  void setDouble(double value) {
    if (family.form() != ValueForm.REAL) {
      throw unfit(value);
    }
    // Adding positive zero takes the sign of a negative one; the comparison has one NaN anyway.
    real = value + 0.0d;
    take();
  }

  void setDecimal(BigDecimal value) {
    if (family.form() != ValueForm.DECIMAL) {
      throw unfit(value);
    }
    decimal = DecimalFloor.of(value);
    take();
    tilt(value.compareTo(decimal), value);
  }

  void setText(CharSequence value) {
    if (!family.isText()) {
      throw unfit(value);
    }
    long encoded = Utf8.comparableLength(value);
    if (encoded > Integer.MAX_VALUE - Long.BYTES) {
      throw unfit(encoded);
    }
    reserve((int) encoded);
    length = Utf8.encodeComparable(value, bytes, 0);
  }

  void setBytes(byte[] value) {
    if (family.form() != ValueForm.BYTES || family.isText()) {
      throw unfit(value.length);
    }
    reserve(value.length);
    bytes.putBytes(0, value);
  }

  void setBytes(DirectBuffer value, int offset, int count) {
    if (family.form() != ValueForm.BYTES) {
      throw unfit(count);
    }
    reserve(count);
    bytes.putBytes(0, value, offset, count);
  }

  void setUuid(UUID value) {
    if (family.form() != ValueForm.UUID) {
      throw unfit(value);
    }
    setWord(value.getMostSignificantBits());
    low = value.getLeastSignificantBits();
  }

  /** Sets a value that is kept as one long and given as an object, such as a date. */
  private void setWordOf(Object value) {
    if (family.form() != ValueForm.WORD || !family.isJavaValue(value)) {
      throw unfit(value);
    }
    setWord(family.word(value));
    tilt(family.side(value), value);
  }

  /** Sets a constant of the Java type of its column. */
  void setConstant(Object value) {
    if (value instanceof Boolean v) {
      setBoolean(v);
    } else if (value instanceof Integer v) {
      setLong(v);
    } else if (value instanceof Long v) {
      setLong(v);
    } else if (value instanceof Float v) {
      setDouble(v);
    } else if (value instanceof Double v) {
      setDouble(v);
    } else if (value instanceof BigDecimal v) {
      setDecimal(v);
    } else if (value instanceof BigInteger v) {
      setDecimal(new BigDecimal(v));
    } else if (value instanceof CharSequence v) {
      setText(v);
    } else if (value instanceof byte[] v) {
      setBytes(v);
    } else if (value instanceof UUID v) {
      setUuid(v);
    } else {
      setWordOf(value);
    }
  }

  private void setWord(long value) {
    word = value;
    take();
  }

  /** Says that the value is there, and that it is the one that is kept. */
  private void take() {
    bound = true;
    isNull = false;
    straighten();
  }

  private void tilt(int order, Object value) {
    if (order != 0) {
      tilt = Integer.signum(order);
      exact = value;
    }
  }

  private void reserve(int needed) {
    length = needed;
    if (needed > bytes.capacity()) {
      bytes.wrap(new byte[(int) Math.min((long) needed * 2, Integer.MAX_VALUE - Long.BYTES)]);
    }
    take();
  }

  /** Called only where it does not fit: an argument of a primitive type would be boxed before. */
  private SchemaException unfit(Object value) {
    return new SchemaException(
        "The value does not fit the column that it is compared with.",
        "column",
        place,
        "type",
        type,
        "parameter",
        parameter < 0 ? "none" : parameter,
        "value",
        value);
  }

  /**
   * Compares with another operand of the same family. Neither may be null.
   *
   * @param other the other
   * @return negative, zero or positive
   */
  public int compareValue(Operand other) {
    int order = compareKept(other);
    return order != 0 ? order : Integer.compare(tilt, other.tilt);
  }

  private int compareKept(Operand other) {
    return switch (family.form()) {
      case WORD -> Long.compare(word, other.word);
      case REAL -> Double.compare(real, other.real);
      case DECIMAL -> decimal.compareTo(other.decimal);
      case BYTES -> UnsignedBytes.compare(bytes, 0, length, other.bytes, 0, other.length);
      case UUID -> {
        int high = Long.compareUnsigned(word, other.word);
        yield high != 0 ? high : Long.compareUnsigned(low, other.low);
      }
    };
  }

  /**
   * Appends the value that is kept to a key. It must be bound and not null.
   *
   * @param key receives it
   * @param descending the direction of the key's column
   * @throws io.ashlar.error.LimitExceededException when the key becomes longer than keys may be
   */
  public void appendTo(KeyEncoder key, boolean descending) {
    switch (family.form()) {
      case WORD -> key.putWord(word, family.keyBytes(), descending);
      case REAL -> key.putDouble(real, descending);
      case DECIMAL -> key.putDecimal(decimal, descending);
      case BYTES -> key.putBytes(bytes, 0, length, descending);
      case UUID -> key.putUuid(word, low, descending);
    }
  }

  /**
   * As plans show it: {@code ?0} for a parameter, else the constant.
   *
   * @return the text; allocates
   */
  @Override
  public String toString() {
    return parameter >= 0 ? "?" + parameter : valueText();
  }

  /**
   * The value as an object that tells it from all others of its family.
   *
   * @return the object, or null for null; allocates
   */
  public Object value() {
    if (isNull || tilt != 0) {
      return isNull ? null : exact;
    }
    return switch (family.form()) {
      case WORD -> (Object) word;
      case REAL -> real;
      case DECIMAL -> decimal;
      case BYTES -> {
        byte[] copy = new byte[length];
        bytes.getBytes(0, copy);
        yield copy;
      }
      case UUID -> new UUID(word, low);
    };
  }

  /** The value, which must be bound and not null; allocates. */
  String valueText() {
    if (tilt != 0) {
      return exact.toString();
    }
    return switch (family.form()) {
      case WORD -> family.text(word);
      case REAL -> Double.toString(real);
      case DECIMAL -> decimal.toPlainString();
      case BYTES ->
          family.isText()
              ? "'" + bytes.getStringWithoutLengthUtf8(0, length) + "'"
              : length + " bytes";
      case UUID -> new UUID(word, low).toString();
    };
  }
}
