package io.ashlar.fuzz.model;

import io.ashlar.fuzz.model.table.Definition;
import io.ashlar.fuzz.script.schema.Kind;
import io.ashlar.schema.Partitioning;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Which partition a row belongs to. */
final class Divisions {

  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final BigInteger MICROS_PER_SECOND = BigInteger.valueOf(1_000_000);
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
  private static final int MONTHS_PER_YEAR = 12;
  private static final int EPOCH_YEAR = 1_970;

  private Divisions() {}

  /** Whether a partition takes the row. */
  static boolean takes(Definition table, Map<Integer, Object> row) {
    return table.division().kind() != Partitioning.Kind.LIST
        || table.division().lists().isEmpty()
        || listOf(table, value(table, row)) != null;
  }

  private static Object value(Definition table, Map<Integer, Object> row) {
    return table.value(row, table.divisionColumns().get(0));
  }

  private static List<Object> listOf(Definition table, Object value) {
    return table.division().lists().stream()
        .filter(list -> list.contains(value))
        .findFirst()
        .orElse(null);
  }

  static LockKey lockOf(Definition table, Map<Integer, Object> row) {
    Object place =
        switch (table.division().kind()) {
          case HASH -> "any";
          case LIST ->
              table.division().lists().isEmpty()
                  ? value(table, row)
                  : listOf(table, value(table, row));
          default -> rangeOf(table, value(table, row));
        };
    return new LockKey(table.id(), LockKey.PARTITION, Arrays.asList(place));
  }

  /** The number of the range that a value lies in. */
  static long rangeOf(Definition table, Object value) {
    long size = table.division().size();
    if (table.division().kind() == Partitioning.Kind.NUMBERS) {
      return Math.floorDiv((Long) value, size);
    }
    if (table.division().kind() == Partitioning.Kind.MONTHS) {
      LocalDate day = day(value);
      long month = (long) (day.getYear() - EPOCH_YEAR) * MONTHS_PER_YEAR + day.getMonthValue() - 1;
      return Math.floorDiv(month, size);
    }
    return value instanceof LocalDate date
        ? Math.floorDiv(date.toEpochDay(), size / MICROS_PER_DAY)
        : Math.floorDiv(micros((Instant) value), size);
  }

  private static LocalDate day(Object value) {
    return value instanceof LocalDate date
        ? date
        : ((Instant) value).atOffset(ZoneOffset.UTC).toLocalDate();
  }

  static long micros(Instant time) {
    BigInteger micros =
        BigInteger.valueOf(time.getEpochSecond())
            .multiply(MICROS_PER_SECOND)
            .add(BigInteger.valueOf(time.getNano() / 1_000));
    return micros.min(MOST).max(LEAST).longValue();
  }

  /** Whether a row is in the partition of a name, as a reader of the name would say. */
  static boolean isIn(Definition table, Map<Integer, Object> row, String name) {
    Object value = value(table, row);
    if (table.division().kind() == Partitioning.Kind.LIST) {
      if (table.division().lists().isEmpty()) {
        return String.valueOf(value).equals(name);
      }
      List<String> named = new ArrayList<>();
      List<Object> list = listOf(table, value);
      list.forEach(each -> named.add(String.valueOf(each)));
      return new HashSet<>(named).equals(new HashSet<>(Arrays.asList(name.split(", "))));
    }
    return nameOf(table, rangeOf(table, value)).equals(name);
  }

  /** What a range begins with. */
  private static String nameOf(Definition table, long range) {
    long size = table.division().size();
    if (table.division().kind() == Partitioning.Kind.NUMBERS) {
      return Long.toString(times(range, size));
    }
    boolean dates = table.column(table.divisionColumns().get(0)).kind() == Kind.DATE;
    long day;
    if (table.division().kind() == Partitioning.Kind.MONTHS) {
      day = LocalDate.of(EPOCH_YEAR, 1, 1).plusMonths(range * size).toEpochDay();
    } else {
      day = dates ? range * (size / MICROS_PER_DAY) : 0;
    }
    if (dates) {
      return LocalDate.ofEpochDay(day).toString();
    }
    boolean months = table.division().kind() == Partitioning.Kind.MONTHS;
    long micros = months ? times(day, MICROS_PER_DAY) : times(range, size);
    return Math.floorMod(micros, MICROS_PER_DAY) == 0
        ? LocalDate.ofEpochDay(Math.floorDiv(micros, MICROS_PER_DAY)).toString()
        : Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }

  /** The least or greatest number where the product lies beyond it. */
  private static long times(long a, long b) {
    return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).min(MOST).max(LEAST).longValue();
  }

  /** Whether the partition of a row lies wholly before a bound. */
  static boolean endsBefore(Definition table, Map<Integer, Object> row, Object bound) {
    long range = rangeOf(table, value(table, row));
    if (bound instanceof Instant time
        && table.column(table.divisionColumns().get(0)).kind() == Kind.DATE) {
      return range < rangeOf(table, time.atOffset(ZoneOffset.UTC).toLocalDate());
    }
    return range < rangeOf(table, bound);
  }
}
