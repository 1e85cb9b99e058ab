package io.ashlar.codec.valuetype;

import io.ashlar.codec.value.ValueForm;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.type.ValueKind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** A whole number of 64 bits. Stateless. */
final class LongType extends ValueType {

  LongType() {
    super(ValueKind.LONG, ValueForm.WORD, Long.BYTES, Long.class);
  }

  @Override
  public boolean takes(Object value) {
    return value instanceof Long || value instanceof Integer;
  }

  @Override
  public Object object(ValueReader from, int column) {
    return from.word(column);
  }

  @Override
  public long word(Object value) {
    return ((Number) value).longValue();
  }

  @Override
  public Object normal(Object value) {
    if (value instanceof Integer whole) {
      return whole.longValue();
    }
    return value instanceof Long ? value : null;
  }

  @Override
  public Object least() {
    return Long.MIN_VALUE;
  }

  @Override
  public String text(long word) {
    return Long.toString(word);
  }

  @Override
  public Object parse(String text) {
    return Long.valueOf(text);
  }

  @Override
  int tag() {
    return 2;
  }

  @Override
  void writeBody(DataOutputStream out, Object normal) throws IOException {
    out.writeLong((Long) normal);
  }

  @Override
  Object readBody(DataInputStream in) throws IOException {
    return in.readLong();
  }
}
