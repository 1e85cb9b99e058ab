package io.ashlar.codec.valuetype;

import io.ashlar.codec.value.ValueForm;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.type.ValueKind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** A whole number of 32 bits. Stateless. */
final class IntType extends ValueType {

  IntType() {
    super(ValueKind.INT, ValueForm.WORD, Long.BYTES, Integer.class);
  }

  @Override
  public ValueType family() {
    return of(ValueKind.LONG);
  }

  @Override
  public Object object(ValueReader from, int column) {
    return (int) from.word(column);
  }

  @Override
  public long word(Object value) {
    return ((Number) value).longValue();
  }

  @Override
  public boolean holds(long word) {
    return word == (int) word;
  }

  @Override
  public Object normal(Object value) {
    return family().normal(value);
  }

  @Override
  public Object declared(Object normal) {
    return normal instanceof Long whole && holds(whole) ? (Object) whole.intValue() : normal;
  }

  @Override
  public boolean fits(Object normal, int precision, int scale) {
    return holds((Long) normal);
  }

  @Override
  public Object least() {
    return family().least();
  }

  @Override
  public String text(long word) {
    return family().text(word);
  }

  @Override
  public Object parse(String text) {
    return Integer.valueOf(text);
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
