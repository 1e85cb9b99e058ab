package io.ashlar.codec.valuetype;

import io.ashlar.codec.value.ValueForm;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.type.ValueKind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** A floating-point number of 64 bits. Stateless. */
final class DoubleType extends ValueType {

  DoubleType() {
    super(ValueKind.DOUBLE, ValueForm.REAL, Long.BYTES, Double.class);
  }

  @Override
  public boolean takes(Object value) {
    return value instanceof Double || value instanceof Float;
  }

  @Override
  public Object object(ValueReader from, int column) {
    return from.real(column);
  }

  @Override
  public Object normal(Object value) {
    if (value instanceof Float || value instanceof Double) {
      // Adding positive zero takes the sign of a negative one.
      return ((Number) value).doubleValue() + 0.0d;
    }
    if (value instanceof Integer || value instanceof Long) {
      long whole = ((Number) value).longValue();
      boolean exact = (long) (double) whole == whole && whole != Long.MAX_VALUE;
      return exact ? (Object) (double) whole : null;
    }
    return null;
  }

  @Override
  public Object least() {
    return Double.NEGATIVE_INFINITY;
  }

  @Override
  public String text(ValueReader from, int column) {
    return Double.toString(from.real(column));
  }

  @Override
  int tag() {
    return 3;
  }

  @Override
  void writeBody(DataOutputStream out, Object normal) throws IOException {
    out.writeDouble((Double) normal);
  }

  @Override
  Object readBody(DataInputStream in) throws IOException {
    long bits = in.readLong();
    double value = Double.longBitsToDouble(bits);
    expect(Double.doubleToLongBits(value + 0.0d) == bits, "real");
    return value;
  }
}
