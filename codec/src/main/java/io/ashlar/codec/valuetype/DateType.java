package io.ashlar.codec.valuetype;

import io.ashlar.codec.value.ValueForm;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.type.ValueKind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.LocalDate;

/** A day, as days since 1970-01-01, of which columns hold those that are an int. Stateless. */
final class DateType extends ValueType {

  DateType() {
    super(ValueKind.DATE, ValueForm.WORD, Long.BYTES, LocalDate.class);
  }

  @Override
  public String outOfRange() {
    return "The date is out of range.";
  }

  @Override
  public Object object(ValueReader from, int column) {
    return LocalDate.ofEpochDay(from.word(column));
  }

  @Override
  public long word(Object value) {
    return ((LocalDate) value).toEpochDay();
  }

  @Override
  public boolean holds(long word) {
    return word == (int) word;
  }

  @Override
  public boolean fits(Object normal, int precision, int scale) {
    return holds(word(normal));
  }

  @Override
  public Object least() {
    return LocalDate.ofEpochDay(Integer.MIN_VALUE);
  }

  @Override
  public String text(long word) {
    boolean known = word >= LocalDate.MIN.toEpochDay() && word <= LocalDate.MAX.toEpochDay();
    return known ? LocalDate.ofEpochDay(word).toString() : "day " + word;
  }

  @Override
  String literal(Object value) {
    return "DATE '" + value + "'";
  }

  @Override
  public Object parse(String text) {
    return LocalDate.parse(text);
  }

  @Override
  int tag() {
    return 8;
  }

  @Override
  void writeBody(DataOutputStream out, Object normal) throws IOException {
    out.writeLong(word(normal));
  }

  @Override
  Object readBody(DataInputStream in) throws IOException {
    return LocalDate.ofEpochDay(in.readLong());
  }
}
