package io.ashlar.codec.valuetype;

import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.value.ValueReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.agrona.DirectBuffer;

/**
 * Constants that are read as the columns of a row are. Allocates for texts and bytes; whoever reads
 * many rows has them in a row. Immutable.
 */
public final class Constants implements ValueReader {

  private final ValueType[] types;
  private final Object[] values;

  /**
   * Around some constants.
   *
   * @param types the type of each; not copied
   * @param values each in normal form or the Java type of its column, or null; not copied
   */
  public Constants(ValueType[] types, Object[] values) {
    this.types = types;
    this.values = values;
  }

  @Override
  public boolean isNull(int column) {
    return values[column] == null;
  }

  @Override
  public long word(int column) {
    return types[column].word(values[column]);
  }

  @Override
  public double real(int column) {
    return ((Number) values[column]).doubleValue();
  }

  @Override
  public BigDecimal decimal(int column) {
    return (BigDecimal) values[column];
  }

  @Override
  public long uuidHigh(int column) {
    return ((UUID) values[column]).getMostSignificantBits();
  }

  @Override
  public long uuidLow(int column) {
    return ((UUID) values[column]).getLeastSignificantBits();
  }

  @Override
  public DirectBuffer bytesBuffer(int column) {
    return Flyweights.wrap(bytes(column));
  }

  @Override
  public int bytesOffset(int column) {
    return 0;
  }

  @Override
  public int bytesLength(int column) {
    return bytes(column).length;
  }

  private byte[] bytes(int column) {
    Object value = values[column];
    return value instanceof byte[] bytes
        ? bytes
        : value.toString().getBytes(StandardCharsets.UTF_8);
  }
}
