package io.ashlar.rows.row;

import io.ashlar.codec.value.ValueForm;
import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.error.CorruptionException;
import io.ashlar.error.IllegalUseException;
import io.ashlar.query.Column;
import io.ashlar.type.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.agrona.DirectBuffer;

/**
 * The columns of a window's source, for getters. When a thread that has no business there moves the
 * window while a getter reads, the bytes are not those of a row any more, and whatever is found in
 * them says nothing: neither that a row is damaged nor that an index is out of bounds. Such a
 * failure is told as what it is; a way without cost to those who keep to their own readers.
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
      return new IllegalUseException(failure, "The reader was moved by another thread.");
    }
    window.requirePosition();
    return failure;
  }

  boolean isNull(int ordinal) {
    long before = window.generation();
    try {
      return source.isNull(ordinal);
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  long word(int ordinal) {
    long before = window.generation();
    try {
      return source.word(ordinal);
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  double real(int ordinal) {
    long before = window.generation();
    try {
      return source.real(ordinal);
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  /** A number of a column that holds ints. */
  int narrow(Column column, int ordinal) {
    long before = window.generation();
    long value = word(ordinal);
    if ((int) value != value) {
      if (source.table().columns().get(ordinal).type().equals(ColumnType.LONG)) {
        throw judged(before, RowWindow.tooWide(column, value));
      }
      throw judged(before, outOfRange(column, value));
    }
    return (int) value;
  }

  private static CorruptionException outOfRange(Column column, long value) {
    return new CorruptionException(
        "A number is out of the range of its column.", "column", column, "value", value);
  }

  /** A value that is not null, as an object of the Java type of its column. */
  Object object(Column column, ValueType type, int ordinal) {
    if (type.form() == ValueForm.DECIMAL) {
      return decimal(column, ordinal);
    }
    long before = window.generation();
    try {
      if (type.form() == ValueForm.WORD && !type.holds(source.word(ordinal))) {
        throw outOfRange(column, source.word(ordinal));
      }
      return type.object(source, ordinal);
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  BigDecimal decimal(Column column, int ordinal) {
    long before = window.generation();
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

  String string(int ordinal) {
    long before = window.generation();
    try {
      return source
          .bytesBuffer(ordinal)
          .getStringWithoutLengthUtf8(source.bytesOffset(ordinal), source.bytesLength(ordinal));
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  byte[] bytes(int ordinal) {
    long before = window.generation();
    try {
      byte[] copy = new byte[source.bytesLength(ordinal)];
      source.bytesBuffer(ordinal).getBytes(source.bytesOffset(ordinal), copy);
      return copy;
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  long uuidHigh(int ordinal) {
    long before = window.generation();
    try {
      return source.uuidHigh(ordinal);
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  long uuidLow(int ordinal) {
    long before = window.generation();
    try {
      return source.uuidLow(ordinal);
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  DirectBuffer bytesBuffer(int ordinal) {
    long before = window.generation();
    try {
      return source.bytesBuffer(ordinal);
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  int bytesOffset(int ordinal) {
    long before = window.generation();
    try {
      return source.bytesOffset(ordinal);
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  int bytesLength(int ordinal) {
    long before = window.generation();
    try {
      return source.bytesLength(ordinal);
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  long stamp() {
    long before = window.generation();
    try {
      return source.stamp();
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }
}
