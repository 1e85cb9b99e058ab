package io.ashlar.schema;

import io.ashlar.argument.Arguments;
import io.ashlar.error.SchemaException;
import io.ashlar.type.ColumnType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * How the rows of a table are divided into partitions. Every partition has its own place on disk
 * and its own index entries; a partition can be dropped in constant time, whatever it holds.
 *
 * <p>The columns must belong to the primary key and to every unique index: uniqueness is checked
 * within one partition, so two rows with the same key must be in the same one. Made by {@link
 * #range(String, Duration)} and its kin.
 *
 * @param kind how a row finds its partition
 * @param size microseconds, months or numbers of one range, or buckets of a hash; 0 for lists
 * @param columns the columns that decide; one, but for a hash
 * @param lists the values of each partition by list; empty when every value has its own
 * @param retention how long a range is kept after its end, or null for ever
 */
public record Partitioning(
    Kind kind, long size, List<String> columns, List<List<Object>> lists, Duration retention) {

  /** How a row finds its partition. */
  public enum Kind {
    /** By equal spans of time, of a TIMESTAMP or, in whole days, of a DATE. */
    TIME,
    /** By months of the calendar in UTC, of a TIMESTAMP or DATE. */
    MONTHS,
    /** By equal ranges of an INT or LONG. */
    NUMBERS,
    /** By values of one column. */
    LIST,
    /** By a hash of columns. */
    HASH
  }

  /** Most buckets of a hash, and most lists. */
  public static final int MAX_BUCKETS = 1_024;

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long NANOS_PER_MICRO = 1_000;
  private static final long MAX_SECONDS = Long.MAX_VALUE / MICROS_PER_SECOND - 1;

  /**
   * Checks the parts and keeps copies.
   *
   * @param kind how a row finds its partition
   * @param size the size of a range, or the number of buckets
   * @param columns the columns that decide
   * @param lists the values of each partition by list
   * @param retention how long a range is kept, or null
   * @throws SchemaException when the parts do not fit each other
   */
  public Partitioning {
    Arguments.requireGiven(kind, "kind");
    columns = Arguments.allGiven(columns, "columns");
    List<List<Object>> copies = new ArrayList<>();
    for (List<Object> list : Arguments.given(lists, "lists")) {
      copies.add(Arguments.allGiven(list, "lists"));
    }
    lists = List.copyOf(copies);
    boolean sized = kind == Kind.LIST ? size == 0 : size > 0;
    if (!sized || (kind == Kind.HASH && size > MAX_BUCKETS)) {
      throw new SchemaException(
          "The size of the partitions is out of range.", "kind", kind, "size", size);
    }
    boolean oneColumn = columns.size() == 1;
    boolean many = kind == Kind.HASH && new HashSet<>(columns).size() == columns.size();
    if (columns.isEmpty() || !(oneColumn || many)) {
      throw new SchemaException(
          "The columns do not fit the kind of partitions.", "kind", kind, "columns", columns);
    }
    checkLists(kind, lists);
    checkRetention(kind, retention);
  }

  private static void checkLists(Kind kind, List<List<Object>> lists) {
    if (!lists.isEmpty() && (kind != Kind.LIST || lists.size() > MAX_BUCKETS)) {
      throw new SchemaException(
          "The lists do not fit the kind of partitions.", "kind", kind, "lists", lists.size());
    }
    Set<Object> seen = new HashSet<>();
    for (List<Object> list : lists) {
      if (list.isEmpty()) {
        throw new SchemaException("A partition by list needs a value.");
      }
      for (Object value : list) {
        if (value instanceof String text && !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
          throw new SchemaException("The text of a list holds an unpaired surrogate.");
        }
        if (!seen.add(value)) {
          throw new SchemaException("A value is in two lists.", "value", value);
        }
      }
    }
  }

  private static void checkRetention(Kind kind, Duration retention) {
    if (retention == null) {
      return;
    }
    if ((kind != Kind.TIME && kind != Kind.MONTHS)
        || retention.isNegative()
        || retention.isZero()
        || retention.toSeconds() > MAX_SECONDS) {
      throw new SchemaException(
          "Only partitions by time are kept for a positive time.",
          "kind",
          kind,
          "retention",
          retention);
    }
  }

  /**
   * By spans of time, counted from 1970-01-01T00:00Z.
   *
   * @param column a column of type TIMESTAMP, or DATE for whole days
   * @param interval the span, in whole microseconds
   * @return the partitioning
   * @throws SchemaException when the span is not positive, too long or has a part below
   *     microseconds
   */
  public static Partitioning range(String column, Duration interval) {
    Arguments.requireGiven(interval, "interval");
    if (interval.toSeconds() > MAX_SECONDS || interval.toNanosPart() % NANOS_PER_MICRO != 0) {
      throw new SchemaException("The span of the partitions does not fit.", "interval", interval);
    }
    long micros =
        interval.toSeconds() * MICROS_PER_SECOND + interval.toNanosPart() / NANOS_PER_MICRO;
    return new Partitioning(
        Kind.TIME, micros, List.of(Arguments.given(column, "column")), List.of(), null);
  }

  /**
   * By months of the calendar, in UTC; a period of days alone is the same as a duration.
   *
   * @param column a column of type TIMESTAMP or DATE
   * @param interval months and years, or days
   * @return the partitioning
   * @throws SchemaException when the period is not positive or mixes months with days
   */
  public static Partitioning range(String column, Period interval) {
    Arguments.requireGiven(interval, "interval");
    long months = interval.toTotalMonths();
    long days = interval.get(ChronoUnit.DAYS);
    if (months == 0) {
      return range(column, Duration.ofDays(days));
    }
    if (days != 0) {
      throw new SchemaException("The span of the partitions does not fit.", "interval", interval);
    }
    return new Partitioning(
        Kind.MONTHS, months, List.of(Arguments.given(column, "column")), List.of(), null);
  }

  /**
   * By ranges of numbers, counted from 0.
   *
   * @param column a column of type INT or LONG
   * @param width how many numbers a range has, at least 1
   * @return the partitioning
   * @throws SchemaException when the width is not positive
   */
  public static Partitioning range(String column, long width) {
    return new Partitioning(
        Kind.NUMBERS, width, List.of(Arguments.given(column, "column")), List.of(), null);
  }

  /**
   * By value: each value that occurs has a partition, which its first row makes.
   *
   * @param column a column of type BOOLEAN, INT, LONG, DATE, STRING or UUID
   * @return the partitioning
   */
  public static Partitioning list(String column) {
    return new Partitioning(
        Kind.LIST, 0, List.of(Arguments.given(column, "column")), List.of(), null);
  }

  /**
   * By lists of values. A row whose value is in no list is refused.
   *
   * @param column a column of type BOOLEAN, INT, LONG, DATE, STRING or UUID
   * @param lists the values of each partition, none twice
   * @return the partitioning
   * @throws SchemaException when a list is empty or a value is in two
   */
  public static Partitioning list(String column, List<?>... lists) {
    List<List<Object>> copies = new ArrayList<>();
    for (List<?> list : Arguments.given(lists, "lists")) {
      copies.add(Arguments.allGiven(list, "lists"));
    }
    return new Partitioning(Kind.LIST, 0, List.of(Arguments.given(column, "column")), copies, null);
  }

  /**
   * By a hash of columns. All partitions are made with the table.
   *
   * @param buckets how many partitions, 1 to {@value #MAX_BUCKETS}
   * @param columns the columns
   * @return the partitioning
   * @throws SchemaException when the number is out of range, or there are no columns
   */
  public static Partitioning hash(int buckets, String... columns) {
    return new Partitioning(
        Kind.HASH, buckets, List.of(Arguments.allGiven(columns, "columns")), List.of(), null);
  }

  /**
   * The same, keeping each partition for some time after its end. A partition whose time is over is
   * dropped when the next one is made, or by {@code Database.expire()}.
   *
   * @param time how long, in whole microseconds
   * @return the partitioning
   * @throws SchemaException when the partitions are not by time, or the time is not positive
   */
  public Partitioning retainPartitions(Duration time) {
    return new Partitioning(kind, size, columns, lists, time);
  }

  /** Checks that the columns fit a table. */
  void check(String table, List<ColumnSchema> all, List<String> primaryKey, List<IndexSchema> ix) {
    for (String column : columns) {
      if (!primaryKey.contains(column)) {
        throw new SchemaException(
            "A column that decides the partition must belong to the primary key,"
                + " as keys are kept apart within a partition alone.",
            "table",
            table,
            "column",
            column);
      }
      ColumnType type =
          all.stream().filter(c -> c.name().equals(column)).findFirst().orElseThrow().type();
      if (!fits(type)) {
        throw new SchemaException(
            "The type of the column does not fit the partitions.",
            "table",
            table,
            "column",
            column,
            "type",
            type,
            "kind",
            kind);
      }
    }
    for (IndexSchema index : ix) {
      check(table, index);
    }
  }

  /** Checks that an index can be kept partition by partition. */
  void check(String table, IndexSchema index) {
    List<String> key = index.key().stream().map(KeyPart::column).toList();
    if (index.unique() && !key.containsAll(columns)) {
      throw new SchemaException(
          "A unique index must have the columns that decide the partition,"
              + " as keys are kept apart within a partition alone.",
          "table",
          table,
          "index",
          index.name(),
          "columns",
          columns);
    }
  }

  private boolean fits(ColumnType type) {
    return switch (kind) {
      case TIME ->
          switch (type.kind()) {
            case TIMESTAMP -> true;
            case DATE -> wholeDays();
            default -> false;
          };
      case MONTHS ->
          switch (type.kind()) {
            case TIMESTAMP, DATE -> true;
            default -> false;
          };
      case NUMBERS ->
          switch (type.kind()) {
            case INT, LONG -> true;
            default -> false;
          };
      case LIST -> listed(type);
      case HASH -> true;
    };
  }

  private boolean wholeDays() {
    return size % (Duration.ofDays(1).toSeconds() * MICROS_PER_SECOND) == 0;
  }

  private boolean listed(ColumnType type) {
    Class<?> expected =
        switch (type.kind()) {
          case BOOLEAN -> Boolean.class;
          case INT -> Integer.class;
          case LONG -> Long.class;
          case DATE -> LocalDate.class;
          case STRING -> String.class;
          case UUID -> UUID.class;
          default -> null;
        };
    return expected != null
        && lists.stream().allMatch(list -> list.stream().allMatch(expected::isInstance));
  }
}
