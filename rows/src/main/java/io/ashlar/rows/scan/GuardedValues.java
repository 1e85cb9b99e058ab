package io.ashlar.rows.scan;

import io.ashlar.error.IllegalUseException;
import io.ashlar.rows.predicate.ColumnValues;
import java.math.BigDecimal;
import org.agrona.DirectBuffer;

/**
 * The columns of a window's source, for getters. When a thread that has no business there moves the
 * window while a getter reads, the bytes are not those of a row any more, and whatever is found in
 * them says nothing: neither that a row is damaged nor that an index is out of bounds. Such a
 * failure is told as what it is; a way without cost to those who keep to their own readers.
 */
final class GuardedValues implements ColumnValues {

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

  @Override
  public boolean isNull(int ordinal) {
    long before = window.generation();
    try {
      return source.isNull(ordinal);
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  @Override
  public long integer(int ordinal) {
    long before = window.generation();
    try {
      return source.integer(ordinal);
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  @Override
  public double real(int ordinal) {
    long before = window.generation();
    try {
      return source.real(ordinal);
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  @Override
  public BigDecimal decimal(int ordinal) {
    long before = window.generation();
    try {
      return source.decimal(ordinal);
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  @Override
  public long uuidHigh(int ordinal) {
    long before = window.generation();
    try {
      return source.uuidHigh(ordinal);
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  @Override
  public long uuidLow(int ordinal) {
    long before = window.generation();
    try {
      return source.uuidLow(ordinal);
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  @Override
  public DirectBuffer bytesBuffer(int ordinal) {
    long before = window.generation();
    try {
      return source.bytesBuffer(ordinal);
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  @Override
  public int bytesOffset(int ordinal) {
    long before = window.generation();
    try {
      return source.bytesOffset(ordinal);
    } catch (RuntimeException e) {
      throw judged(before, e);
    }
  }

  @Override
  public int bytesLength(int ordinal) {
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
