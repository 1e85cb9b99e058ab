package io.ashlar.codec.valuetype;

import io.ashlar.codec.value.ValueForm;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.type.ValueKind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.UUID;

/** 128 bits. Stateless. */
final class UuidType extends ValueType {

  UuidType() {
    super(ValueKind.UUID, ValueForm.UUID, 2 * Long.BYTES, UUID.class);
  }

  @Override
  public Object object(ValueReader from, int column) {
    return new UUID(from.uuidHigh(column), from.uuidLow(column));
  }

  @Override
  public Object least() {
    return new UUID(0, 0);
  }

  @Override
  public String text(ValueReader from, int column) {
    return object(from, column).toString();
  }

  @Override
  String literal(Object value) {
    return "UUID '" + value + "'";
  }

  @Override
  public Object parse(String text) {
    return UUID.fromString(text);
  }

  @Override
  int tag() {
    return 7;
  }

  @Override
  void writeBody(DataOutputStream out, Object normal) throws IOException {
    out.writeLong(((UUID) normal).getMostSignificantBits());
    out.writeLong(((UUID) normal).getLeastSignificantBits());
  }

  @Override
  Object readBody(DataInputStream in) throws IOException {
    return new UUID(in.readLong(), in.readLong());
  }
}
