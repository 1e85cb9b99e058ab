package io.ashlar.rows.partition;

import io.ashlar.codec.key.KeyDecoder;
import io.ashlar.rows.predicate.ColumnValues;
import java.math.BigDecimal;
import org.agrona.DirectBuffer;

/**
 * The one column of a partition by list, or the number in another bound, as a row that predicates
 * can judge. A flyweight; one owner at a time.
 */
final class BoundValue implements ColumnValues {

  private final KeyDecoder decoder = new KeyDecoder();
  private DirectBuffer key;
  private int length;

  BoundValue wrap(DirectBuffer bytes, int count) {
    key = bytes;
    length = count;
    return this;
  }

  private KeyDecoder decoder() {
    return decoder.wrap(key, 0, length);
  }

  long number() {
    return decoder().nextLong(false);
  }

  @Override
  public boolean isNull(int ordinal) {
    return false;
  }

  @Override
  public long integer(int ordinal) {
    // A boolean in a key has one byte behind its marker, a number has eight.
    return length < Long.BYTES ? (decoder().nextBoolean(false) ? 1 : 0) : number();
  }

  @Override
  public double real(int ordinal) {
    return decoder().nextDouble(false);
  }

  @Override
  public BigDecimal decimal(int ordinal) {
    return decoder().nextDecimal(false);
  }

  @Override
  public long uuidHigh(int ordinal) {
    decoder().nextUuid(false);
    return decoder.msb();
  }

  @Override
  public long uuidLow(int ordinal) {
    decoder().nextUuid(false);
    return decoder.lsb();
  }

  @Override
  public DirectBuffer bytesBuffer(int ordinal) {
    return text().bytesBuffer();
  }

  @Override
  public int bytesOffset(int ordinal) {
    return text().bytesOffset();
  }

  @Override
  public int bytesLength(int ordinal) {
    return text().bytesLength();
  }

  private KeyDecoder text() {
    decoder().nextUtf8(false);
    return decoder;
  }
}
