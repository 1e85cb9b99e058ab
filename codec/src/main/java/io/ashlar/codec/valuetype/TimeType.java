package io.ashlar.codec.valuetype;

import io.ashlar.codec.value.ValueForm;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.type.ValueKind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.LocalTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;

/** A time of day, as microseconds since midnight. Stateless. */
final class TimeType extends ValueType {

  private static final int NANOS_PER_MICRO = 1_000;
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  TimeType() {
    super(ValueKind.TIME, ValueForm.WORD, Long.BYTES, LocalTime.class);
  }

  @Override
  public String outOfRange() {
    return "The time of day is out of range.";
  }

  @Override
  public Object object(ValueReader from, int column) {
    return LocalTime.ofNanoOfDay(from.word(column) * NANOS_PER_MICRO);
  }

  @Override
  public long word(Object value) {
    return ((LocalTime) value).toNanoOfDay() / NANOS_PER_MICRO;
  }

  @Override
  public int side(Object value) {
    return Integer.signum(((LocalTime) value).get(ChronoField.NANO_OF_SECOND) % NANOS_PER_MICRO);
  }

  @Override
  public boolean holds(long word) {
    return word >= 0 && word < MICROS_PER_DAY;
  }

  @Override
  public Object written(Object normal) {
    return ((LocalTime) normal).truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public Object least() {
    return LocalTime.MIN;
  }

  @Override
  public String text(long word) {
    return holds(word)
        ? LocalTime.ofNanoOfDay(word * NANOS_PER_MICRO).toString()
        : "microsecond " + word;
  }

  @Override
  String literal(Object value) {
    return "TIME '" + value + "'";
  }

  @Override
  int tag() {
    return 9;
  }

  @Override
  void writeBody(DataOutputStream out, Object normal) throws IOException {
    out.writeLong(((LocalTime) normal).toNanoOfDay());
  }

  @Override
  Object readBody(DataInputStream in) throws IOException {
    return LocalTime.ofNanoOfDay(in.readLong());
  }
}
