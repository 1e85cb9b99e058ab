package io.ashlar.rows.row;

import io.ashlar.codec.row.RowView;
import io.ashlar.codec.value.ValueForm;
import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.error.CorruptionException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.query.Column;
import io.ashlar.rows.catalog.format.ColumnDefinition;
import io.ashlar.type.ColumnType;
import io.ashlar.type.ValueKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * The columns of a window's source, for getters. When a thread that has no business there moves the
 * window while a getter reads, the bytes are not those of a row any more, and whatever is found in
 * them says nothing: neither that a row is damaged nor that an index is out of bounds. Such a
 * failure is told as what it is; a way without cost to those who keep to their own readers.
 *
 * <p>Getters pass the generation that the window had before they looked up the ordinal, which
 * another source may give another column, or none.
 */
final class GuardedValues {

  private final RowWindow window;
  private RowSource source;

  GuardedValues(RowWindow window) {
    this.window = window;
  }

  void look(RowSource at) {
    source = at;
  }

  private RuntimeException judged(long before, RuntimeException failure) {
    if (window.moved(before)) {
      return RowWindow.movedByOther(failure);
    }
    window.requirePosition();
    return failure;
  }

  boolean isNull(long before, int ordinal) {
    try {
      return source.isNull(ordinal);
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  long word(long before, int ordinal) {
    try {
      return source.word(ordinal);
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  double real(long before, int ordinal) {
    try {
      return source.real(ordinal);
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  /** A number of a column that holds floats. */
  float single(long before, Column column, int ordinal) {
    double value = real(before, ordinal);
    if (Double.compare((float) value, value) != 0) {
      throw judged(before, RowWindow.tooWide(column, value));
    }
    return (float) value;
  }

  /** A number of a column that holds ints. */
  int narrow(long before, Column column, int ordinal) {
    long value = word(before, ordinal);
    if ((int) value != value) {
      throw judged(
          before, isWide(ordinal) ? RowWindow.tooWide(column, value) : outOfRange(column, value));
    }
    return (int) value;
  }

  private boolean isWide(int ordinal) {
    List<ColumnDefinition> columns = source.table().columns();
    return ordinal < columns.size() && columns.get(ordinal).type().equals(ColumnType.LONG);
  }

  private static CorruptionException outOfRange(Column column, long value) {
    return new CorruptionException(
        "A number is out of the range of its column.", "column", column, "value", value);
  }

  /** A value that is not null, as an object of the Java type of the handle or of its column. */
  Object object(long before, Column column, int ordinal) {
    try {
      ValueKind now = source.table().columns().get(ordinal).type().kind();
      ValueKind asked = column.type().kind();
      ValueType type = ValueType.of(asked.widens(now) ? asked : now);
      if (type.form() == ValueForm.DECIMAL) {
        return decimal(before, column, ordinal);
      }
      if (type.form() == ValueForm.WORD && !type.holds(source.word(ordinal))) {
        throw outOfRange(column, source.word(ordinal));
      }
      return type.object(source, ordinal);
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  BigDecimal decimal(long before, Column column, int ordinal) {
    try {
      int scale = source.table().columns().get(ordinal).type().scale();
      return source.decimal(ordinal).setScale(scale, RoundingMode.UNNECESSARY);
    } catch (ArithmeticException e) {
      throw judged(
          before,
          new CorruptionException(
              e, "A decimal has more digits than its column.", "column", column));
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  /** The digits of a decimal; where they are not at hand they are taken from the decimal. */
  long unscaled(long before, Column column, int ordinal) {
    long digits;
    try {
      int scale = source.table().columns().get(ordinal).type().scale();
      digits = source.unscaled(ordinal, scale);
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
    if (digits != RowView.UNFIT) {
      return digits;
    }
    BigInteger all = decimal(before, column, ordinal).unscaledValue();
    if (all.bitLength() >= Long.SIZE) {
      throw new IllegalUseException(
          "The decimal has more digits than a long can hold.", "column", column);
    }
    return all.longValue();
  }

  String string(long before, int ordinal) {
    try {
      return source
          .bytesBuffer(ordinal)
          .getStringWithoutLengthUtf8(source.bytesOffset(ordinal), source.bytesLength(ordinal));
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  byte[] bytes(long before, int ordinal) {
    try {
      byte[] copy = new byte[source.bytesLength(ordinal)];
      source.bytesBuffer(ordinal).getBytes(source.bytesOffset(ordinal), copy);
      return copy;
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  long uuidHigh(long before, int ordinal) {
    try {
      return source.uuidHigh(ordinal);
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  long uuidLow(long before, int ordinal) {
    try {
      return source.uuidLow(ordinal);
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  DirectBuffer bytesBuffer(long before, int ordinal) {
    try {
      return source.bytesBuffer(ordinal);
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  int bytesOffset(long before, int ordinal) {
    try {
      return source.bytesOffset(ordinal);
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  int bytesLength(long before, int ordinal) {
    try {
      return source.bytesLength(ordinal);
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  long stamp(long before) {
    try {
      return source.stamp();
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }
}
