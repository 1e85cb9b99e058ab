package io.ashlar.rows.face;

import io.ashlar.query.Column;
import io.ashlar.row.RowTarget;
import java.math.BigDecimal;
import java.util.List;
import org.agrona.DirectBuffer;

/** Takes values of any columns, and adds up what they come to. */
public final class AnyTarget extends RowTarget {

  private long sum;

  /**
   * Nothing yet.
   *
   * @param columns as a target has them
   */
  public AnyTarget(List<? extends Column> columns) {
    super(columns);
  }

  /**
   * What came.
   *
   * @return numbers as they are, lengths of bytes, 1 for a null
   */
  public long sum() {
    return sum;
  }

  @Override
  public void putNull(int column) {
    sum++;
  }

  @Override
  public void putWord(int column, long value) {
    sum += value;
  }

  @Override
  public void putReal(int column, double value) {
    sum += (long) value;
  }

  @Override
  public void putDecimal(int column, BigDecimal value) {
    sum += value.signum();
  }

  @Override
  public void putBytes(int column, DirectBuffer buffer, int offset, int length) {
    sum += length;
  }

  @Override
  public void putUuid(int column, long high, long low) {
    sum += high ^ low;
  }

  @Override
  public String toString() {
    return "values " + sum;
  }
}
