package io.ashlar.codec.valuetype;

import io.ashlar.codec.value.ValueForm;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.type.ValueKind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** A floating-point number of 32 bits. Stateless. */
final class FloatType extends ValueType {

  FloatType() {
    super(ValueKind.FLOAT, ValueForm.REAL, Long.BYTES, Float.class);
  }

  @Override
  public ValueType family() {
    return of(ValueKind.DOUBLE);
  }

  @Override
  public Object object(ValueReader from, int column) {
    return (float) from.real(column);
  }

  @Override
  public Object normal(Object value) {
    return family().normal(value);
  }

  @Override
  public Object declared(Object normal) {
    return normal instanceof Double real && isFloat(real) ? (Object) real.floatValue() : normal;
  }

  @Override
  public boolean fits(Object normal, int precision, int scale) {
    return isFloat((Double) normal);
  }

  private static boolean isFloat(double value) {
    return Double.compare((float) value, value) == 0;
  }

  @Override
  public Object least() {
    return family().least();
  }

  @Override
  public String text(ValueReader from, int column) {
    return family().text(from, column);
  }

  @Override
  int tag() {
    return family().tag();
  }

  @Override
  void writeBody(DataOutputStream out, Object normal) throws IOException {
    family().writeBody(out, normal);
  }

  @Override
  Object readBody(DataInputStream in) throws IOException {
    return family().readBody(in);
  }
}
