package io.ashlar.rows.partition;

import io.ashlar.codec.key.KeyDecoder;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.valuetype.ValueType;
import io.ashlar.schema.Partitioning;
import io.ashlar.type.ValueKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** What partitions hold, as text. Stateless; allocates. */
final class PartitionNames {

  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private PartitionNames() {}

  static String of(PartitionRule rule, byte[] bound) {
    ValueKind kind = rule.kind(0);
    if (rule.isByValue()) {
      return value(kind, bound);
    }
    long number = PartitionRule.number(bound);
    if (rule.kind() == Partitioning.Kind.LIST) {
      return list(rule, kind, number);
    }
    return rule.isRange() ? number(kind, rule.firstOf(number)) : Long.toString(number);
  }

  private static String list(PartitionRule rule, ValueKind kind, long list) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rule.listedValues(); i++) {
      if (rule.listOfValue(i) == list) {
        byte[] key = new byte[rule.listedValue(i).capacity()];
        rule.listedValue(i).getBytes(0, key);
        text.append(text.isEmpty() ? "" : ", ").append(value(kind, key));
      }
    }
    return text.toString();
  }

  private static String value(ValueKind kind, byte[] key) {
    KeyDecoder decoder = new KeyDecoder().wrap(Flyweights.wrap(key), 0, key.length);
    ValueType type = ValueType.of(kind);
    return decoder.next(type, false) ? type.text(decoder, 0) : "null";
  }

  private static String number(ValueKind kind, long value) {
    if (kind == ValueKind.TIMESTAMP) {
      return Math.floorMod(value, MICROS_PER_DAY) == 0
          ? number(ValueKind.DATE, Math.floorDiv(value, MICROS_PER_DAY))
          : Instant.EPOCH.plus(value, ChronoUnit.MICROS).toString();
    }
    boolean day = value >= LocalDate.MIN.toEpochDay() && value <= LocalDate.MAX.toEpochDay();
    return kind == ValueKind.DATE && day
        ? LocalDate.ofEpochDay(value).toString()
        : Long.toString(value);
  }
}
