package io.ashlar.torture.handles;

import io.ashlar.query.Column;
import io.ashlar.row.RowTarget;
import java.math.BigDecimal;
import java.util.List;
import org.agrona.DirectBuffer;

/** Takes one column, and looks at what it is given. */
final class CountingTarget extends RowTarget {

  private long seen;

  CountingTarget(Column column) {
    super(List.of(column));
  }

  @Override
  public void putNull(int column) {
    seen++;
  }

  @Override
  public void putWord(int column, long value) {
    seen += value;
  }

  @Override
  public void putReal(int column, double value) {
    seen += Double.doubleToLongBits(value);
  }

  @Override
  public void putDecimal(int column, BigDecimal value) {
    seen += value.signum();
  }

  @Override
  public void putBytes(int column, DirectBuffer buffer, int offset, int length) {
    seen += buffer.capacity() + offset + length;
  }

  @Override
  public void putUuid(int column, long high, long low) {
    seen += high ^ low;
  }

  @Override
  public String toString() {
    return "seen " + seen;
  }
}
