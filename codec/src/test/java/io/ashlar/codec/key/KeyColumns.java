package io.ashlar.codec.key;

import io.ashlar.codec.value.TestValues;
import io.ashlar.type.ValueKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.agrona.DirectBuffer;

/** Random composite keys as plain values, their order, and the way in and out of the codec. */
final class KeyColumns {

  record Column(ValueKind kind, boolean descending) {}

  record Pair(List<Column> columns, List<Object> first, List<Object> second) {}

  private KeyColumns() {}

  static Arbitrary<List<Column>> columns() {
    return Combinators.combine(Arbitraries.of(ValueKind.class), Arbitraries.of(true, false))
        .as(Column::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5);
  }

  static Arbitrary<List<Object>> values(List<Column> columns) {
    return Combinators.combine(
            columns.stream().map(column -> TestValues.orNull(column.kind())).toList())
        .as(ArrayList::new);
  }

  /** Two keys of the same columns, the second one often with a beginning of the first. */
  static Arbitrary<Pair> pairs() {
    return columns()
        .flatMap(
            columns ->
                Combinators.combine(
                        values(columns),
                        values(columns),
                        Arbitraries.integers().between(0, columns.size()))
                    .as((first, second, shared) -> pair(columns, first, second, shared)));
  }

  static Arbitrary<Pair> singles() {
    return pairs().map(pair -> new Pair(pair.columns(), pair.first(), pair.first()));
  }

  private static Pair pair(
      List<Column> columns, List<Object> first, List<Object> second, int shared) {
    List<Object> mixed = new ArrayList<>(first.subList(0, shared));
    mixed.addAll(second.subList(shared, second.size()));
    return new Pair(columns, first, mixed);
  }

  static int compare(Pair pair) {
    for (int i = 0; i < pair.columns().size(); i++) {
      Column column = pair.columns().get(i);
      int order = TestValues.compare(column.kind(), pair.first().get(i), pair.second().get(i));
      if (order != 0) {
        return column.descending() ? -order : order;
      }
    }
    return 0;
  }

  static byte[] encode(List<Column> columns, List<Object> values) {
    KeyEncoder encoder = new KeyEncoder().resetEmpty();
    for (int i = 0; i < columns.size(); i++) {
      put(encoder, columns.get(i), values.get(i));
    }
    return bytes(encoder);
  }

  static byte[] bytes(KeyEncoder encoder) {
    byte[] bytes = new byte[encoder.length()];
    encoder.buffer().getBytes(0, bytes);
    return bytes;
  }

  static void put(KeyEncoder encoder, Column column, Object value) {
    boolean descending = column.descending();
    if (value == null) {
      encoder.putNull(descending);
      return;
    }
    switch (column.kind()) {
      case BOOLEAN -> encoder.putBoolean((Boolean) value, descending);
      case INT -> encoder.putLong((Integer) value, descending);
      case LONG, DATE, TIME, TIMESTAMP -> encoder.putLong((Long) value, descending);
      case FLOAT -> encoder.putDouble((Float) value, descending);
      case DOUBLE -> encoder.putDouble((Double) value, descending);
      case DECIMAL -> encoder.putDecimal((BigDecimal) value, descending);
      case STRING -> encoder.putString((String) value, descending);
      case BYTES -> encoder.putBytes((byte[]) value, descending);
      case UUID -> {
        UUID uuid = (UUID) value;
        encoder.putUuid(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits(), descending);
      }
    }
  }

  static Object next(KeyDecoder decoder, Column column) {
    boolean descending = column.descending();
    if (decoder.nextIsNull(descending)) {
      return null;
    }
    return switch (column.kind()) {
      case BOOLEAN -> decoder.nextBoolean(descending);
      case INT -> (int) decoder.nextLong(descending);
      case LONG, DATE, TIME, TIMESTAMP -> decoder.nextLong(descending);
      case FLOAT -> (float) decoder.nextDouble(descending);
      case DOUBLE -> decoder.nextDouble(descending);
      case DECIMAL -> decoder.nextDecimal(descending);
      case STRING -> decoder.nextString(descending);
      case BYTES -> {
        decoder.nextBytes(descending);
        DirectBuffer source = decoder.bytesBuffer();
        byte[] bytes = new byte[decoder.bytesLength()];
        source.getBytes(decoder.bytesOffset(), bytes);
        yield bytes;
      }
      case UUID -> {
        decoder.nextUuid(descending);
        yield new UUID(decoder.msb(), decoder.lsb());
      }
    };
  }
}
