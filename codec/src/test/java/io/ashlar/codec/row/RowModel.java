package io.ashlar.codec.row;

import io.ashlar.codec.value.TestValues;
import io.ashlar.type.ValueKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Rows as plain values, and the way in and out of the codec. */
final class RowModel {

  record Sample(RowLayout layout, List<Object> values) {}

  private RowModel() {}

  static Arbitrary<Sample> samples() {
    return Arbitraries.of(ValueKind.class)
        .list()
        .ofMaxSize(12)
        .flatMap(
            kinds ->
                kinds.isEmpty()
                    ? Arbitraries.just(new Sample(layout(3, kinds), List.of()))
                    : Combinators.combine(kinds.stream().map(TestValues::orNull).toList())
                        .as(values -> new Sample(layout(3, kinds), new ArrayList<>(values))));
  }

  /** Column ids are 100, 101, ... */
  static RowLayout layout(int version, List<ValueKind> kinds) {
    int[] ids = new int[kinds.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = 100 + i;
    }
    return RowLayout.of(version, ids, kinds.toArray(new ValueKind[0]));
  }

  static int write(RowWriter writer, Sample sample) {
    writer.begin(sample.layout());
    for (int slot = 0; slot < sample.layout().slots(); slot++) {
      set(writer, sample.layout().kind(slot), slot, sample.values().get(slot));
    }
    return writer.finish();
  }

  static byte[] bytes(RowWriter writer) {
    byte[] bytes = new byte[writer.length()];
    writer.buffer().getBytes(0, bytes);
    return bytes;
  }

  static void set(RowWriter writer, ValueKind kind, int slot, Object value) {
    if (value == null) {
      writer.setNull(slot);
      return;
    }
    switch (kind) {
      case BOOLEAN -> writer.setBoolean(slot, (Boolean) value);
      case INT -> writer.setInt(slot, (Integer) value);
      case LONG, DATE, TIME, TIMESTAMP -> writer.setLong(slot, (Long) value);
      case FLOAT -> writer.setFloat(slot, (Float) value);
      case DOUBLE -> writer.setDouble(slot, (Double) value);
      case DECIMAL -> writer.setDecimal(slot, (BigDecimal) value);
      case STRING -> writer.setString(slot, (String) value);
      case BYTES -> writer.setBytes(slot, (byte[]) value);
      case UUID -> {
        UUID uuid = (UUID) value;
        writer.setUuid(slot, uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
      }
    }
  }

  static Object get(RowView view, int slot) {
    if (view.isNull(slot)) {
      return null;
    }
    return switch (view.layout().kind(slot)) {
      case BOOLEAN -> view.word(slot) != 0;
      case INT -> (int) view.word(slot);
      case LONG, DATE, TIME, TIMESTAMP -> view.word(slot);
      case FLOAT -> (float) view.real(slot);
      case DOUBLE -> view.real(slot);
      case DECIMAL -> view.decimal(slot);
      case STRING -> view.getString(slot);
      case BYTES -> {
        byte[] bytes = new byte[view.bytesLength(slot)];
        view.buffer().getBytes(view.bytesOffset(slot), bytes);
        yield bytes;
      }
      case UUID -> new UUID(view.uuidHigh(slot), view.uuidLow(slot));
    };
  }
}
