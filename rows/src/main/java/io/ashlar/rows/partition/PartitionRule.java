package io.ashlar.rows.partition;

import io.ashlar.codec.key.KeyDecoder;
import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.value.ValueKind;
import io.ashlar.rows.catalog.PartitionScheme;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.schema.Partitioning;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Which partition a row belongs to, by its encoded columns. Immutable and shared; nothing here
 * allocates but what says so.
 */
public final class PartitionRule {

  /** Answers that no partition takes the value. */
  static final int NO_LIST = -1;

  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final int MONTHS_PER_YEAR = 12;

  // FNV-1a, 64 bits: the bucket of a row is where it is stored, so these never change.
  private static final long HASH_START = 0xCBF29CE484222325L;
  private static final long HASH_PRIME = 0x100000001B3L;

  private final PartitionScheme scheme;
  private final ValueKind[] kinds;

  private final int[] ordinals;

  /** Listed values as keys, in their order, and the list of each. */
  private final UnsafeBuffer[] listed;

  private final int[] listOf;

  /**
   * The rule of a table.
   *
   * @param table a table with partitions
   */
  public PartitionRule(TableDefinition table) {
    this.scheme = table.partitions();
    this.ordinals = table.partitionColumns();
    this.kinds = new ValueKind[ordinals.length];
    for (int i = 0; i < ordinals.length; i++) {
      kinds[i] = table.columns().get(ordinals[i]).type().kind();
    }
    record Listed(UnsafeBuffer key, int list) {}

    List<Listed> all = new ArrayList<>();
    List<List<Object>> lists = table.schema().partitioning().lists();
    for (int list = 0; list < lists.size(); list++) {
      for (Object value : lists.get(list)) {
        all.add(new Listed(key(value), list));
      }
    }
    all.sort(Comparator.comparing(Listed::key, PartitionRule::compare));
    listed = all.stream().map(Listed::key).toArray(UnsafeBuffer[]::new);
    listOf = all.stream().mapToInt(Listed::list).toArray();
  }

  private static int compare(DirectBuffer a, DirectBuffer b) {
    return UnsignedBytes.compare(a, 0, a.capacity(), b, 0, b.capacity());
  }

  /** A value of a list as it is in keys; allocates. */
  private static UnsafeBuffer key(Object value) {
    KeyEncoder key = new KeyEncoder().resetEmpty();
    if (value instanceof Boolean b) {
      key.putBoolean(b, false);
    } else if (value instanceof Number number) {
      key.putLong(number.longValue(), false);
    } else if (value instanceof LocalDate date) {
      key.putLong(date.toEpochDay(), false);
    } else if (value instanceof UUID uuid) {
      key.putUuid(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits(), false);
    } else {
      key.putString((String) value, false);
    }
    byte[] bytes = new byte[key.length()];
    key.buffer().getBytes(0, bytes);
    return new UnsafeBuffer(bytes);
  }

  PartitionScheme scheme() {
    return scheme;
  }

  /**
   * How rows are divided.
   *
   * @return the kind
   */
  public Partitioning.Kind kind() {
    return scheme.kind();
  }

  /** Whether partitions are ranges of one column. */
  boolean isRange() {
    return kind() != Partitioning.Kind.LIST && kind() != Partitioning.Kind.HASH;
  }

  /** Whether each value of the column has its own partition. */
  boolean isByValue() {
    return kind() == Partitioning.Kind.LIST && listed.length == 0;
  }

  /** How many partitions there are from the beginning; 0 when they are made as they are needed. */
  int fixed() {
    return switch (kind()) {
      case HASH -> (int) scheme.size();
      case LIST -> lists();
      default -> 0;
    };
  }

  private int lists() {
    int most = 0;
    for (int list : listOf) {
      most = Math.max(most, list + 1);
    }
    return most;
  }

  /** The columns that decide, in declared order. */
  int[] ordinals() {
    return ordinals;
  }

  ValueKind kind(int column) {
    return kinds[column];
  }

  /** The column whose values rise from partition to partition, or -1. */
  int orderedBy() {
    return isRange() || isByValue() ? ordinals[0] : -1;
  }

  /** The list that a value belongs to, or {@link #NO_LIST}. */
  int listOf(DirectBuffer key, int offset, int length) {
    int low = 0;
    int high = listed.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      UnsafeBuffer at = listed[middle];
      int order = UnsignedBytes.compare(at, 0, at.capacity(), key, offset, length);
      if (order == 0) {
        return listOf[middle];
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return NO_LIST;
  }

  /** How many values are listed. */
  int listedValues() {
    return listed.length;
  }

  DirectBuffer listedValue(int index) {
    return listed[index];
  }

  int listOfValue(int index) {
    return listOf[index];
  }

  long bucket(DirectBuffer columns, int length) {
    long hash = HASH_START;
    for (int i = 0; i < length; i++) {
      hash = (hash ^ (columns.getByte(i) & 0xFF)) * HASH_PRIME;
    }
    // The low bits of FNV alone depend on the low bits of the bytes alone.
    return Long.remainderUnsigned(hash ^ (hash >>> 32), scheme.size());
  }

  /** The number of the range that a value lies in. */
  long range(long value) {
    return switch (kind()) {
      case NUMBERS -> Math.floorDiv(value, scheme.size());
      case TIME -> Math.floorDiv(value, isDate() ? scheme.size() / MICROS_PER_DAY : scheme.size());
      default ->
          Math.floorDiv(
              month(isDate() ? value : Math.floorDiv(value, MICROS_PER_DAY)), scheme.size());
    };
  }

  /** The first value of a range; the nearest long where that is none. */
  long firstOf(long range) {
    return switch (kind()) {
      case NUMBERS -> times(range, scheme.size());
      case TIME -> times(range, isDate() ? scheme.size() / MICROS_PER_DAY : scheme.size());
      default -> {
        long day = firstDay(times(range, scheme.size()));
        yield isDate() ? day : times(day, MICROS_PER_DAY);
      }
    };
  }

  private boolean isDate() {
    return kinds[0] == ValueKind.DATE;
  }

  private static long times(long a, long b) {
    long high = Math.multiplyHigh(a, b);
    long low = a * b;
    if (high == low >> (Long.SIZE - 1)) {
      return low;
    }
    return high < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  /** Months since January 1970 of a day, in the calendar that goes on for ever both ways. */
  private static long month(long epochDay) {
    // Counted from March of the year 0, where the leap day ends a year; 400 years are one era.
    long day = epochDay + 719_468;
    long era = Math.floorDiv(day, 146_097L);
    long ofEra = day - era * 146_097;
    long year = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365;
    long ofYear = ofEra - (365 * year + year / 4 - year / 100);
    long fromMarch = (5 * ofYear + 2) / 153;
    return ((year + era * 400) - 1_970) * MONTHS_PER_YEAR + fromMarch + 2;
  }

  private static long firstDay(long month) {
    long fromMarch = month + 1_970L * MONTHS_PER_YEAR - 2;
    long year = Math.floorDiv(fromMarch, (long) MONTHS_PER_YEAR);
    long era = Math.floorDiv(year, 400L);
    long ofEra = year - era * 400;
    long ofYear = (153 * Math.floorMod(fromMarch, (long) MONTHS_PER_YEAR) + 2) / 5;
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468;
  }

  /** When the last time of a range is over, in microseconds since 1970; of ranges of time alone. */
  long endMicros(long range) {
    long end = firstOf(range == Long.MAX_VALUE ? range : range + 1);
    return isDate() ? times(end, MICROS_PER_DAY) : end;
  }

  /** The range that an instant lies in; of ranges of time alone. */
  long rangeOfMicros(long micros) {
    return range(isDate() ? Math.floorDiv(micros, MICROS_PER_DAY) : micros);
  }

  /** The number that a bound stands for; not by value. */
  static long number(byte[] bound) {
    return new KeyDecoder().wrap(new UnsafeBuffer(bound), 0, bound.length).nextLong(false);
  }
}
