package io.ashlar.bench.reads.engine;

import io.ashlar.bench.reads.data.RowDigest;
import io.ashlar.query.Column;
import io.ashlar.row.RowTarget;
import java.math.BigDecimal;
import java.util.List;
import org.agrona.DirectBuffer;

/** Gives the columns of rows of Ashlar to a digest, texts and bytes in place. */
final class DigestTarget extends RowTarget {

  private RowDigest digest;

  DigestTarget(List<Column> columns) {
    super(columns);
  }

  /** The digest that takes the columns from now on. */
  DigestTarget into(RowDigest next) {
    digest = next;
    return this;
  }

  @Override
  public void putWord(int column, long value) {
    digest.number(value);
  }

  @Override
  public void putBytes(int column, DirectBuffer buffer, int offset, int length) {
    digest.bytes(buffer, offset, length);
  }

  @Override
  public void putNull(int column) {
    throw unexpected(column);
  }

  @Override
  public void putReal(int column, double value) {
    throw unexpected(column);
  }

  @Override
  public void putDecimal(int column, BigDecimal value) {
    throw unexpected(column);
  }

  @Override
  public void putUuid(int column, long high, long low) {
    throw unexpected(column);
  }

  private IllegalStateException unexpected(int column) {
    return new IllegalStateException("no such value is stored: " + columns().get(column));
  }
}
