package io.ashlar.rows.partition;

import io.ashlar.codec.key.KeyDecoder;
import io.ashlar.codec.key.KeyEncoder;
import io.ashlar.codec.key.UnsignedBytes;
import io.ashlar.codec.memory.Flyweights;
import io.ashlar.codec.value.Timestamps;
import io.ashlar.rows.catalog.TableDefinition;
import io.ashlar.rows.catalog.format.PartitionScheme;
import io.ashlar.schema.Partitioning;
import io.ashlar.type.ValueKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Which partition a row belongs to, by its encoded columns. Where these stand in a row it does not
 * say: that changes with the schema, and transactions that see the table as it was have the same
 * rule. Immutable and shared; nothing here allocates but what says so.
 */
public final class PartitionRule {

  /** Answers that no partition takes the value. */
  static final int NO_LIST = -1;

  private static final long SECONDS_PER_DAY = 86_400;
  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final int MONTHS_PER_YEAR = 12;

  // FNV-1a, 64 bits: the bucket of a row is where it is stored, so these never change.
  private static final long HASH_START = 0xCBF29CE484222325L;
  private static final long HASH_PRIME = 0x100000001B3L;

  private final PartitionScheme scheme;
  private final ValueKind[] kinds;

  /** Listed values as keys, in their order, and the list of each. */
  private final MutableDirectBuffer[] listed;

  private final int[] listOf;

  /**
   * The rule of a table.
   *
   * @param table a table with partitions
   */
  public PartitionRule(TableDefinition table) {
    this.scheme = table.partitions();
    int[] ordinals = table.partitionColumns();
    this.kinds = new ValueKind[ordinals.length];
    for (int i = 0; i < ordinals.length; i++) {
      kinds[i] = table.columns().get(ordinals[i]).type().kind();
    }
    record Listed(MutableDirectBuffer key, int list) {}

    List<Listed> all = new ArrayList<>();
    List<List<Object>> lists = table.schema().partitioning().lists();
    for (int list = 0; list < lists.size(); list++) {
      for (Object value : lists.get(list)) {
        all.add(new Listed(key(value), list));
      }
    }
    all.sort(Comparator.comparing(Listed::key, PartitionRule::compare));
    listed = all.stream().map(Listed::key).toArray(MutableDirectBuffer[]::new);
    listOf = all.stream().mapToInt(Listed::list).toArray();
  }

  private static int compare(DirectBuffer a, DirectBuffer b) {
    return UnsignedBytes.compare(a, 0, a.capacity(), b, 0, b.capacity());
  }

  /** A value of a list as it is in keys; allocates. */
  private static MutableDirectBuffer key(Object value) {
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
    return Flyweights.wrap(bytes);
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

  ValueKind kind(int column) {
    return kinds[column];
  }

  /** Whether the values of the column that decides rise from partition to partition. */
  boolean isOrdered() {
    return isRange() || isByValue();
  }

  /** The list that a value belongs to, or {@link #NO_LIST}. */
  int listOf(DirectBuffer key, int offset, int length) {
    int low = 0;
    int high = listed.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      MutableDirectBuffer at = listed[middle];
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

  /** Whether the last time of a range is over at an instant; of ranges of time alone. */
  boolean isOver(long range, Instant at) {
    // Dates go on where microseconds have ended, and there is no first time behind the last range.
    if (isDate()) {
      return firstOf(range + 1) <= Math.floorDiv(at.getEpochSecond(), SECONDS_PER_DAY);
    }
    if (at.isAfter(Timestamps.LAST)) {
      return true;
    }
    return !at.isBefore(Timestamps.FIRST)
        && range < range(Long.MAX_VALUE)
        && firstOf(range + 1) <= Timestamps.toMicros(at);
  }

  /** The range that an instant lies in; of ranges of time alone. */
  long rangeOfMicros(long micros) {
    return range(isDate() ? Math.floorDiv(micros, MICROS_PER_DAY) : micros);
  }

  /** The number that a bound stands for; not by value. */
  static long number(byte[] bound) {
    return new KeyDecoder().wrap(Flyweights.wrap(bound), 0, bound.length).nextLong(false);
  }
}
