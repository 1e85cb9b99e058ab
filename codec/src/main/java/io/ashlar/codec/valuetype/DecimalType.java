package io.ashlar.codec.valuetype;

import io.ashlar.codec.value.Decimals;
import io.ashlar.codec.value.ValueForm;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.type.ColumnType;
import io.ashlar.type.ValueKind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/** A decimal number. Stateless. */
final class DecimalType extends ValueType {

  DecimalType() {
    super(ValueKind.DECIMAL, ValueForm.DECIMAL, VARIABLE, BigDecimal.class);
  }

  @Override
  public boolean takes(Object value) {
    return value instanceof BigDecimal
        || value instanceof BigInteger
        || value instanceof Integer
        || value instanceof Long;
  }

  @Override
  public Object object(ValueReader from, int column) {
    return from.decimal(column);
  }

  @Override
  public Object normal(Object value) {
    if (value instanceof Integer || value instanceof Long) {
      return Decimals.stripped(BigDecimal.valueOf(((Number) value).longValue()));
    }
    if (value instanceof BigInteger whole) {
      return Decimals.stripped(new BigDecimal(whole));
    }
    return value instanceof BigDecimal decimal ? Decimals.stripped(decimal) : null;
  }

  @Override
  public boolean fits(Object normal, int precision, int scale) {
    BigDecimal decimal = (BigDecimal) normal;
    return decimal.signum() == 0
        || (decimal.scale() <= scale
            && (long) decimal.precision() - decimal.scale() <= precision - scale);
  }

  @Override
  public Object least() {
    return null;
  }

  @Override
  public String text(ValueReader from, int column) {
    return from.decimal(column).toString();
  }

  @Override
  String literal(Object value) {
    BigDecimal decimal = (BigDecimal) value;
    // What no column can hold may have more zeros than a text.
    return Math.abs((long) decimal.scale()) > ColumnType.MAX_PRECISION
        ? decimal.toString()
        : decimal.toPlainString();
  }

  @Override
  int tag() {
    return 4;
  }

  @Override
  void writeBody(DataOutputStream out, Object normal) throws IOException {
    BigDecimal decimal = (BigDecimal) normal;
    out.writeInt(decimal.scale());
    writeBytes(out, decimal.unscaledValue().toByteArray());
  }

  @Override
  Object readBody(DataInputStream in) throws IOException {
    int scale = in.readInt();
    byte[] unscaled = readBytes(in);
    expect(unscaled.length > 0, "decimal");
    BigInteger integer = new BigInteger(unscaled);
    expect(integer.bitLength() / 8 + 1 == unscaled.length, "decimal");
    BigDecimal value = new BigDecimal(integer, scale);
    expect(Decimals.stripped(value).scale() == scale, "decimal");
    return value;
  }
}
