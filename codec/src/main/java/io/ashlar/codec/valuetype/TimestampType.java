package io.ashlar.codec.valuetype;

import io.ashlar.codec.value.Timestamps;
import io.ashlar.codec.value.ValueForm;
import io.ashlar.codec.value.ValueReader;
import io.ashlar.type.ValueKind;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** An instant, as microseconds since 1970. Stateless. */
final class TimestampType extends ValueType {

  TimestampType() {
    super(ValueKind.TIMESTAMP, ValueForm.WORD, Long.BYTES, Instant.class);
  }

  @Override
  public String outOfRange() {
    return "The instant is out of range.";
  }

  @Override
  public Object object(ValueReader from, int column) {
    return Instant.EPOCH.plus(from.word(column), ChronoUnit.MICROS);
  }

  @Override
  public long word(Object value) {
    Instant instant = (Instant) value;
    if (instant.isAfter(Timestamps.LAST)) {
      return Long.MAX_VALUE;
    }
    return instant.isBefore(Timestamps.FIRST) ? Long.MIN_VALUE : Timestamps.toMicros(instant);
  }

  @Override
  public int side(Object value) {
    Instant instant = (Instant) value;
    if (instant.isBefore(Timestamps.FIRST)) {
      return -1;
    }
    return instant.isAfter(Timestamps.LAST)
            || !instant.equals(instant.truncatedTo(ChronoUnit.MICROS))
        ? 1
        : 0;
  }

  @Override
  public Object written(Object normal) {
    return ((Instant) normal).truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public boolean fits(Object normal, int precision, int scale) {
    Instant instant = (Instant) normal;
    return !instant.isBefore(Timestamps.FIRST) && !instant.isAfter(Timestamps.LAST);
  }

  @Override
  public Object least() {
    return Timestamps.FIRST;
  }

  @Override
  public String text(long word) {
    return Instant.EPOCH.plus(word, ChronoUnit.MICROS).toString();
  }

  @Override
  String literal(Object value) {
    return "TIMESTAMP '" + value + "'";
  }

  @Override
  int tag() {
    return 10;
  }

  @Override
  void writeBody(DataOutputStream out, Object normal) throws IOException {
    Instant instant = (Instant) normal;
    out.writeLong(instant.getEpochSecond());
    out.writeInt(instant.getNano());
  }

  @Override
  Object readBody(DataInputStream in) throws IOException {
    long second = in.readLong();
    int nano = in.readInt();
    expect(nano >= 0 && nano < 1_000_000_000, "instant");
    return Instant.ofEpochSecond(second, nano);
  }
}
