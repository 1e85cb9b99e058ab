package io.ashlar.codec.valuetype;

import io.ashlar.codec.value.ValueForm;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.type.ValueKind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** True or false, as 1 or 0. Stateless. */
final class BooleanType extends ValueType {

  BooleanType() {
    super(ValueKind.BOOLEAN, ValueForm.WORD, 1, Boolean.class);
  }

  @Override
  public Object object(ValueReader from, int column) {
    return from.word(column) != 0;
  }

  @Override
  public long word(Object value) {
    return (Boolean) value ? 1 : 0;
  }

  @Override
  public boolean holds(long word) {
    return word == 0 || word == 1;
  }

  @Override
  public Object least() {
    return false;
  }

  @Override
  public String text(long word) {
    return String.valueOf(word != 0);
  }

  @Override
  String literal(Object value) {
    return (Boolean) value ? "TRUE" : "FALSE";
  }

  @Override
  public Object parse(String text) {
    return Boolean.valueOf(text);
  }

  @Override
  int tag() {
    return 1;
  }

  @Override
  void writeBody(DataOutputStream out, Object normal) throws IOException {
    out.writeBoolean((Boolean) normal);
  }

  @Override
  Object readBody(DataInputStream in) throws IOException {
    int value = in.readUnsignedByte();
    expect(value <= 1, "boolean");
    return value == 1;
  }
}
